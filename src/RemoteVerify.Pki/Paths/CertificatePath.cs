using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pki.Paths;

/// <summary>A chain in which each certificate is signed by the next.</summary>
/// <param name="Certificates">The leaf first, the anchor last; one certificate when the leaf is itself an anchor.</param>
public sealed record CertificatePath(IReadOnlyList<Certificate> Certificates)
{
    /// <summary>The certificate that was asked about.</summary>
    public Certificate Leaf => Certificates[0];

    /// <summary>The trusted end.</summary>
    public Certificate Anchor => Certificates[^1];

    /// <summary>Issuer of the certificate at this index; the anchor's is itself.</summary>
    public Certificate IssuerOf(int index) => Certificates[Math.Min(index + 1, Certificates.Count - 1)];

    /// <summary>The length only.</summary>
    public override string ToString() => $"CertificatePath of {Certificates.Count}";
}
