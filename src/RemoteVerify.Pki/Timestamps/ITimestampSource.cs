using System.Security.Cryptography;

namespace RemoteVerify.Pki.Timestamps;

/// <summary>Something that gives RFC 3161 tokens.</summary>
public interface ITimestampSource
{
    /// <summary>The encoded token (a ContentInfo) over this digest; already checked for imprint and nonce, not for trust.</summary>
    /// <exception cref="TimestampRefusedException">The authority refused or answered something else than was asked.</exception>
    Task<byte[]> GetTokenAsync(HashAlgorithmName algorithm, ReadOnlyMemory<byte> hash, CancellationToken cancellationToken);
}
