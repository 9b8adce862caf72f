using System.Globalization;
using System.IO.Compression;

namespace RemoteVerify.Cli.Commands.Liveness.Clips;

/// <summary>Writes a clip of JPEGs: a folder, or an archive when the name ends with .zip.</summary>
internal static class ClipWriter
{
    public static void Write(string path, IReadOnlyList<(TimeSpan At, byte[] Jpeg)> frames)
    {
        string[] names = [.. Enumerable.Range(0, frames.Count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i:00000}.jpg"))];
        byte[] index = new ClipIndex(ClipIndex.CurrentFormat, [.. frames.Select((frame, i) => new ClipIndexFrame(names[i], Math.Round(frame.At.TotalMilliseconds, 3)))]).Write();
        if (!path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            Directory.CreateDirectory(path);
            for (int i = 0; i < names.Length; i++)
            {
                File.WriteAllBytes(Path.Combine(path, names[i]), frames[i].Jpeg);
            }

            File.WriteAllBytes(Path.Combine(path, ClipIndex.FileName), index);
            return;
        }

        using FileStream file = File.Create(path);
        using ZipArchive archive = new(file, ZipArchiveMode.Create);
        Add(archive, ClipIndex.FileName, index);
        for (int i = 0; i < names.Length; i++)
        {
            Add(archive, names[i], frames[i].Jpeg);
        }
    }

    private static void Add(ZipArchive archive, string name, byte[] bytes)
    {
        using Stream entry = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
        entry.Write(bytes);
    }
}
