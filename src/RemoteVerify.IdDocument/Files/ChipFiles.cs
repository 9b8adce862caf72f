namespace RemoteVerify.IdDocument.Files;

/// <summary>The files read from one chip, exactly as they were received.</summary>
public sealed class ChipFiles
{
    private readonly SortedDictionary<int, ReadOnlyMemory<byte>> _dataGroups;

    private ChipFiles(ReadOnlyMemory<byte>? com, ReadOnlyMemory<byte>? sod, SortedDictionary<int, ReadOnlyMemory<byte>> dataGroups)
    {
        Com = com;
        Sod = sod;
        _dataGroups = dataGroups;
    }

    /// <summary>EF.COM; it is not signed, so nothing may rest on it.</summary>
    public ReadOnlyMemory<byte>? Com { get; }

    /// <summary>EF.SOD, the signed list of data group hashes.</summary>
    public ReadOnlyMemory<byte>? Sod { get; }

    /// <summary>Numbers of the data groups present, ascending.</summary>
    public IReadOnlyCollection<int> DataGroupNumbers => _dataGroups.Keys;

    /// <summary>The bytes of a data group; null when it was not handed in.</summary>
    public ReadOnlyMemory<byte>? DataGroup(int number) =>
        _dataGroups.TryGetValue(number, out ReadOnlyMemory<byte> bytes) ? bytes : (ReadOnlyMemory<byte>?)null;

    /// <summary>
    /// Collects files by name (see <see cref="FileName.Recognise"/>); names that are no LDS file are left out.
    /// </summary>
    /// <exception cref="IdDocumentFormatException">A file comes twice or is larger than <see cref="ElementaryFile.MaxBytes"/>.</exception>
    public static ChipFiles FromNamed(IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        Dictionary<string, ReadOnlyMemory<byte>> known = new(StringComparer.Ordinal);
        foreach ((string uploadedName, ReadOnlyMemory<byte> bytes) in files)
        {
            if (FileName.Recognise(uploadedName) is not { } name)
            {
                continue;
            }

            if (bytes.Length > ElementaryFile.MaxBytes)
            {
                throw new IdDocumentFormatException($"EF.{name}", 0, $"larger than {ElementaryFile.MaxBytes} bytes");
            }

            if (!known.TryAdd(name, bytes))
            {
                throw new IdDocumentFormatException($"EF.{name}", 0, "handed in twice");
            }
        }

        SortedDictionary<int, ReadOnlyMemory<byte>> dataGroups = [];
        for (int number = 1; number <= 16; number++)
        {
            if (known.TryGetValue(FileName.DataGroup(number), out ReadOnlyMemory<byte> bytes))
            {
                dataGroups.Add(number, bytes);
            }
        }

        return new ChipFiles(Optional(FileName.Com), Optional(FileName.Sod), dataGroups);

        ReadOnlyMemory<byte>? Optional(string name) => known.TryGetValue(name, out ReadOnlyMemory<byte> bytes) ? bytes : (ReadOnlyMemory<byte>?)null;
    }

    /// <summary>Says which files there are, nothing of what they hold.</summary>
    public override string ToString() =>
        $"ChipFiles(COM {(Com is null ? "no" : "yes")}, SOD {(Sod is null ? "no" : "yes")}, DG {string.Join(',', _dataGroups.Keys)})";
}
