using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pades.LongTerm;

/// <summary>What proves that a certificate was good: any of these may be empty.</summary>
/// <param name="Certificates">Certificates that are needed to check the rest, such as an OCSP responder's.</param>
/// <param name="Crls">Encoded revocation lists.</param>
/// <param name="OcspResponses">Encoded OCSP responses (the whole OCSPResponse).</param>
public sealed record ValidationMaterial(
    IReadOnlyList<Certificate> Certificates, IReadOnlyList<ReadOnlyMemory<byte>> Crls, IReadOnlyList<ReadOnlyMemory<byte>> OcspResponses)
{
    /// <summary>Nothing was found.</summary>
    public static ValidationMaterial None { get; } = new([], [], []);
}

/// <summary>Gets revocation evidence: from the network, or straight from an authority in the same process.</summary>
public interface IValidationMaterialSource
{
    /// <summary>Fresh evidence about a certificate; <see cref="ValidationMaterial.None"/> when there is none to be had.</summary>
    Task<ValidationMaterial> GetAsync(Certificate certificate, Certificate issuer, CancellationToken cancellationToken);
}
