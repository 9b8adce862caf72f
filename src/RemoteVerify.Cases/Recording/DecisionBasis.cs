using System.Text.Json;
using System.Text.Json.Serialization;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Recording;

/// <summary>
/// What a decision rests on, as one hash: state, document, proofs, signatures, dossier, everything that is kept of a case or a verification but who looked and which version that made. A page sends it
/// back with the decision, so that nobody decides about something else than was shown, and a colleague's look refuses nobody's decision. A member that is added later counts by itself.
/// </summary>
public static class DecisionBasis
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The hash of a case; equal before and after looks at evidence, at the prepared paper and at earlier cases, and after exports.</summary>
    public static Sha256Digest Of(Case shown)
    {
        ArgumentNullException.ThrowIfNull(shown);
        Case still = shown with { File = shown.File with { Version = 0, EarlierCaseLooks = [], Exports = [] } };
        return Hash(still switch
        {
            ParticipantsSigned signed => signed with { Views = [] },
            PaperPrepared prepared => prepared with { SeenBy = [] },
            _ => still,
        });
    }

    /// <summary>The hash of a verification; equal before and after looks, which may also close gaps of the evidence's own signature.</summary>
    public static Sha256Digest Of(Verification shown)
    {
        ArgumentNullException.ThrowIfNull(shown);
        VerificationFile file = shown.File;
        return Hash(shown with
        {
            File = file with
            {
                Version = 0,
                Views = [],
                Captures = [.. file.Captures.Select(capture => capture.Evidence is { } evidence ? capture with { Evidence = evidence with { Seal = null } } : capture)],
            },
        });
    }

    private static Sha256Digest Hash<T>(T still) => Sha256Digest.Of(JsonSerializer.SerializeToUtf8Bytes(still, Json));
}
