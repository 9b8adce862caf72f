using System.Collections;

namespace RemoteVerify.Pdf.Objects;

/// <summary>A dictionary in file order. Keys have no leading slash. Values may be references, which it does not follow.</summary>
public sealed class PdfDictionary : PdfObject, IReadOnlyCollection<KeyValuePair<string, PdfObject>>
{
    private readonly List<KeyValuePair<string, PdfObject>> _entries = [];
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);

    /// <summary>Makes a dictionary; of a key that comes twice the last value counts, and <see cref="HasDuplicateKeys"/> says so.</summary>
    public PdfDictionary(IEnumerable<KeyValuePair<string, PdfObject>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        foreach (var entry in entries)
        {
            if (_positions.TryGetValue(entry.Key, out var at))
            {
                _entries[at] = entry;
                HasDuplicateKeys = true;
            }
            else
            {
                _positions.Add(entry.Key, _entries.Count);
                _entries.Add(entry);
            }
        }
    }

    /// <summary>Makes a dictionary from pairs: <c>new(("Type", new PdfName("Page")), ...)</c>.</summary>
    public PdfDictionary(params ReadOnlySpan<(string Key, PdfObject Value)> entries)
    {
        foreach (var (key, value) in entries)
        {
            _positions.Add(key, _entries.Count);
            _entries.Add(new(key, value));
        }
    }

    /// <summary>The dictionary without entries.</summary>
    public static PdfDictionary Empty { get; } = new(ReadOnlySpan<(string, PdfObject)>.Empty);

    /// <summary>The file wrote a key twice, so readers may disagree about its value.</summary>
    public bool HasDuplicateKeys { get; }

    /// <inheritdoc/>
    public int Count => _entries.Count;

    /// <summary>The keys in file order.</summary>
    public IEnumerable<string> Keys => _entries.Select(e => e.Key);

    /// <summary>The value as written, or null (C#) when the key is absent.</summary>
    public PdfObject? this[string key] => _positions.TryGetValue(key, out var at) ? _entries[at].Value : null;

    /// <summary>The key is there, whatever its value.</summary>
    public bool Contains(string key) => _positions.ContainsKey(key);

    /// <summary>The value when it is a direct name, else null.</summary>
    public string? GetName(string key) => (this[key] as PdfName)?.Value;

    /// <summary>The value when it is a direct integer, else null.</summary>
    public long? GetInteger(string key) => (this[key] as PdfInteger)?.Value;

    /// <summary>A copy with the key set; it keeps its place when it was there.</summary>
    public PdfDictionary With(string key, PdfObject value) =>
        new(_entries.Select(e => e.Key == key ? new(key, value) : e)
            .Concat(Contains(key) ? [] : [new KeyValuePair<string, PdfObject>(key, value)]));

    /// <summary>A copy without the key.</summary>
    public PdfDictionary Without(string key) => new(_entries.Where(e => e.Key != key));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, PdfObject>> GetEnumerator() => _entries.GetEnumerator();

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
            && _entries.TrueForAll(e => e.Value is PdfNull || e.Value.Equals(d[e.Key]));
    }

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(4, Significant());

    /// <inheritdoc/>
    public override string ToString() => $"dictionary of {_entries.Count}";

    private int Significant() => _entries.Count(e => e.Value is not PdfNull);
}
