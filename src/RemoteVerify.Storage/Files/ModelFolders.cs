using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace RemoteVerify.Storage.Files;

/// <summary>
/// Finds model files by their SHA-256 in the given folders, in that order and anywhere below them. A folder named
/// <c>reference-only</c> is never entered: its files may be studied, not used.
/// </summary>
public sealed class ModelFolders(IReadOnlyList<string> folders)
{
    private readonly ConcurrentDictionary<string, string> _hashes = new(StringComparer.Ordinal);

    /// <summary>The folders of an installation: what the repository holds, what was fetched, what the operator mirrors.</summary>
    /// <param name="own">The folder with <c>manifest.json</c>.</param>
    /// <param name="fetched">Where <c>rv models pull</c> puts files; null where there is none.</param>
    /// <param name="mirror">The operator's folder; null where there is none.</param>
    public static ModelFolders Of(string own, string? fetched, string? mirror) =>
        new([.. new[] { own, fetched, mirror }.OfType<string>().Where(folder => folder.Length > 0)]);

    /// <summary>The bytes of the file with this hash, or null where no folder holds it.</summary>
    /// <param name="sha256">64 lower-case hexadecimal digits.</param>
    /// <param name="fileName">The usual name: files of that name are looked at first.</param>
    public ReadOnlyMemory<byte>? Find(string sha256, string fileName) => Path(sha256, fileName) is { } path ? File.ReadAllBytes(path).AsMemory() : default(ReadOnlyMemory<byte>?);

    /// <summary>Where the file lies, or null.</summary>
    public string? Path(string sha256, string fileName) =>
        Candidates().OrderByDescending(path => System.IO.Path.GetFileName(path) == fileName).FirstOrDefault(path => HashOf(path) == sha256);

    private IEnumerable<string> Candidates() => folders
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.onnx", SearchOption.AllDirectories))
        .Where(path => !path.Split(System.IO.Path.DirectorySeparatorChar).Contains("reference-only"));

    private string HashOf(string path) => _hashes.GetOrAdd($"{path}:{new FileInfo(path).Length}:{File.GetLastWriteTimeUtc(path).Ticks}", _ =>
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    });
}
