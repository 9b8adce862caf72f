using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.SignIn;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

/// <summary>The codes of one officer lie under a key of their own.</summary>
internal sealed class OneTimeCodeStore(StorageContext context, CaseKeys keys) : IOneTimeCodeStore
{
    public async Task<OfficerCodes?> FindAsync(TenantId tenant, string account, CancellationToken cancellationToken) =>
        await context.OneTimeCodes.AsNoTracking().FirstOrDefaultAsync(c => c.Tenant == tenant.Value && c.Account == account, cancellationToken) is { } row
            ? await keys.ReadAsync<OfficerCodes>(row.Scope, DataClass.Secret, Place(row), row.Body, cancellationToken)
            : null;

    public async Task PutAsync(OfficerCodes codes, CancellationToken cancellationToken)
    {
        OneTimeCodeRow? row = await context.OneTimeCodes.FindAsync([codes.Tenant.Value, codes.Account], cancellationToken);
        if (row is null)
        {
            row = new OneTimeCodeRow { Tenant = codes.Tenant.Value, Account = codes.Account, Scope = Guid.NewGuid(), Body = [] };
            context.OneTimeCodes.Add(row);
        }
        else
        {
            context.Entry(row).Property(c => c.Version).OriginalValue = codes.Version - 1;
        }

        row.Version = codes.Version;
        keys.BelongsTo(row.Scope, codes.Tenant);
        row.Body = await keys.WriteAsync(row.Scope, DataClass.Secret, Place(row), codes, cancellationToken);
    }

    private static string Place(OneTimeCodeRow row) => $"one-time-codes/{row.Tenant}/{row.Account}";
}
