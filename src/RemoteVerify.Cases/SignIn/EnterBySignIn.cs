using System.Globalization;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.SignIn;

/// <summary>
/// Lets somebody whom a provider proved into a case in which they take part: the personal number alone decides. The answer is the same for a
/// case that does not exist and for one of other people.
/// </summary>
public sealed class EnterBySignIn(Desk desk, CitizenSignInPolicy policy)
{
    /// <summary>The browser exchanges the link at once.</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(2);

    /// <returns>A one-time link, as an invitation is.</returns>
    public Task<Outcome<GivenToken>> DoAsync(CaseId caseId, ProvenSignIn proven, CancellationToken cancellationToken) =>
        desk.DoAsync<GivenToken>(Act.EnterBySignIn, Actor.Anyone, async (work, ct) =>
        {
            work.Note("provider", proven.Provider);
            work.Note("assurance", proven.Assurance.ToString(CultureInfo.InvariantCulture));
            if (proven.Assurance < policy.MinimumAssurance)
            {
                return new Refusal(
                    RefusalCode.SignInLevelTooLow, $"Your account is known at level {proven.Assurance}; level {policy.MinimumAssurance} is needed. Raise it, or ask for an invitation.");
            }

            Case? found = await work.Unit.Cases.TenantOfAsync(caseId, ct) is { } tenant ? await work.Unit.Cases.FindAsync(tenant, caseId, ct) : null;
            if (found?.File.Participants.FirstOrDefault(p => p.PersonalNumber == proven.PersonalNumber) is not { } participant)
            {
                return new Refusal(RefusalCode.SignInNotInCase, "The signed-in person takes no part in this case. Sign in as the person of the case, or ask the office for an invitation.");
            }

            work.About(caseId);
            work.Note("participant", participant.Id.Value);
            CitizenSignIn signIn = new(Guid.CreateVersion7(work.Now), proven.Provider, found.File.Tenant, caseId, participant.Id, proven.Assurance, work.Now, null);
            work.Note("sign-in", signIn.Id.ToString("D"));
            await work.Unit.SignIns.AddAsync(signIn, proven.Subject, proven.Session, proven.IdToken, ct);
            return await Tokens.IssueAsync(work, AccessTokenKind.CitizenLink, found.File.Tenant, caseId, participant.Id, LinkLifetime, ct, signIn.Id);
        }, cancellationToken);
}

/// <summary>What a sign-out has ended.</summary>
/// <param name="SignIn">The sign-in; null for a session that came from an invitation.</param>
/// <param name="IdToken">For the provider's own sign-out; null when there is none.</param>
public sealed record SignedOut(CitizenSignIn? SignIn, string? IdToken)
{
    public override string ToString() => nameof(SignedOut);
}

/// <summary>A citizen signs out: the session ends, and with it every other one of the same sign-in.</summary>
public sealed class SignOut(Desk desk)
{
    /// <param name="actor">The citizen.</param>
    /// <param name="session">The very session token.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<SignedOut>> DoAsync(Actor actor, string session, CancellationToken cancellationToken) =>
        desk.DoAsync<SignedOut>(Act.SignOut, actor, async (work, ct) =>
        {
            if (actor.OnlyCase is { } about)
            {
                work.About(about);
            }

            Sha256Digest hash = Tokens.Hash(session);
            AccessToken? token = await work.Unit.Tokens.FindAsync(hash, ct);
            await work.Unit.Tokens.EndAsync(hash, work.Now, ct);
            if (token?.SignIn is not { } id || await work.Unit.SignIns.FindAsync(id, ct) is not { } signIn)
            {
                return new SignedOut(null, null);
            }

            string? idToken = await work.Unit.SignIns.IdTokenAsync(id, ct);
            await SignIns.EndAsync(work, signIn, ct);
            return new SignedOut(signIn with { EndedAt = work.Now }, idToken);
        }, cancellationToken);
}

/// <summary>The provider says that somebody signed out there (OpenID Connect Back-Channel Logout 1.0): all sessions that came from it end.</summary>
public sealed class EndSignIns(Desk desk, IUnitOfWorkFactory stores)
{
    /// <param name="provider">Name of the provider in the settings.</param>
    /// <param name="subject">The provider's <c>sub</c>, or null.</param>
    /// <param name="session">The provider's <c>sid</c>; null for every session of the subject.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How many sign-ins were ended.</returns>
    public async Task<int> DoAsync(string provider, string? subject, string? session, CancellationToken cancellationToken)
    {
        IReadOnlyList<CitizenSignIn> open;
        await using (IUnitOfWork unit = await stores.BeginAsync(cancellationToken))
        {
            open = await unit.SignIns.ListOpenAsync(provider, subject, session, cancellationToken);
        }

        int ended = 0;
        foreach (CitizenSignIn signIn in open)
        {
            Outcome<CitizenSignIn> done = await desk.DoAsync<CitizenSignIn>(Act.EndSignIn, Actor.Service(signIn.Tenant), async (work, ct) =>
            {
                work.About(signIn.CaseId);
                await SignIns.EndAsync(work, signIn, ct);
                return signIn;
            }, cancellationToken);
            ended += done.IsDone ? 1 : 0;
        }

        return ended;
    }
}

internal static class SignIns
{
    public static async Task EndAsync(Work work, CitizenSignIn signIn, CancellationToken cancellationToken)
    {
        work.Note("sign-in", signIn.Id.ToString("D"));
        await work.Unit.SignIns.EndAsync(signIn.Id, work.Now, cancellationToken);
        await work.Unit.Tokens.EndAsync(signIn.Id, work.Now, cancellationToken);
    }
}
