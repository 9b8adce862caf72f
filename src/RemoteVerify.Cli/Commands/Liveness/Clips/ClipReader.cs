using System.IO.Compression;

namespace RemoteVerify.Cli.Commands.Liveness.Clips;

/// <summary>Opens a clip: a folder or .zip of JPEGs with <c>clip.json</c>, a .y4m, or an .mjpeg with a rate.</summary>
internal static class ClipReader
{
    /// <param name="framesPerSecond">The rate of an MJPEG file, which says none itself; null otherwise.</param>
    /// <exception cref="ClipFormatException">Broken, or beyond <see cref="ClipLimits"/>.</exception>
    /// <exception cref="CommandException">There is no such file, or a rate is missing or not wanted.</exception>
    public static Clip Open(string path, double? framesPerSecond)
    {
        string extension = Directory.Exists(path) ? "" : Path.GetExtension(path).ToLowerInvariant();
        if (!Directory.Exists(path) && !File.Exists(path))
        {
            throw CommandException.WrongUse($"There is no clip {path}.");
        }

        if (framesPerSecond is not null && extension is not (".mjpeg" or ".mjpg"))
        {
            throw CommandException.WrongUse("--fps is for MJPEG files; other clips say their times themselves.");
        }

        return extension switch
        {
            "" => OfFolder(path),
            ".zip" => OfArchive(path),
            ".y4m" => Y4mClip.Open(path),
            ".mjpeg" or ".mjpg" => OfMjpeg(path, framesPerSecond),
            _ => throw CommandException.WrongUse($"{path} is no folder, .zip, .y4m or .mjpeg."),
        };
    }

    private static JpegClip OfFolder(string folder)
    {
        ClipIndex index = ClipIndex.Read(Bytes(Path.Combine(folder, ClipIndex.FileName), ClipLimits.MaximumIndexBytes));
        Budget budget = new();
        return new JpegClip("jpeg", index.Times, [.. index.Frames!.Select(frame => budget.Take(Bytes(Path.Combine(folder, frame.File!), ClipLimits.MaximumFrameBytes)))]);
    }

    private static JpegClip OfArchive(string path)
    {
        try
        {
            using ZipArchive archive = ZipFile.OpenRead(path);
            ClipIndex index = ClipIndex.Read(Entry(archive, ClipIndex.FileName, ClipLimits.MaximumIndexBytes));
            Budget budget = new();
            return new JpegClip("jpeg", index.Times, [.. index.Frames!.Select(frame => budget.Take(Entry(archive, frame.File!, ClipLimits.MaximumFrameBytes)))]);
        }
        catch (InvalidDataException)
        {
            throw new ClipFormatException("archive", 0, "is not a .zip that can be read");
        }
    }

    private static JpegClip OfMjpeg(string path, double? framesPerSecond) => framesPerSecond is { } rate and >= 1 and <= 240
        ? JpegClip.OfRate("mjpeg", MjpegSplitter.Split(Bytes(path, ClipLimits.MaximumBytes)), rate)
        : throw CommandException.WrongUse("An MJPEG file does not say its rate: name it with --fps, 1 to 240.");

    private static byte[] Bytes(string path, long most)
    {
        FileInfo file = new(path);
        return !file.Exists ? throw new ClipFormatException(Path.GetFileName(path), 0, "is not there")
            : file.Length > most ? throw new ClipFormatException(Path.GetFileName(path), most, "is larger than allowed")
            : File.ReadAllBytes(path);
    }

    /// <summary>Never more than <paramref name="most"/> bytes are unpacked, whatever the archive says about itself.</summary>
    private static byte[] Entry(ZipArchive archive, string name, int most)
    {
        ZipArchiveEntry entry = archive.GetEntry(name) ?? throw new ClipFormatException(name, 0, "is not in the archive");
        using Stream packed = entry.Open();
        using MemoryStream unpacked = new();
        byte[] buffer = new byte[64 * 1024];
        for (int read = packed.Read(buffer); read > 0; read = packed.Read(buffer))
        {
            unpacked.Write(buffer, 0, read);
            if (unpacked.Length > most)
            {
                throw new ClipFormatException(name, most, "is larger than allowed");
            }
        }

        return unpacked.ToArray();
    }

    /// <summary>Counts what is kept in memory.</summary>
    private sealed class Budget
    {
        private long _bytes;

        public ReadOnlyMemory<byte> Take(byte[] jpeg) => (_bytes += jpeg.Length) <= ClipLimits.MaximumBytes
            ? jpeg
            : throw new ClipFormatException("clip", _bytes, "is larger than allowed");
    }
}
