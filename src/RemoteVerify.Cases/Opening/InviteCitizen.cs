using System.Buffers.Text;
using System.Security.Cryptography;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Opening;

/// <summary>A token as given out once; only its hash is stored.</summary>
public sealed record GivenToken(string Token, DateTimeOffset ExpiresAt)
{
    public override string ToString() => "GivenToken";
}

/// <summary>Makes a one-time link for a participant; the portal passes it on and can't use it for itself without leaving a trace.</summary>
public sealed class InviteCitizen(Desk desk)
{
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromHours(24);

    public Task<Outcome<GivenToken>> DoAsync(Actor actor, CaseReference reference, ParticipantId participant, CancellationToken cancellationToken) =>
        desk.DoAsync<GivenToken>(Act.InviteCitizen, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            if (found.File.Find(participant) is null)
            {
                return new Refusal(RefusalCode.ParticipantUnknown, "The case has no such participant. Use an id from its list.");
            }

            work.Note("participant", participant.Value);
            return await Tokens.IssueAsync(work, AccessTokenKind.CitizenLink, actor.Tenant, reference.Id, participant, LinkLifetime, ct);
        }, cancellationToken);
}

/// <summary>Exchanges a one-time link for the citizen's session token.</summary>
public sealed class EnterAsCitizen(Desk desk)
{
    public static readonly TimeSpan SessionLifetime = TimeSpan.FromHours(2);

    public Task<Outcome<GivenToken>> DoAsync(string link, CancellationToken cancellationToken) =>
        desk.DoAsync<GivenToken>(Act.EnterAsCitizen, Actor.Anyone, async (work, ct) =>
        {
            Sha256Digest hash = Tokens.Hash(link);
            AccessToken? found = await work.Unit.Tokens.FindAsync(hash, ct);
            if (found is not { Kind: AccessTokenKind.CitizenLink, UsedAt: null } || found.ExpiresAt <= work.Now)
            {
                return Tokens.NotAccepted();
            }

            work.About(found.CaseId);
            work.Note("participant", found.Participant.Value);
            await work.Unit.Tokens.UseAsync(hash, work.Now, ct);
            TimeSpan lifetime = found.HandOver is null ? SessionLifetime : Assisting.Assistance.HandOverLifetime;
            return await Tokens.IssueAsync(work, AccessTokenKind.CitizenSession, found.Tenant, found.CaseId, found.Participant, lifetime, ct, found.SignIn, found.HandOver);
        }, cancellationToken);
}

/// <summary>Tells whose session a token is; the host asks it for each request of a citizen.</summary>
public sealed class RecogniseCitizen(IUnitOfWorkFactory stores, TimeProvider clock)
{
    public async Task<Outcome<Actor>> DoAsync(string session, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        AccessToken? found = await unit.Tokens.FindAsync(Tokens.Hash(session), cancellationToken);
        return found is { Kind: AccessTokenKind.CitizenSession } && found.ExpiresAt > clock.GetUtcNow()
            ? Actor.Citizen(found.Tenant, found.CaseId, found.Participant) with { HandOver = found.HandOver }
            : Tokens.NotAccepted();
    }
}

/// <summary>Tells whose link a word is while it can still be exchanged; nothing is used up by asking.</summary>
public sealed class RecogniseLink(IUnitOfWorkFactory stores, TimeProvider clock)
{
    /// <summary>The tenant of the case; null for what is no link, was used or has run out.</summary>
    public async Task<TenantId?> DoAsync(string link, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        AccessToken? found = await unit.Tokens.FindAsync(Tokens.Hash(link), cancellationToken);
        return found is { Kind: AccessTokenKind.CitizenLink, UsedAt: null } && found.ExpiresAt > clock.GetUtcNow() ? found.Tenant : null;
    }

    /// <summary>The case of a link, used or not; null for what was never a link, or is forgotten.</summary>
    public async Task<CaseId?> CaseOfAsync(string link, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        return await unit.Tokens.FindAsync(Tokens.Hash(link), cancellationToken) is { Kind: AccessTokenKind.CitizenLink } found ? found.CaseId : null;
    }
}

internal static class Tokens
{
    /// <summary>256 random bits.</summary>
    public static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static Sha256Digest Hash(string token) => Sha256Digest.Of(System.Text.Encoding.UTF8.GetBytes(token));

    public static Refusal NotAccepted() =>
        new(RefusalCode.TokenNotAccepted, "The link or session is unknown, used or has run out. Ask the portal for a new link.");

    public static async Task<GivenToken> IssueAsync(
        Work work, AccessTokenKind kind, TenantId tenant, CaseId caseId, ParticipantId participant, TimeSpan lifetime, CancellationToken cancellationToken, Guid? signIn = null, Guid? handOver = null)
    {
        string token = Random();
        DateTimeOffset until = work.Now + lifetime;
        await work.Unit.Tokens.AddAsync(new AccessToken(Hash(token), kind, tenant, caseId, participant, until, null) { SignIn = signIn, HandOver = handOver }, cancellationToken);
        return new GivenToken(token, until);
    }
}
