using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Cases.Sealing;

/// <summary>The seal (chữ ký số của cơ quan, tổ chức) of one tenant.</summary>
/// <param name="Organisation">Name of the organisation, as printed.</param>
/// <param name="Key">Its key and certificate.</param>
public sealed record OrganisationSealKey(string Organisation, CertifiedKey Key)
{
    /// <summary>Lines of the letterhead, the superior body first, the organisation last.</summary>
    public IReadOnlyList<string> Letterhead { get; init; } = [Organisation];

    /// <summary>Place in front of the date of a paper, such as the name of the commune.</summary>
    public string PlaceName { get; init; } = Organisation;

    /// <summary>Who owns the system that keeps its results, as marks of conversion name it.</summary>
    public string SystemOwner { get; init; } = Organisation;
}

/// <summary>The seals by tenant; the host hands them in.</summary>
public sealed class OrganisationSeals(IReadOnlyDictionary<TenantId, OrganisationSealKey> seals)
{
    /// <summary>The seal of a tenant.</summary>
    /// <exception cref="KeyNotFoundException">The host set the tenant up without a seal.</exception>
    public OrganisationSealKey For(TenantId tenant) => seals.TryGetValue(tenant, out OrganisationSealKey? seal)
        ? seal
        : throw new KeyNotFoundException($"The tenant '{tenant}' has no seal.");
}
