using System.IO.Compression;

namespace RemoteVerify.Cases.Dossiers.Exporting;

/// <summary>A file that goes out in a bundle.</summary>
/// <param name="Name">Path inside it.</param>
/// <param name="Content">Bytes.</param>
public sealed record BundledFile(string Name, ReadOnlyMemory<byte> Content)
{
    public override string ToString() => "BundledFile";
}

/// <summary>Makes the ZIP of bundles that the service hands out; the times in it are Vietnam's.</summary>
internal static class ZipBundle
{
    public static byte[] Of(IEnumerable<BundledFile> files, DateTimeOffset at)
    {
        using MemoryStream buffer = new();
        using (ZipArchive zip = new(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (BundledFile file in files)
            {
                ZipArchiveEntry entry = zip.CreateEntry(file.Name, CompressionLevel.Fastest);
                entry.LastWriteTime = VietnamTime.Local(at);
                using Stream stream = entry.Open();
                stream.Write(file.Content.Span);
            }
        }

        return buffer.ToArray();
    }
}
