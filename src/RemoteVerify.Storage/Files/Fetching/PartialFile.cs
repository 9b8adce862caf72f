using System.Security.Cryptography;

namespace RemoteVerify.Storage.Files.Fetching;

/// <summary>The file that a transfer writes to, beside its target and hidden; open for one fetch at a time.</summary>
internal sealed class PartialFile : IDisposable
{
    // errno of Linux, which the runtime hands through as HResult: no space, file too large for its limit, quota used up.
    private static readonly int[] FullDisk = [28, 27, 122];
    private readonly FileStream _stream;
    private readonly ModelFetchOrder _order;
    private readonly string _path;
    private readonly string _target;

    private PartialFile(FileStream stream, ModelFetchOrder order, string path, string target)
    {
        _stream = stream;
        _order = order;
        _path = path;
        _target = target;
    }

    /// <summary>Bytes that are here.</summary>
    public long Length { get; private set; }

    /// <summary>Opens what an earlier fetch left, or a new file. The name holds the hash: a piece of another version is never gone on with.</summary>
    public static PartialFile Open(string folder, ModelFetchOrder order)
    {
        string path = Path.Combine(folder, $".{order.FileName}.{order.Sha256[..16]}.partial");
        FileStream stream = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        PartialFile partial = new(stream, order, path, Path.Combine(folder, order.FileName)) { Length = stream.Length };
        if (partial.Length > order.SizeBytes)
        {
            partial.StartOver();
        }

        return partial;
    }

    /// <summary>One sentence about trouble with the folder or the disk.</summary>
    public static ModelFetchResult Explain(Exception exception, string folder) =>
        FullDisk.Contains(exception.HResult)
            ? new ModelFetchResult(ModelFetchEnd.NoSpace, $"there is no space left for it in {folder}; what had come was thrown away")
            : new ModelFetchResult(ModelFetchEnd.NotWritable, $"{folder} can't be written to, or another fetch is at work there ({exception.Message})");

    /// <summary>Adds bytes at the end. A full disk leaves nothing behind: the rest of the machine needs the space more.</summary>
    public async Task AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            _stream.Position = Length;
            await _stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            Length += bytes.Length;
        }
        catch (IOException exception) when (FullDisk.Contains(exception.HResult))
        {
            Delete();
            throw;
        }
    }

    public void StartOver()
    {
        if (Length > 0)
        {
            _stream.SetLength(0);
            Length = 0;
        }
    }

    /// <summary>Whether the whole file is here and is the right one, read from the disk.</summary>
    public async Task<bool> IsRightAsync(CancellationToken cancellationToken)
    {
        if (Length != _order.SizeBytes)
        {
            return false;
        }

        _stream.Position = 0;
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(_stream, cancellationToken).ConfigureAwait(false)) == _order.Sha256;
    }

    /// <summary>On the disk first, then its name in one step.</summary>
    public void MoveIntoPlace()
    {
        _stream.Flush(flushToDisk: true);
        File.Move(_path, _target, overwrite: true);
    }

    public void Delete() => File.Delete(_path);

    public void Dispose()
    {
        if (Length == 0)
        {
            Delete();
        }

        _stream.Dispose();
    }
}
