namespace RemoteVerify.Server.Http.Uploads;

/// <summary>The pieces of an upload as one body.</summary>
internal sealed class UploadStream(IAsyncEnumerable<byte[]> pieces) : ForwardStream
{
    private readonly IAsyncEnumerator<byte[]> _pieces = pieces.GetAsyncEnumerator();
    private ReadOnlyMemory<byte> _rest;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_rest.IsEmpty)
        {
            if (!await _pieces.MoveNextAsync())
            {
                return 0;
            }

            _rest = _pieces.Current;
        }

        int count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public override async ValueTask DisposeAsync()
    {
        await _pieces.DisposeAsync();
        await base.DisposeAsync();
    }
}
