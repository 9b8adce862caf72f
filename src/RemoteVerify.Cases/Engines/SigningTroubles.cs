using RemoteVerify.Pki.Fetching;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Timestamps;

namespace RemoteVerify.Cases.Engines;

/// <summary>
/// A timestamp authority that is away, slow or wrong, and a key that does not answer, as a refusal: the act is not done, the case
/// stays where it was, and the same act can be repeated.
/// </summary>
internal static class SigningTroubles
{
    /// <summary>Runs what needs a key or a timestamp.</summary>
    public static async Task<Outcome<T>> AsRefusalAsync<T>(Func<Task<Outcome<T>>> work)
    {
        try
        {
            return await work();
        }
        catch (TimestampRefusedException e) when (e.Trouble == TimestampTrouble.Refused)
        {
            return Unavailable("refused");
        }
        catch (TimestampRefusedException e)
        {
            return new Refusal(
                RefusalCode.TimestampNotAccepted,
                "The timestamp authority's answer must not be used, so nothing was signed and nothing is lost. Repeat the act in a few minutes; the operator has to look at the authority.",
                [],
                [Kebab(e.Trouble.ToString())]);
        }
        catch (KeyUnavailableException e)
        {
            return new Refusal(
                RefusalCode.SigningKeyUnavailable,
                "The key that signs here does not answer now, so nothing was signed and nothing is lost. Repeat the act in a few minutes; the operator has to look at the token or the provider of the key.",
                [],
                [Kebab(e.Reason)]);
        }
        catch (FetchException e)
        {
            return Unavailable(Kebab(e.Problem.ToString()));
        }
    }

    /// <summary>The name in lower case with hyphens.</summary>
    internal static string Kebab(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) ? $"{(i > 0 ? "-" : "")}{char.ToLowerInvariant(c)}" : c.ToString()));

    private static Refusal Unavailable(string reason) => new(
        RefusalCode.TimestampUnavailable,
        "The timestamp authority gives no timestamp now, so nothing was signed and nothing is lost. Repeat the act in a few minutes; tell the operator if it lasts.",
        [],
        [reason]);
}
