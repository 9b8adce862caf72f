// Circular 15/2025/TT-BKHCN: signing software checks the certificate before signing; keys of at least RSA 2048 or a curve of 256 bits.
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Cases.Signing.Certificates;

/// <summary>A certificate that may sign at the time it was asked about.</summary>
/// <param name="Certificate">The signer's.</param>
/// <param name="Chain">The path above it, nearest first, the root last.</param>
/// <param name="Kind">What its signatures count as, after the root.</param>
public sealed record SignerCertificate(Certificate Certificate, IReadOnlyList<Certificate> Chain, SignatureKind Kind)
{
    /// <summary>Hexadecimal.</summary>
    public string SerialNumber => Convert.ToHexStringLower(Certificate.SerialNumber.Span);

    public override string ToString() => $"SignerCertificate {SerialNumber} {Kind}";
}

/// <summary>Checks a certificate before anything is signed with it, and again before a document gets its effect.</summary>
public interface ICertificateGate
{
    /// <summary>
    /// Valid at the time, for signing, strong enough, on a path to a trusted root, and nothing on the path revoked; otherwise the
    /// refusal that says which and what to do.
    /// </summary>
    /// <param name="certificate">The signer's.</param>
    /// <param name="chain">Certificates that came with it; none is trusted for being here.</param>
    /// <param name="at">The time that counts.</param>
    /// <param name="cancellationToken">Cancels fetching.</param>
    Task<Outcome<SignerCertificate>> CheckAsync(Certificate certificate, IReadOnlyList<Certificate> chain, DateTimeOffset at, CancellationToken cancellationToken);
}
