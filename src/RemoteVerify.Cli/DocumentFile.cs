using System.Buffers;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Cli;

/// <summary>A document on disk: small ones are read, large ones are mapped, so that their size costs no memory.</summary>
internal sealed class DocumentFile : IDisposable
{
    /// <summary>From here on a file is mapped.</summary>
    public const long MappedFromBytes = 16L << 20;

    private readonly FileStream? _stream;
    private readonly IMemoryOwner<byte>? _mapped;

    private DocumentFile(ReadOnlyMemory<byte> bytes, FileStream? stream, IMemoryOwner<byte>? mapped) => (Bytes, _stream, _mapped) = (bytes, stream, mapped);

    /// <summary>The whole file; valid until <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The same bytes as a stream when the file is mapped; null when it is in memory.</summary>
    public Stream? Content => _stream;

    public static DocumentFile Open(string path, long mappedFromBytes = MappedFromBytes)
    {
        FileInfo file = new(path);
        if (!file.Exists)
        {
            throw CommandException.WrongUse(Directory.Exists(path) ? $"{path} is a folder; a file is wanted." : $"There is no file {path}.");
        }

        if (file.Length > PdfLimits.MaxFileBytes)
        {
            throw CommandException.WrongUse($"{path} is larger than {PdfLimits.MaxFileBytes >> 20} MiB.");
        }

        if (file.Length < mappedFromBytes || file.Length == 0)
        {
            return new DocumentFile(File.ReadAllBytes(path), null, null);
        }

        FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        MappedFile mapped = new(stream);
        return new DocumentFile(mapped.Memory, stream, mapped);
    }

    public void Dispose()
    {
        _mapped?.Dispose();
        _stream?.Dispose();
    }
}
