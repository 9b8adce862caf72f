using System.Buffers.Binary;
using System.Security.Cryptography;

namespace RemoteVerify.Storage.Backups.Sealing;

/// <summary>Decrypts the chunks of a <see cref="SealedWriter"/>; gives out nothing of a chunk that was not authenticated.</summary>
internal sealed class SealedReader : Stream
{
    private readonly Stream _source;
    private readonly AesGcm _aes;
    private readonly byte[] _binding;
    private readonly byte[] _plain = new byte[Chunk.Length];
    private readonly byte[] _box = new byte[Chunk.Length + Chunk.TagLength];
    private int _at;
    private int _filled;
    private long _number;
    private bool _isOver;

    public SealedReader(Stream source, ReadOnlySpan<byte> key, byte[] binding) => (_source, _aes, _binding) = (source, new AesGcm(key, Chunk.TagLength), binding);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("A backup is read from its beginning to its end.");

    public override long Position
    {
        get => throw new NotSupportedException("A backup is read from its beginning to its end.");
        set => throw new NotSupportedException("A backup is read from its beginning to its end.");
    }

    /// <exception cref="BackupException">A chunk was changed, or the file ends too early.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (_at == _filled)
        {
            if (_isOver)
            {
                return 0;
            }

            Fetch();
        }

        int taken = Math.Min(buffer.Length, _filled - _at);
        _plain.AsSpan(_at, taken).CopyTo(buffer);
        _at += taken;
        return taken;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Sees that the last chunk was read to its end and that nothing stands behind it.</summary>
    /// <exception cref="BackupException">Something does.</exception>
    public void RequireEnd()
    {
        if (Read(stackalloc byte[1]) != 0 || _source.ReadByte() >= 0)
        {
            throw Changed();
        }
    }

    public override void Flush()
    {
        // Nothing is written here.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A backup is read from its beginning to its end.");

    public override void SetLength(long value) => throw new NotSupportedException("A backup is read from its beginning to its end.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A backup is read from its beginning to its end.");

    protected override void Dispose(bool disposing)
    {
        CryptographicOperations.ZeroMemory(_plain);
        _aes.Dispose();
        base.Dispose(disposing);
    }

    private void Fetch()
    {
        Span<byte> head = stackalloc byte[Chunk.HeadLength];
        Fill(head);
        bool isLast = head[0] == 1;
        int length = BinaryPrimitives.ReadInt32BigEndian(head[1..]);
        if (head[0] > 1 || length is < 0 or > Chunk.Length)
        {
            throw Changed();
        }

        Fill(_box.AsSpan(0, length + Chunk.TagLength));
        Span<byte> nonce = stackalloc byte[Chunk.NonceLength];
        Chunk.Nonce(nonce, _number++, isLast);
        try
        {
            _aes.Decrypt(nonce, _box.AsSpan(0, length), _box.AsSpan(length, Chunk.TagLength), _plain.AsSpan(0, length), _binding);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Changed();
        }

        (_at, _filled, _isOver) = (0, length, isLast);
    }

    private void Fill(Span<byte> wanted)
    {
        if (_source.ReadAtLeast(wanted, wanted.Length, throwOnEndOfStream: false) < wanted.Length)
        {
            throw new BackupException(BackupFault.Truncated, "This backup ends too early; fetch it again from where it is kept. Nothing of it was used.");
        }
    }

    private BackupException Changed() => new(BackupFault.Changed, $"This backup was changed near byte {Math.Max(0, _number - 1) * Chunk.Length}; take another copy of it. Nothing of it was used.");
}
