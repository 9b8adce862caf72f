using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Reading;

/// <summary>The form of a cross-reference section.</summary>
public enum XrefKind
{
    /// <summary>The keyword xref, lines of 20 bytes, and a trailer.</summary>
    Table,

    /// <summary>A cross-reference stream.</summary>
    Stream,

    /// <summary>A table whose trailer points at a stream with more entries.</summary>
    Hybrid,
}

/// <summary>What an entry says about an object number.</summary>
internal enum XrefEntryKind : byte
{
    Free,
    InFile,
    Compressed,
}

/// <summary>One entry. <paramref name="Place"/>: absolute file offset, or number of the object stream; <paramref name="Detail"/>: generation or index.</summary>
internal readonly record struct XrefEntry(XrefEntryKind Kind, int Detail, long Place);

/// <summary>One cross-reference section with its trailer; a hybrid one carries its stream.</summary>
internal sealed class XrefSection
{
    private readonly List<(int First, XrefEntry[] Entries)> _runs = [];

    public required long Offset { get; init; }

    public required XrefKind Kind { get; init; }

    public PdfDictionary Trailer { get; set; } = PdfDictionary.Empty;

    /// <summary>Offset after the trailer, or after the stream object; the later one for a hybrid section.</summary>
    public long End { get; set; }

    public XrefSection? Hidden { get; set; }

    public void Add(int first, XrefEntry[] entries)
    {
        if (entries.Length > 0)
        {
            _runs.Add((first, entries));
        }
    }

    /// <summary>Sorts the runs for searching; overlapping runs are refused, because readers disagree about them.</summary>
    public void Seal()
    {
        var sorted = _runs.OrderBy(r => r.First).ToList();
        for (var i = 1; i < sorted.Count; i++)
        {
            if (sorted[i - 1].First + sorted[i - 1].Entries.Length > sorted[i].First)
            {
                throw new PdfFormatException("xref section", Offset, "an object number comes twice");
            }
        }

        _runs.Clear();
        _runs.AddRange(sorted);
    }

    public bool TryFind(int number, out XrefEntry entry)
    {
        var found = TryFindHere(number, out entry);
        if (Hidden is null || (found && entry.Kind != XrefEntryKind.Free))
        {
            return found;
        }

        // ISO 32000-2 clause 7.5.8.4: the table shows hidden objects as free, the stream says where they are.
        if (Hidden.TryFindHere(number, out var hidden))
        {
            entry = hidden;
            return true;
        }

        return found;
    }

    /// <summary>Every number that this section maps, hidden ones included, some perhaps twice.</summary>
    public IEnumerable<int> Numbers()
    {
        var own = _runs.SelectMany(r => Enumerable.Range(r.First, r.Entries.Length));
        return Hidden is null ? own : own.Concat(Hidden.Numbers());
    }

    /// <summary>The highest number mapped; -1 when there is none.</summary>
    public long Highest() => Math.Max(_runs.Count == 0 ? -1 : _runs[^1].First + (long)_runs[^1].Entries.Length - 1, Hidden?.Highest() ?? -1);

    /// <summary>The highest absolute offset of an object; -1 when there is none.</summary>
    public long HighestOffset() => Math.Max(Places().DefaultIfEmpty(-1).Max(), Hidden?.HighestOffset() ?? -1);

    /// <summary>Absolute offsets of the objects in the file that the section itself maps.</summary>
    public IEnumerable<long> Places() => _runs.SelectMany(r => r.Entries).Where(e => e.Kind == XrefEntryKind.InFile).Select(e => e.Place);

    private bool TryFindHere(int number, out XrefEntry entry)
    {
        var (low, high) = (0, _runs.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var (first, entries) = _runs[middle];
            if (number < first)
            {
                high = middle - 1;
            }
            else if (number - first >= entries.Length)
            {
                low = middle + 1;
            }
            else
            {
                entry = entries[number - first];
                return true;
            }
        }

        entry = default;
        return false;
    }
}
