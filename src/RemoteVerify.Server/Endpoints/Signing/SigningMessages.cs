using RemoteVerify.Cases.States;

namespace RemoteVerify.Server.Endpoints.Signing;

/// <param name="As">citizen or officer.</param>
/// <param name="CertificateSerial">For an officer: serial number of the enrolled certificate, hexadecimal.</param>
public sealed record PrepareSignatureBody(Guid CaseId, string? As, string? CertificateSerial);

/// <summary>What is to be signed.</summary>
/// <param name="DocumentSha256">Hash of the document as shown; the citizen confirms exactly this.</param>
/// <param name="HashToSign">For an officer: the digest that the own key signs.</param>
public sealed record SignatureRequestResponse(
    Guid Id, string As, string DocumentSha256, byte[]? HashToSign, string? HashAlgorithm, string? SignatureAlgorithm, DateTimeOffset? ExpiresAt);

public sealed record ConfirmBody(string? DocumentSha256);

/// <param name="Signature">The signature value over the digest; ECDSA as DER.</param>
public sealed record FinaliseBody(byte[]? Signature);

/// <param name="CertificationRequest">PKCS#10, DER.</param>
public sealed record EnrolBody(byte[]? CertificationRequest);

public sealed record RefusalBody(string? Code, string? Reason);

public sealed record CertificateResponse(string SerialNumber, byte[] Certificate, IReadOnlyList<byte[]> Chain);

/// <param name="Reason">unspecified, keyCompromise, affiliationChanged, superseded, cessationOfOperation or privilegeWithdrawn.</param>
public sealed record RevocationBody(string? Reason);

/// <summary>A revoked certificate, as the revocation list and OCSP tell from now on.</summary>
public sealed record RevocationResponse(string SerialNumber, DateTimeOffset RevokedAt, string Reason);

/// <summary>The case after the act.</summary>
public sealed record SignedResponse(Guid CaseId, string State, string? DocumentSha256)
{
    public static SignedResponse Of(Case signed) => new(signed.File.Id.Value, signed.State, signed.CurrentDocument?.Sha256.Hex);
}

/// <summary>The sealed, timestamped and filed result.</summary>
/// <param name="Code">The verification code: whoever has it may see the document.</param>
public sealed record SealedResponse(Guid CaseId, Guid ResultId, string Code, string DocumentSha256)
{
    public override string ToString() => nameof(SealedResponse);
}
