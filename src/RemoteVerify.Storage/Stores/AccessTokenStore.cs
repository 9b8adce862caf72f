using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

internal sealed class AccessTokenStore(StorageContext context) : IAccessTokenStore
{
    public Task AddAsync(AccessToken token, CancellationToken cancellationToken)
    {
        context.Tokens.Add(new TokenRow
        {
            TokenSha256 = token.TokenSha256.Hex,
            Kind = token.Kind,
            Tenant = token.Tenant.Value,
            CaseId = token.CaseId.Value,
            Participant = token.Participant.Value,
            ExpiresAt = Time.Write(token.ExpiresAt),
            UsedAt = token.UsedAt is { } at ? Time.Write(at) : null,
            SignIn = token.SignIn,
            HandOver = token.HandOver,
        });
        return Task.CompletedTask;
    }

    public async Task<AccessToken?> FindAsync(Sha256Digest tokenSha256, CancellationToken cancellationToken)
    {
        TokenRow? row = await context.Tokens.FirstOrDefaultAsync(t => t.TokenSha256 == tokenSha256.Hex, cancellationToken);
        return row is null
            ? null
            : new AccessToken(
                tokenSha256,
                row.Kind,
                new TenantId(row.Tenant),
                new CaseId(row.CaseId),
                new ParticipantId(row.Participant),
                Time.Read(row.ExpiresAt),
                row.UsedAt is { } at ? Time.Read(at) : null)
            {
                SignIn = row.SignIn,
                HandOver = row.HandOver,
            };
    }

    public async Task UseAsync(Sha256Digest tokenSha256, DateTimeOffset at, CancellationToken cancellationToken)
    {
        TokenRow row = await context.Tokens.FindAsync([tokenSha256.Hex], cancellationToken)
            ?? throw new InvalidOperationException("The token was not added before.");
        row.UsedAt = Time.Write(at);
    }

    public async Task EndAsync(Guid signIn, DateTimeOffset at, CancellationToken cancellationToken)
    {
        foreach (TokenRow row in await context.Tokens.Where(t => t.SignIn == signIn).ToListAsync(cancellationToken))
        {
            End(row, at);
        }
    }

    public async Task EndAsync(Sha256Digest tokenSha256, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (await context.Tokens.FindAsync([tokenSha256.Hex], cancellationToken) is { } row)
        {
            End(row, at);
        }
    }

    private static void End(TokenRow row, DateTimeOffset at) => row.ExpiresAt = Math.Min(row.ExpiresAt, Time.Write(at));
}
