using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using RemoteVerify.Cases;

namespace RemoteVerify.Server.PagePictures;

/// <summary>
/// Says, sealed, that an actor's reading of a document was recorded, so that pictures of its pages need no record each. It opens nothing by itself: who brings it must be the same actor, by
/// their own session, and the act still asks whether they may.
/// </summary>
public sealed class ReadingTickets(IDataProtectionProvider protection, TimeProvider clock)
{
    private const int Longest = 2048;

    /// <summary>As long as a visit lasts.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);

    private readonly IDataProtector _protector = protection.CreateProtector("pictures of pages v1");

    public string Seal(Actor actor, CaseId id, Sha256Digest document)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return _protector.Protect(JsonSerializer.Serialize(new Kept(actor.Tenant.Value, actor.Role, actor.Id, id.Value, document.Hex, clock.GetUtcNow() + Lifetime)));
    }

    /// <summary>Hash of the bytes whose reading by this actor was recorded; null for any other word, and after two hours.</summary>
    public Sha256Digest? Open(Actor actor, CaseId id, string? ticket)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (ticket is not { Length: > 0 and <= Longest })
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<Kept>(_protector.Unprotect(ticket)) is { } kept && kept.Tenant == actor.Tenant.Value && kept.Role == actor.Role && kept.Actor == actor.Id
                && kept.Case == id.Value && kept.ExpiresAt > clock.GetUtcNow() && Sha256Digest.TryParse(kept.Document, out Sha256Digest document)
                ? document
                : null;
        }
        catch (Exception e) when (e is CryptographicException or JsonException or FormatException)
        {
            return null;
        }
    }

    private sealed record Kept(string Tenant, ActorRole Role, string Actor, Guid Case, string Document, DateTimeOffset ExpiresAt);
}
