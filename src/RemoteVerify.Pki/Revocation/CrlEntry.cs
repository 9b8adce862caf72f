namespace RemoteVerify.Pki.Revocation;

/// <summary>One revoked certificate.</summary>
/// <param name="SerialNumber">Contents of the INTEGER.</param>
/// <param name="RevokedAt">When it was revoked.</param>
/// <param name="Reason">Why; null when not stated.</param>
public sealed record CrlEntry(ReadOnlyMemory<byte> SerialNumber, DateTimeOffset RevokedAt, RevocationReason? Reason);
