namespace RemoteVerify.Cases.Signing;

/// <summary>A participant's signature that waits for the key at an external provider.</summary>
/// <param name="Participant">Who signs.</param>
/// <param name="Provider">Name of the provider in the service's settings.</param>
/// <param name="Credential">The provider's name for the key.</param>
/// <param name="Prepared">The prepared signature's bytes.</param>
/// <param name="HashToSign">The prepared digest, hexadecimal.</param>
/// <param name="DocumentSha256">The document that was shown and confirmed.</param>
/// <param name="CertificateSerial">Serial number of the provider's certificate, hexadecimal.</param>
/// <param name="SubjectKeySha256">SHA-256 of its public key.</param>
/// <param name="ExpiresAt">After this it must be prepared again.</param>
public sealed record PendingRemoteSignature(
    ParticipantId Participant, string Provider, string Credential, BlobId Prepared, string HashToSign, Sha256Digest DocumentSha256, string CertificateSerial,
    Sha256Digest SubjectKeySha256, DateTimeOffset ExpiresAt)
{
    public override string ToString() => "PendingRemoteSignature";
}
