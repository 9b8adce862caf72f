using System.Collections;

namespace RemoteVerify.Pdf.Objects;

/// <summary>A dictionary in file order. Keys have no leading slash. Values may be references, which it does not follow.</summary>
public sealed class PdfDictionary : PdfObject, IReadOnlyCollection<KeyValuePair<string, PdfObject>>
{
    // Most dictionaries are small: walking them is quicker than hashing, and takes no second table.
    private const int LargestWalked = 12;

    private readonly KeyValuePair<string, PdfObject>[] _entries;
    private readonly Dictionary<string, int>? _positions;

    /// <summary>Makes a dictionary; of a key that comes twice the last value counts, and <see cref="HasDuplicateKeys"/> says so.</summary>
    public PdfDictionary(IEnumerable<KeyValuePair<string, PdfObject>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        KeyValuePair<string, PdfObject>[] given = [.. entries];
        (_entries, _positions) = (given, given.Length > LargestWalked ? new Dictionary<string, int>(given.Length, StringComparer.Ordinal) : null);
        int count = 0;
        foreach (var entry in given)
        {
            int at = Position(entry.Key, count);
            if (at >= 0)
            {
                HasDuplicateKeys = true;
            }
            else
            {
                at = count++;
                _positions?.Add(entry.Key, at);
            }

            given[at] = entry;
        }

        _entries = count == given.Length ? given : given[..count];
    }

    private PdfDictionary(KeyValuePair<string, PdfObject>[] distinct)
    {
        _entries = distinct;
        if (distinct.Length > LargestWalked)
        {
            _positions = new Dictionary<string, int>(distinct.Length, StringComparer.Ordinal);
            for (int i = 0; i < distinct.Length; i++)
            {
                _positions.Add(distinct[i].Key, i);
            }
        }
    }

    /// <summary>Makes a dictionary from pairs: <c>new(("Type", new PdfName("Page")), ...)</c>.</summary>
    public PdfDictionary(params ReadOnlySpan<(string Key, PdfObject Value)> entries)
        : this(Pairs(entries))
    {
        if (HasDuplicateKeys)
        {
            throw new ArgumentException("A key comes twice.", nameof(entries));
        }
    }

    /// <summary>The dictionary without entries.</summary>
    public static PdfDictionary Empty { get; } = new(ReadOnlySpan<(string, PdfObject)>.Empty);

    /// <summary>The file wrote a key twice, so readers may disagree about its value.</summary>
    public bool HasDuplicateKeys { get; }

    /// <inheritdoc/>
    public int Count => _entries.Length;

    /// <summary>The keys in file order.</summary>
    public IEnumerable<string> Keys => _entries.Select(e => e.Key);

    /// <summary>The value as written, or null (C#) when the key is absent.</summary>
    public PdfObject? this[string key] => Position(key, _entries.Length) is >= 0 and var at ? _entries[at].Value : null;

    /// <summary>The key is there, whatever its value.</summary>
    public bool Contains(string key) => Position(key, _entries.Length) >= 0;

    /// <summary>The value when it is a direct name, else null.</summary>
    public string? GetName(string key) => (this[key] as PdfName)?.Value;

    /// <summary>The value when it is a direct integer, else null.</summary>
    public long? GetInteger(string key) => (this[key] as PdfInteger)?.Value;

    /// <summary>A copy with the key set; it keeps its place when it was there.</summary>
    public PdfDictionary With(string key, PdfObject value)
    {
        int at = Position(key, _entries.Length);
        KeyValuePair<string, PdfObject>[] entries = new KeyValuePair<string, PdfObject>[_entries.Length + (at >= 0 ? 0 : 1)];
        _entries.CopyTo(entries, 0);
        entries[at >= 0 ? at : ^1] = new(key, value);
        return new PdfDictionary(entries);
    }

    /// <summary>A copy without the key.</summary>
    public PdfDictionary Without(string key) => new(_entries.Where(e => e.Key != key));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, PdfObject>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, PdfObject>>)_entries).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => _entries.GetEnumerator();

    /// <summary>Equal when the same keys have equal values; a null value counts as absent (ISO 32000-2 clause 7.3.7).</summary>
    public override bool Equals(PdfObject? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        return other is PdfDictionary d && Significant() == d.Significant()
            && Array.TrueForAll(_entries, e => e.Value is PdfNull || e.Value.Equals(d[e.Key]));
    }

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(4, Significant());

    /// <inheritdoc/>
    public override string ToString() => $"dictionary of {_entries.Length}";

    private int Significant() => _entries.Count(e => e.Value is not PdfNull);

    private static KeyValuePair<string, PdfObject>[] Pairs(ReadOnlySpan<(string Key, PdfObject Value)> entries)
    {
        var pairs = new KeyValuePair<string, PdfObject>[entries.Length];
        for (int i = 0; i < pairs.Length; i++)
        {
            pairs[i] = new(entries[i].Key, entries[i].Value);
        }

        return pairs;
    }

    /// <summary>Where the key stands among the first <paramref name="count"/> entries; -1 when it does not.</summary>
    private int Position(string key, int count)
    {
        if (_positions is not null)
        {
            return _positions.TryGetValue(key, out var known) ? known : -1;
        }

        for (int i = 0; i < count; i++)
        {
            if (_entries[i].Key == key)
            {
                return i;
            }
        }

        return -1;
    }
}
