using RemoteVerify.Cases.Dossiers;

namespace RemoteVerify.Cases.Journeys.NotarisedContracts;

/// <summary>The notarial practice organisation (tổ chức hành nghề công chứng) as its papers name it.</summary>
/// <param name="Agency">Lines of the issuing body, the superior one first.</param>
/// <param name="Organisation">Its name.</param>
/// <param name="Address">Its office.</param>
/// <param name="Place">Place in front of a date.</param>
public sealed record NotaryOffice(IReadOnlyList<string> Agency, string Organisation, string Address, string Place);

/// <summary>Where notaries work; the host fills it from its settings.</summary>
public interface INotaryPlaces
{
    /// <summary>The organisation of a tenant, or null when it is not set up.</summary>
    NotaryOffice? Office(TenantId tenant);

    /// <summary>A service point that may be a venue, or null.</summary>
    ServicePoint? Find(TenantId tenant, string servicePoint);
}
