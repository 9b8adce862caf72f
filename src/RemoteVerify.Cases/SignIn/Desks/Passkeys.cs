using RemoteVerify.Cases.Recording;

namespace RemoteVerify.Cases.SignIn.Desks;

/// <summary>Adds a passkey to the officer's own; the host has checked what the device answered.</summary>
public sealed class RegisterPasskey(Desk desk)
{
    /// <summary>Most passkeys of one officer.</summary>
    public const int Most = 10;

    private const int LongestName = 60;

    /// <param name="actor">The officer, signed in strongly enough: nobody adds a key by a secret that was overheard.</param>
    /// <param name="passkey">The passkey.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Outcome<OfficerPasskey>> DoAsync(Actor actor, OfficerPasskey passkey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(passkey);
        return desk.DoAsync<OfficerPasskey>(Act.RegisterPasskey, actor, async (work, ct) =>
        {
            if (!SignInMethods.AreStrong(actor.SignedInBy))
            {
                return new Refusal(RefusalCode.DeskSignInTooWeak, "This sign-in is not strong enough for it. Sign in with a passkey, or with your secret and a one-time code.");
            }

            if (await work.Unit.DeskAccess.FindPasskeyAsync(passkey.CredentialId, ct) is not null)
            {
                return new Refusal(RefusalCode.PasskeyKnown, "This passkey is registered already. Use it, or choose another device.");
            }

            if ((await work.Unit.DeskAccess.ListPasskeysAsync(actor.Tenant, actor.Id, ct)).Count >= Most)
            {
                return new Refusal(RefusalCode.PasskeysTooMany, $"You have {Most} passkeys. Remove one that you don't use.");
            }

            string name = passkey.Name.Trim();
            OfficerPasskey kept = passkey with { Tenant = actor.Tenant, Account = actor.Id, Name = name.Length > LongestName ? name[..LongestName] : name, CreatedAt = work.Now, Version = 1 };
            await work.Unit.DeskAccess.PutAsync(kept, ct);
            work.Note("passkey", kept.Tag.Hex);
            return kept;
        }, cancellationToken);
    }
}

/// <summary>Removes a passkey of the officer's own, and ends every other session: who removes one may have lost it.</summary>
public sealed class RemovePasskey(Desk desk)
{
    /// <param name="actor">The officer.</param>
    /// <param name="tag">SHA-256 of the credential's id.</param>
    /// <param name="session">The session in which it is done, which goes on.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Outcome<bool>> DoAsync(Actor actor, Sha256Digest tag, DeskSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(session);
        return desk.DoAsync<bool>(Act.RemovePasskey, actor, async (work, ct) =>
        {
            if (!SignInMethods.AreStrong(actor.SignedInBy))
            {
                return new Refusal(RefusalCode.DeskSignInTooWeak, "This sign-in is not strong enough for it. Sign in with a passkey, or with your secret and a one-time code.");
            }

            if ((await work.Unit.DeskAccess.ListPasskeysAsync(actor.Tenant, actor.Id, ct)).FirstOrDefault(own => own.Tag == tag) is not { } found)
            {
                return new Refusal(RefusalCode.PasskeyNotFound, "You have no such passkey. Read the list again.");
            }

            work.Note("passkey", tag.Hex);
            await work.Unit.DeskAccess.RemoveAsync(found, ct);
            await work.Unit.DeskAccess.EndOthersAsync(session, work.Now, ct);
            return true;
        }, cancellationToken);
    }
}

/// <summary>Lists the officer's own passkeys.</summary>
public sealed class ListPasskeys(Desk desk)
{
    public Task<Outcome<IReadOnlyList<OfficerPasskey>>> DoAsync(Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return desk.DoAsync<IReadOnlyList<OfficerPasskey>>(Act.ListPasskeys, actor, async (work, ct) =>
        {
            work.StaySilent();
            return Outcome<IReadOnlyList<OfficerPasskey>>.Done(await work.Unit.DeskAccess.ListPasskeysAsync(actor.Tenant, actor.Id, ct));
        }, cancellationToken);
    }
}
