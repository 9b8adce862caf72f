namespace RemoteVerify.IdDocument.Files;

/// <summary>The files read from one chip, exactly as they were received.</summary>
public sealed class ChipFiles
{
    private readonly ReadOnlyMemory<byte>?[] _dataGroups;

    private ChipFiles(ReadOnlyMemory<byte>? com, ReadOnlyMemory<byte>? sod, ReadOnlyMemory<byte>?[] dataGroups)
    {
        Com = com;
        Sod = sod;
        _dataGroups = dataGroups;
        DataGroupNumbers = [.. Enumerable.Range(1, FileName.LastDataGroup).Where(number => dataGroups[number] is not null)];
    }

    /// <summary>EF.COM; it is not signed, so nothing may rest on it.</summary>
    public ReadOnlyMemory<byte>? Com { get; }

    /// <summary>EF.SOD, the signed list of data group hashes.</summary>
    public ReadOnlyMemory<byte>? Sod { get; }

    /// <summary>Numbers of the data groups present, ascending.</summary>
    public IReadOnlyCollection<int> DataGroupNumbers { get; }

    /// <summary>The bytes of a data group; null when it was not handed in.</summary>
    public ReadOnlyMemory<byte>? DataGroup(int number) => number is >= 1 and <= FileName.LastDataGroup ? _dataGroups[number] : null;

    /// <summary>
    /// Collects files by name (see <see cref="FileName.Recognise"/>); names that are no LDS file are left out.
    /// </summary>
    /// <exception cref="IdDocumentFormatException">A file comes twice or is larger than <see cref="ElementaryFile.MaxBytes"/>.</exception>
    public static ChipFiles FromNamed(IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        ReadOnlyMemory<byte>? com = null, sod = null;
        ReadOnlyMemory<byte>?[] dataGroups = new ReadOnlyMemory<byte>?[FileName.LastDataGroup + 1];
        foreach ((string uploadedName, ReadOnlyMemory<byte> bytes) in files)
        {
            if (FileName.Recognise(uploadedName) is not { } name)
            {
                continue;
            }

            ref ReadOnlyMemory<byte>? place = ref com;
            if (name == FileName.Sod)
            {
                place = ref sod;
            }
            else if (name != FileName.Com)
            {
                place = ref dataGroups[int.Parse(name.AsSpan(2), System.Globalization.CultureInfo.InvariantCulture)];
            }

            if (bytes.Length > ElementaryFile.MaxBytes)
            {
                throw new IdDocumentFormatException($"EF.{name}", 0, $"larger than {ElementaryFile.MaxBytes} bytes");
            }

            place = place is null ? bytes : throw new IdDocumentFormatException($"EF.{name}", 0, "handed in twice");
        }

        return new ChipFiles(com, sod, dataGroups);
    }

    /// <summary>Says which files there are, nothing of what they hold.</summary>
    public override string ToString() =>
        $"ChipFiles(COM {(Com is null ? "no" : "yes")}, SOD {(Sod is null ? "no" : "yes")}, DG {string.Join(',', DataGroupNumbers)})";
}
