using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pki.Keys;

/// <summary>A key with the certificate that names its owner.</summary>
/// <param name="Certificate">Certificate of the key.</param>
/// <param name="Chain">Certificates above it, nearest first, the root last if it is to be sent along.</param>
/// <param name="Key">The key; this record does not own it.</param>
public sealed record CertifiedKey(Certificate Certificate, IReadOnlyList<Certificate> Chain, ISigningKey Key)
{
    /// <summary>Says nothing about the owner.</summary>
    public override string ToString() => $"CertifiedKey ({Key.Scheme})";
}
