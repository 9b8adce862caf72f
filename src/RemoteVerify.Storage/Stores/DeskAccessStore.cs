using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.SignIn.Desks;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

/// <summary>Each passkey lies under a key of its own; of a session only the hash of its token is known.</summary>
internal sealed class DeskAccessStore(StorageContext context, CaseKeys keys) : IDeskAccessStore
{
    public async Task<OfficerPasskey?> FindPasskeyAsync(ReadOnlyMemory<byte> credentialId, CancellationToken cancellationToken)
    {
        string tag = Sha256Digest.Of(credentialId.Span).Hex;
        return await context.OfficerPasskeys.AsNoTracking().FirstOrDefaultAsync(p => p.Tag == tag, cancellationToken) is { } row ? await ReadAsync(row, cancellationToken) : null;
    }

    public async Task<IReadOnlyList<OfficerPasskey>> ListPasskeysAsync(TenantId tenant, string account, CancellationToken cancellationToken)
    {
        List<OfficerPasskey> found = [];
        foreach (OfficerPasskeyRow row in await context.OfficerPasskeys.AsNoTracking().Where(p => p.Tenant == tenant.Value && p.Account == account).OrderBy(p => p.CreatedAt).ToListAsync(cancellationToken))
        {
            if (await ReadAsync(row, cancellationToken) is { } passkey)
            {
                found.Add(passkey);
            }
        }

        return found;
    }

    public async Task PutAsync(OfficerPasskey passkey, CancellationToken cancellationToken)
    {
        OfficerPasskeyRow? row = await context.OfficerPasskeys.FindAsync([passkey.Tag.Hex], cancellationToken);
        if (row is null)
        {
            row = new OfficerPasskeyRow
            {
                Tag = passkey.Tag.Hex, Tenant = passkey.Tenant.Value, Account = passkey.Account, Scope = Guid.NewGuid(), CreatedAt = Time.Write(passkey.CreatedAt), Body = [],
            };
            context.OfficerPasskeys.Add(row);
        }
        else
        {
            context.Entry(row).Property(p => p.Version).OriginalValue = passkey.Version - 1;
        }

        row.Version = passkey.Version;
        keys.BelongsTo(row.Scope, passkey.Tenant);
        row.Body = await keys.WriteAsync(row.Scope, DataClass.Secret, Place(row), passkey, cancellationToken);
    }

    public async Task RemoveAsync(OfficerPasskey passkey, CancellationToken cancellationToken)
    {
        if (await context.OfficerPasskeys.FindAsync([passkey.Tag.Hex], cancellationToken) is { } row)
        {
            context.OfficerPasskeys.Remove(row);
        }
    }

    public void Add(DeskSession session) => context.DeskSessions.Add(new DeskSessionRow
    {
        TokenSha256 = session.TokenSha256.Hex,
        Tenant = session.Tenant.Value,
        Account = session.Account,
        Methods = session.Methods,
        BegunAt = Time.Write(session.BegunAt),
        SeenAt = Time.Write(session.SeenAt),
    });

    public async Task<DeskSession?> FindSessionAsync(Sha256Digest tokenSha256, CancellationToken cancellationToken) =>
        await context.DeskSessions.AsNoTracking().FirstOrDefaultAsync(s => s.TokenSha256 == tokenSha256.Hex, cancellationToken) is { } row
            ? new DeskSession(tokenSha256, new TenantId(row.Tenant), row.Account, row.Methods, Time.Read(row.BegunAt), Time.Read(row.SeenAt), row.EndedAt is { } at ? Time.Read(at) : null)
            : null;

    public async Task SeeAsync(Sha256Digest tokenSha256, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (await context.DeskSessions.FindAsync([tokenSha256.Hex], cancellationToken) is { } row)
        {
            row.SeenAt = Time.Write(at);
        }
    }

    public async Task EndAsync(Sha256Digest tokenSha256, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (await context.DeskSessions.FindAsync([tokenSha256.Hex], cancellationToken) is { } row)
        {
            row.EndedAt ??= Time.Write(at);
        }
    }

    public async Task EndOthersAsync(DeskSession session, DateTimeOffset at, CancellationToken cancellationToken)
    {
        foreach (DeskSessionRow row in await context.DeskSessions
            .Where(s => s.Tenant == session.Tenant.Value && s.Account == session.Account && s.TokenSha256 != session.TokenSha256.Hex && s.EndedAt == null).ToListAsync(cancellationToken))
        {
            row.EndedAt = Time.Write(at);
        }
    }

    public async Task ForgetAsync(TenantId tenant, string account, DateTimeOffset begunBefore, CancellationToken cancellationToken)
    {
        long before = Time.Write(begunBefore);
        context.DeskSessions.RemoveRange(await context.DeskSessions.Where(s => s.Tenant == tenant.Value && s.Account == account && s.BegunAt < before).ToListAsync(cancellationToken));
    }

    private async Task<OfficerPasskey?> ReadAsync(OfficerPasskeyRow row, CancellationToken cancellationToken) =>
        await keys.ReadAsync<OfficerPasskey>(row.Scope, DataClass.Secret, Place(row), row.Body, cancellationToken);

    private static string Place(OfficerPasskeyRow row) => $"officer-passkeys/{row.Tag}";
}
