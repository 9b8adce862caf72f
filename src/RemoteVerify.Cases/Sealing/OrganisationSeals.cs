using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Cases.Sealing;

/// <summary>The seal (chữ ký số của cơ quan, tổ chức) of one tenant.</summary>
/// <param name="Organisation">Name of the organisation, as printed.</param>
/// <param name="Key">Its key and certificate.</param>
public sealed record OrganisationSealKey(string Organisation, CertifiedKey Key);

/// <summary>The seals by tenant; the host hands them in.</summary>
public sealed class OrganisationSeals(IReadOnlyDictionary<TenantId, OrganisationSealKey> seals)
{
    /// <summary>The seal of a tenant.</summary>
    /// <exception cref="KeyNotFoundException">The host set the tenant up without a seal.</exception>
    public OrganisationSealKey For(TenantId tenant) => seals.TryGetValue(tenant, out OrganisationSealKey? seal)
        ? seal
        : throw new KeyNotFoundException($"The tenant '{tenant}' has no seal.");
}
