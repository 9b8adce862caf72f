using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Countersigning;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>Carries what an officer confirmed from the confirmation to the signature, sealed, for this session alone and for a quarter of an hour.</summary>
public sealed class SigningTickets(IDataProtectionProvider protection, TimeProvider time)
{
    private const int Longest = 32_768;

    private readonly IDataProtector _protector = protection.CreateProtector("desk signing ticket v1");

    public string Seal(DeskVisit visit, IReadOnlyList<SigningItem> items)
    {
        ArgumentNullException.ThrowIfNull(visit);
        Kept kept = new(visit.Session.TokenSha256.Hex, time.GetUtcNow() + PrepareCountersignature.Lifetime, [.. items.Select(item => new KeptItem(item.Case.Value, item.Document.Hex))]);
        return _protector.Protect(JsonSerializer.Serialize(kept));
    }

    /// <summary>What was confirmed in this session; null when it was nothing, or too long ago.</summary>
    public IReadOnlyList<SigningItem>? Open(DeskVisit visit, string? ticket)
    {
        ArgumentNullException.ThrowIfNull(visit);
        if (ticket is not { Length: > 0 and <= Longest })
        {
            return null;
        }

        try
        {
            Kept? kept = JsonSerializer.Deserialize<Kept>(_protector.Unprotect(ticket));
            return kept is not null && kept.Session == visit.Session.TokenSha256.Hex && kept.ExpiresAt > time.GetUtcNow()
                ? [.. kept.Items.Select(item => new SigningItem(new CaseId(item.Case), Sha256Digest.TryParse(item.Document, out Sha256Digest hash) ? hash : default))]
                : null;
        }
        catch (Exception e) when (e is CryptographicException or JsonException or FormatException)
        {
            return null;
        }
    }

    private sealed record Kept(string Session, DateTimeOffset ExpiresAt, IReadOnlyList<KeptItem> Items);

    private sealed record KeptItem(Guid Case, string Document);
}
