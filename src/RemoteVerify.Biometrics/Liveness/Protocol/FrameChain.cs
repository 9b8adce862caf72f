using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace RemoteVerify.Biometrics.Liveness.Protocol;

/// <summary>
/// The hash chain over all frames of a session, kept by both sides: h(0) = SHA-256(label, nonce),
/// h(i) = SHA-256(h(i-1), header(i), jpeg(i)). A frame left out, added, changed or moved breaks every later link.
/// </summary>
public sealed class FrameChain
{
    private static readonly byte[] Label = Encoding.ASCII.GetBytes("RemoteVerify capture chain 1\n");

    private readonly byte[] _hash = new byte[SHA256.HashSizeInBytes];

    /// <param name="nonce">The server's 16 bytes from <c>ready</c>.</param>
    public FrameChain(ReadOnlySpan<byte> nonce)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Label);
        hash.AppendData(nonce);
        hash.GetHashAndReset(_hash);
    }

    /// <summary>The hash so far, 32 bytes.</summary>
    public ReadOnlyMemory<byte> Current => _hash.ToArray();

    /// <summary>The first 8 bytes of the hash so far: what the next header must carry.</summary>
    public ulong Link => BinaryPrimitives.ReadUInt64BigEndian(_hash);

    /// <summary>Takes in one whole binary message (header and JPEG).</summary>
    public void Append(ReadOnlySpan<byte> message)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(_hash);
        hash.AppendData(message);
        hash.GetHashAndReset(_hash);
    }
}
