using System.Security.Cryptography;

namespace RemoteVerify.Server.Http.Idempotency;

/// <summary>A request's body whose bytes go into the fingerprint as they are read; nothing is kept.</summary>
internal sealed class HashingStream(Stream body, IncrementalHash hash) : Stream
{
    private byte[]? _fingerprint;

    /// <summary>The fingerprint, or null while the body is not read to its end.</summary>
    public byte[]? Fingerprint => _fingerprint;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads what nobody read, to know the whole content.</summary>
    public async Task<byte[]> EndAsync(CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[16_384];
        while (await ReadAsync(buffer, cancellationToken) > 0)
        {
        }

        return _fingerprint!;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_fingerprint is not null || buffer.Length == 0)
        {
            return 0;
        }

        int read = await body.ReadAsync(buffer, cancellationToken);
        if (read == 0)
        {
            _fingerprint = hash.GetHashAndReset();
        }

        hash.AppendData(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Bodies are read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
