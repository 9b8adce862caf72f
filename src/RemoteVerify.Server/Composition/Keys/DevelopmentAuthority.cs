using RemoteVerify.Authority.Development;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Server.Composition.Keys;

/// <summary>The development hierarchy: made on first start, kept encrypted in the store, refused in Production.</summary>
public static class DevelopmentAuthority
{
    private const string SecretName = "development-hierarchy";

    public static async Task<DevelopmentHierarchy> LoadOrCreateAsync(IUnitOfWorkFactory stores, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        if (await unit.Secrets.FindAsync(SecretName, cancellationToken) is { } kept)
        {
            return DevelopmentHierarchy.Import(kept);
        }

        // No addresses in the certificates: a checker without network must not wait for them.
        DevelopmentHierarchy created = DevelopmentHierarchy.Create(now, new DevelopmentHierarchyOptions { SealOrganisation = "UBND phường Thử Nghiệm (RemoteVerify)" });
        await unit.Secrets.PutAsync(SecretName, created.Export(), cancellationToken);
        await unit.CommitAsync(cancellationToken);
        return created;
    }
}
