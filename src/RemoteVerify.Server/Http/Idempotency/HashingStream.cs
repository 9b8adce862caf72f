using System.Security.Cryptography;

namespace RemoteVerify.Server.Http.Idempotency;

/// <summary>A request's body whose bytes go into the fingerprint as they are read; nothing is kept.</summary>
internal sealed class HashingStream(Stream body, IncrementalHash hash) : ForwardStream
{
    private byte[]? _fingerprint;

    /// <summary>The fingerprint, or null while the body is not read to its end.</summary>
    public byte[]? Fingerprint => _fingerprint;

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
}
