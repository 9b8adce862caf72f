using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.SignIn.Desks;

/// <summary>Opens a session at the desk for an officer whom the host has proven; the record says how.</summary>
public sealed class EnterDesk(Desk desk, DeskSessionRule rule)
{
    /// <param name="actor">The officer, with how it signed in.</param>
    /// <param name="used">The passkey that was used, as it is now; null for another way.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What the browser keeps: 256 random bits, of which only the hash is stored.</returns>
    public Task<Outcome<string>> DoAsync(Actor actor, OfficerPasskey? used, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentException.ThrowIfNullOrEmpty(actor.SignedInBy);
        return desk.DoAsync<string>(Act.EnterDesk, actor, async (work, ct) =>
        {
            if (used is not null)
            {
                work.Note("passkey", used.Tag.Hex);
                await work.Unit.DeskAccess.PutAsync(used with { LastUsedAt = work.Now, Version = used.Version + 1 }, ct);
            }

            string token = Tokens.Random();
            await work.Unit.DeskAccess.ForgetAsync(actor.Tenant, actor.Id, work.Now - rule.Longest, ct);
            work.Unit.DeskAccess.Add(new DeskSession(Tokens.Hash(token), actor.Tenant, actor.Id, actor.SignedInBy, work.Now, work.Now, null));
            return token;
        }, cancellationToken);
    }
}

/// <summary>Finds the session of a browser and notes, once a minute, that it is used.</summary>
public sealed class RecogniseOfficer(IUnitOfWorkFactory stores, TimeProvider clock, DeskSessionRule rule)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMinutes(1);

    /// <returns>The session; null when it is unknown, idle, old or ended.</returns>
    public async Task<DeskSession?> DoAsync(string token, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        DateTimeOffset now = clock.GetUtcNow();
        DeskSession? found = await unit.DeskAccess.FindSessionAsync(Tokens.Hash(token), cancellationToken);
        if (found is null || !rule.Holds(found, now))
        {
            return null;
        }

        if (now - found.SeenAt >= Pace)
        {
            await unit.DeskAccess.SeeAsync(found.TokenSha256, now, cancellationToken);
            await unit.CommitAsync(cancellationToken);
        }

        return found;
    }
}

/// <summary>An officer leaves the desk.</summary>
public sealed class LeaveDesk(Desk desk)
{
    /// <param name="actor">The officer.</param>
    /// <param name="session">The session that ends.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Outcome<bool>> DoAsync(Actor actor, DeskSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return desk.DoAsync<bool>(Act.LeaveDesk, actor, async (work, ct) =>
        {
            await work.Unit.DeskAccess.EndAsync(session.TokenSha256, work.Now, ct);
            return true;
        }, cancellationToken);
    }
}
