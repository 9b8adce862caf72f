using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers.Cards;

namespace RemoteVerify.Server.CardPictures;

/// <summary>
/// A reading on its way through the person's browser, sealed: the service keeps nothing of it until the person has looked at it, and still knows afterwards what the camera read and what the
/// person changed.
/// </summary>
public sealed class CardReadingSeal(IDataProtectionProvider keys)
{
    private const int LongestSeal = 8192;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);
    private readonly ITimeLimitedDataProtector _keys = keys.CreateProtector("card-reading").ToTimeLimitedDataProtector();

    /// <summary>Seals a reading for one participant of one case, for half an hour.</summary>
    public string Close(Actor actor, CaseId id, CardReading reading)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return _keys.Protect(JsonSerializer.Serialize(new Sealed(id.Value, actor.Id, reading)), Lifetime);
    }

    /// <summary>The reading; null when it is another's, too old, or was changed.</summary>
    public CardReading? Open(Actor actor, CaseId id, string? closed)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (closed is not { Length: > 0 and <= LongestSeal })
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<Sealed>(_keys.Unprotect(closed)) is { } found && found.Case == id.Value && found.Participant == actor.Id ? found.Reading : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private sealed record Sealed(Guid Case, string Participant, CardReading Reading)
    {
        public override string ToString() => nameof(Sealed);
    }
}
