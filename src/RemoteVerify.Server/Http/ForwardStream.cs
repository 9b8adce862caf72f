namespace RemoteVerify.Server.Http;

/// <summary>A body that is read once, forwards and asynchronously; a type says only how it reads.</summary>
internal abstract class ForwardStream : Stream
{
    public sealed override bool CanRead => true;

    public sealed override bool CanSeek => false;

    public sealed override bool CanWrite => false;

    public sealed override long Length => throw Refused();

    public sealed override long Position
    {
        get => throw Refused();
        set => throw Refused();
    }

    public abstract override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default);

    public sealed override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public sealed override int Read(byte[] buffer, int offset, int count) => throw Refused();

    public sealed override void Flush()
    {
    }

    public sealed override long Seek(long offset, SeekOrigin origin) => throw Refused();

    public sealed override void SetLength(long value) => throw Refused();

    public sealed override void Write(byte[] buffer, int offset, int count) => throw Refused();

    private static NotSupportedException Refused() => new("A body is read once, forwards and asynchronously.");
}
