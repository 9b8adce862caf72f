using System.IO.Compression;
using RemoteVerify.IdDocument;
using RemoteVerify.IdDocument.ChipAuthentication;

namespace RemoteVerify.Cli.Commands.Chip;

/// <summary>The files of a chip from a folder or a ZIP.</summary>
internal static class ChipInput
{
    private const int MaximumFileBytes = 1 << 20;
    private const int MaximumFiles = 64;

    /// <summary>The files, and what shows that the chip was there; a service's evidence holds both.</summary>
    /// <param name="tooLarge">Takes the names of files that are left out for their size.</param>
    /// <exception cref="IdDocumentFormatException">The evidence can't be read.</exception>
    public static (IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files, PossessionEvidence? Evidence) Read(
        string? path, string? evidenceFile, ICollection<string> tooLarge)
    {
        string input = path ?? evidenceFile ?? throw CommandException.WrongUse("Name a folder or ZIP with the files of a chip, or --evidence with a service's evidence.");
        ChipEvidenceFile? whole = EvidenceOf(input), beside = evidenceFile is null ? null : EvidenceOf(evidenceFile);
        PossessionEvidence? evidence = evidenceFile is null ? whole?.Possession : beside?.Possession ?? (beside is null ? PossessionEvidence.Read(InputFiles.Read(evidenceFile)) : null);
        return (whole?.Files ?? Read(input, tooLarge), evidence);
    }

    /// <summary>Null for what is not a service's evidence: a folder, a ZIP, or challenge and answer alone.</summary>
    private static ChipEvidenceFile? EvidenceOf(string path)
    {
        if (Directory.Exists(path) || InputFiles.Read(path) is not { } bytes || !ChipEvidenceFile.IsOne(bytes))
        {
            return null;
        }

        return ChipEvidenceFile.Read(bytes);
    }

    /// <param name="tooLarge">Takes the names of files that are left out for their size.</param>
    public static Dictionary<string, ReadOnlyMemory<byte>> Read(string path, ICollection<string> tooLarge)
    {
        Dictionary<string, ReadOnlyMemory<byte>> files = new(StringComparer.Ordinal);
        if (Directory.Exists(path))
        {
            foreach (string file in Directory.EnumerateFiles(path).Take(MaximumFiles))
            {
                if (new FileInfo(file).Length <= MaximumFileBytes)
                {
                    files[Path.GetFileName(file)] = File.ReadAllBytes(file);
                }
                else
                {
                    tooLarge.Add(Path.GetFileName(file));
                }
            }
        }
        else
        {
            ReadZip(path, files, tooLarge);
        }

        return files.Keys.Any(name => name.StartsWith("EF", StringComparison.OrdinalIgnoreCase))
            ? files
            : throw CommandException.WrongUse($"{path} holds no file of a chip; they are named EF_SOD.bin, EF_COM.bin, EF_DG1.bin and so on.");
    }

    private static void ReadZip(string path, Dictionary<string, ReadOnlyMemory<byte>> files, ICollection<string> tooLarge)
    {
        try
        {
            using ZipArchive archive = new(new MemoryStream(InputFiles.Read(path)), ZipArchiveMode.Read);
            foreach (ZipArchiveEntry entry in archive.Entries.Where(entry => entry.Name.Length > 0).Take(MaximumFiles))
            {
                using Stream content = entry.Open();
                byte[] buffer = new byte[MaximumFileBytes + 1];
                int length = content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
                if (length <= MaximumFileBytes)
                {
                    files[entry.Name] = buffer[..length];
                }
                else
                {
                    tooLarge.Add(entry.Name);
                }
            }
        }
        catch (InvalidDataException)
        {
            throw CommandException.WrongUse($"{path} is neither a folder nor a ZIP file.");
        }
    }
}
