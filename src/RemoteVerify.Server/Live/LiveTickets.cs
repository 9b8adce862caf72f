using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using RemoteVerify.Cases;

namespace RemoteVerify.Server.Live;

/// <summary>Who may speak on the line of a room. A page that knows its visitor makes it; the room is asked again whenever somebody comes with it.</summary>
/// <param name="Role">Officer, citizen or, for a venue, anyone.</param>
/// <param name="Id">Account, participant or seat.</param>
/// <param name="Tenant">Tenant.</param>
/// <param name="Case">Case.</param>
/// <param name="Methods">How an officer signed in.</param>
internal sealed record LivePass(ActorRole Role, string Id, string Tenant, Guid Case, string? Methods)
{
    public Actor Actor => new(Role, Id, new TenantId(Tenant), Role == ActorRole.Officer ? null : new CaseId(Case)) { SignedInBy = Methods };

    public override string ToString() => nameof(LivePass);
}

/// <summary>Tickets for the line of a room: sealed, for one actor and one case, for as long as a session may last.</summary>
public sealed class LiveTickets(IDataProtectionProvider keys)
{
    private const int LongestTicket = 2048;
    private readonly ITimeLimitedDataProtector _keys = keys.CreateProtector("live-line").ToTimeLimitedDataProtector();

    public string Issue(Actor actor, CaseId id)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return _keys.Protect(JsonSerializer.Serialize(new LivePass(actor.Role, actor.Id, actor.Tenant.Value, id.Value, actor.SignedInBy)), TimeSpan.FromHours(4));
    }

    internal LivePass? Read(string? ticket)
    {
        if (ticket is not { Length: > 0 and <= LongestTicket })
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<LivePass>(_keys.Unprotect(ticket));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
