using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Reading;

/// <summary>The document as it was when a revision was its newest one. Every look-up goes through such a view.</summary>
public sealed class PdfRevision
{
    private readonly PdfDocument _document;
    private readonly PdfRevision? _previous;
    private readonly IReadOnlyList<XrefSection> _sections;
    private long? _highestOffset;

    internal PdfRevision(PdfDocument document, int index, PdfRevision? previous, IReadOnlyList<XrefSection> sections, RevisionEnd end)
    {
        _document = document;
        _previous = previous;
        _sections = sections;
        Index = index;
        End = end;
    }

    /// <summary>0 for the oldest revision.</summary>
    public int Index { get; }

    /// <summary>The document that this is a view of.</summary>
    public PdfDocument Document => _document;

    /// <summary>Trailer of the newest section of the revision.</summary>
    public PdfDictionary Trailer => _sections[0].Trailer;

    /// <summary>Absolute offset of the newest section.</summary>
    public long XrefOffset => _sections[0].Offset;

    /// <summary>Form of the newest section.</summary>
    public XrefKind Kind => _sections[0].Kind;

    /// <summary>Absolute offset after <c>%%EOF</c> and its end of line; -1 when the revision has no proper end.</summary>
    public long EndOffset => End.AfterEndOfLine;

    /// <summary>Absolute offset right after the F of <c>%%EOF</c>; -1 when the revision has no proper end.</summary>
    public long MarkerEndOffset => End.AfterMarker;

    /// <summary>The catalog. <see cref="PdfFormatException"/> when the trailer names none.</summary>
    public PdfDictionary Catalog => Trailer["Root"] is PdfReference root && Get(root) is PdfDictionary catalog
        ? catalog
        : throw new PdfFormatException("trailer", XrefOffset, "/Root does not name a dictionary");

    internal RevisionEnd End { get; }

    internal IReadOnlyList<XrefSection> Sections => _sections;

    /// <summary>Where the bytes end that this revision can have meant: its end, or that of the next one that has one.</summary>
    internal long LastByte
    {
        get
        {
            for (var index = Index; index < _document.RevisionCount; index++)
            {
                if (_document.Revision(index).EndOffset is >= 0 and var end)
                {
                    return end;
                }
            }

            return _document.Bytes.Length;
        }
    }

    internal PdfRevision? Previous => _previous;

    /// <summary>The object, or <see cref="PdfNull"/> when it does not exist in this revision.</summary>
    public PdfObject Get(PdfReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return _document.Read(this, reference, 0);
    }

    /// <summary>The value itself, or what it refers to; references to references are followed a few steps.</summary>
    public PdfObject Resolve(PdfObject? value)
    {
        for (var steps = 0; value is PdfReference reference; steps++)
        {
            value = steps < 32 ? Get(reference) : throw new PdfFormatException("reference", reference.Number, "leads in a circle");
        }

        return value ?? PdfNull.Instance;
    }

    /// <summary>The resolved value of a key when it has the wanted type, else null.</summary>
    public T? Get<T>(PdfDictionary dictionary, string key)
        where T : PdfObject
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        return Resolve(dictionary[key]) as T;
    }

    /// <summary>Where the object's definition lies; null when it is free or absent.</summary>
    public ObjectLocation? Locate(int number)
    {
        if (!TryFind(number, out var entry, out _))
        {
            return null;
        }

        if (entry.Kind == XrefEntryKind.InFile)
        {
            return new ObjectLocation(entry.Place, -1, entry.Detail);
        }

        return entry.Kind == XrefEntryKind.Compressed && TryFind((int)entry.Place, out var container, out _)
                && container.Kind == XrefEntryKind.InFile
            ? new ObjectLocation(container.Place, entry.Detail, 0)
            : null;
    }

    /// <summary>Numbers that the sections of this revision itself map or free, sorted.</summary>
    public IReadOnlyList<int> ChangedNumbers() => [.. _sections.SelectMany(s => s.Numbers()).Distinct().Order()];

    /// <summary>The highest absolute offset that a cross-reference entry of this very revision names; -1 when there is none.</summary>
    public long HighestOffset() => _highestOffset ??= _sections.Max(s => s.HighestOffset());

    /// <summary>
    /// The first byte between the revision before and the end of this one that belongs to no object, section or end mark
    /// and is neither white space nor comment: a reader that repairs files would find there what no entry names. Null when
    /// there is none. <see cref="PdfFormatException"/> when an object of the revision can't be read.
    /// </summary>
    public long? FindUnclaimedByte() => RevisionLayout.FindUnclaimedByte(this);

    /// <summary>All numbers mapped or freed up to this revision, sorted.</summary>
    public IReadOnlyList<int> AllNumbers()
    {
        var all = new SortedSet<int>();
        for (var revision = this; revision is not null; revision = revision._previous)
        {
            all.UnionWith(revision._sections.SelectMany(s => s.Numbers()));
        }

        return [.. all];
    }

    /// <summary>The highest object number that any section up to here maps, at least <c>/Size - 1</c>.</summary>
    public int HighestNumber()
    {
        long highest = Math.Min(Trailer.GetInteger("Size") ?? 0, int.MaxValue) - 1;
        for (var revision = this; revision is not null; revision = revision._previous)
        {
            foreach (var section in revision._sections)
            {
                highest = Math.Max(highest, section.Highest());
            }
        }

        return (int)highest;
    }

    internal bool TryFind(int number, out XrefEntry entry, out PdfRevision source)
    {
        if (_document.Index is { } index)
        {
            var found = index.Find(number, Index);
            source = found < 0 ? this : _document.Revision(found);
            entry = default;
            return found >= 0 && source.TryFindHere(number, out entry);
        }

        for (var revision = this; revision is not null; revision = revision._previous)
        {
            if (revision.TryFindHere(number, out entry))
            {
                source = revision;
                return true;
            }
        }

        (entry, source) = (default, this);
        return false;
    }

    private bool TryFindHere(int number, out XrefEntry entry)
    {
        foreach (var section in _sections)
        {
            if (section.TryFind(number, out entry))
            {
                return true;
            }
        }

        entry = default;
        return false;
    }
}

/// <summary>Ends of a revision; -1 when there is none.</summary>
internal readonly record struct RevisionEnd(long AfterMarker, long AfterEndOfLine);
