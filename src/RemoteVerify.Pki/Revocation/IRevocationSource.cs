using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pki.Revocation;

/// <summary>Evidence about one certificate, as received and not judged.</summary>
/// <param name="Crls">Revocation lists.</param>
/// <param name="Responses">OCSP responses.</param>
public sealed record RevocationEvidence(IReadOnlyList<Crl> Crls, IReadOnlyList<OcspResponse> Responses)
{
    /// <summary>Nothing was found.</summary>
    public static RevocationEvidence None { get; } = new([], []);
}

/// <summary>Something that gets revocation evidence: over the network, from a store, or from an authority in this process.</summary>
public interface IRevocationSource
{
    /// <summary>Evidence about a certificate; empty when none can be had. Judge it with <see cref="RevocationChecker"/>.</summary>
    Task<RevocationEvidence> FindAsync(Certificate certificate, Certificate issuer, CancellationToken cancellationToken);
}
