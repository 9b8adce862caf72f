using RemoteVerify.IdDocument.Files;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.IdDocument.Conformance;

/// <summary>The files of one row, found by the end of their names.</summary>
internal sealed class RowFiles(CorpusRow row, Func<string, ReadOnlyMemory<byte>> readFile)
{
    public IEnumerable<string> Names => row.Files.Select(Base);

    public ReadOnlyMemory<byte> First => readFile(row.Files[0]);

    public bool Has(string name) => row.Files.Any(file => Base(file) == name);

    public ReadOnlyMemory<byte> Read(string name) =>
        row.Files.FirstOrDefault(file => Base(file) == name) is { } path
            ? readFile(path)
            : throw new IdDocumentFormatException("corpus row", 0, $"file {name} is not named by the row");

    public ReadOnlyMemory<byte>? Find(string name) => Has(name) ? Read(name) : (ReadOnlyMemory<byte>?)null;

    public IReadOnlyList<Certificate> Certificates(Func<string, bool> which) =>
        [.. row.Files.Where(file => which(Base(file))).Select(file => ReadCertificate(readFile(file)))];

    public IEnumerable<ReadOnlyMemory<byte>> All(Func<string, bool> which) => row.Files.Where(file => which(Base(file))).Select(readFile);

    public ChipFiles Chip() => ChipFiles.FromNamed(
        row.Files.Where(file => file.EndsWith(".bin", StringComparison.Ordinal)).Select(file => KeyValuePair.Create(file, readFile(file))));

    public static Certificate ReadCertificate(ReadOnlyMemory<byte> bytes) =>
        bytes.Span.StartsWith("-----"u8)
            ? Certificate.ReadPem(System.Text.Encoding.ASCII.GetString(bytes.Span))[0]
            : Certificate.Read(bytes);

    private static string Base(string path) => path[(path.LastIndexOf('/') + 1)..];
}
