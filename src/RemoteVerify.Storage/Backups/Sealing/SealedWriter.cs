// A stream of chunks under one key: AES-256-GCM (NIST SP 800-38D) in the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, "Online
// Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance" (CRYPTO 2015). The nonce is a counter and a flag of the last chunk, and the key is
// used for one backup only; so a chunk that is changed, moved, dropped or added is seen, and so is an end that comes too early.
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace RemoteVerify.Storage.Backups.Sealing;

/// <summary>The form of a chunk: flag (1 byte, 1 in the last), length (4 bytes, big endian), ciphertext, tag (16 bytes).</summary>
internal static class Chunk
{
    public const int HeadLength = 5;
    public const int TagLength = 16;
    public const int NonceLength = 12;

    /// <summary>Bytes of a chunk before encryption, at most.</summary>
    public const int Length = 1 << 20;

    public static void Nonce(Span<byte> nonce, long number, bool isLast)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce[3..], number);
        nonce[11] = isLast ? (byte)1 : (byte)0;
    }
}

/// <summary>Encrypts what is written into it; only <see cref="Complete"/> makes it whole.</summary>
internal sealed class SealedWriter : Stream
{
    private readonly Stream _target;
    private readonly AesGcm _aes;
    private readonly byte[] _binding;
    private readonly byte[] _plain = new byte[Chunk.Length];
    private readonly byte[] _box = new byte[Chunk.HeadLength + Chunk.Length + Chunk.TagLength];
    private int _filled;
    private long _number;

    /// <param name="target">Where the chunks go; it stays open.</param>
    /// <param name="key">32 bytes, for this stream only.</param>
    /// <param name="binding">Associated data of every chunk: the hash of the header.</param>
    public SealedWriter(Stream target, ReadOnlySpan<byte> key, byte[] binding) => (_target, _aes, _binding) = (target, new AesGcm(key, Chunk.TagLength), binding);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException("A backup is written from its beginning to its end.");

    public override long Position
    {
        get => throw new NotSupportedException("A backup is written from its beginning to its end.");
        set => throw new NotSupportedException("A backup is written from its beginning to its end.");
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            // A full chunk waits until it is known that it is not the last.
            if (_filled == Chunk.Length)
            {
                Send(isLast: false);
            }

            int taken = Math.Min(buffer.Length, Chunk.Length - _filled);
            buffer[..taken].CopyTo(_plain.AsSpan(_filled));
            _filled += taken;
            buffer = buffer[taken..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Writes the last chunk.</summary>
    public void Complete() => Send(isLast: true);

    public override void Flush()
    {
        // Chunks go out when they are full.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A backup is written from its beginning to its end.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A backup is written from its beginning to its end.");

    public override void SetLength(long value) => throw new NotSupportedException("A backup is written from its beginning to its end.");

    protected override void Dispose(bool disposing)
    {
        CryptographicOperations.ZeroMemory(_plain);
        _aes.Dispose();
        base.Dispose(disposing);
    }

    private void Send(bool isLast)
    {
        Span<byte> nonce = stackalloc byte[Chunk.NonceLength];
        Chunk.Nonce(nonce, _number++, isLast);
        _box[0] = isLast ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32BigEndian(_box.AsSpan(1), _filled);
        Span<byte> cipher = _box.AsSpan(Chunk.HeadLength, _filled);
        Span<byte> tag = _box.AsSpan(Chunk.HeadLength + _filled, Chunk.TagLength);
        _aes.Encrypt(nonce, _plain.AsSpan(0, _filled), cipher, tag, _binding);
        _target.Write(_box, 0, Chunk.HeadLength + _filled + Chunk.TagLength);
        _filled = 0;
    }
}
