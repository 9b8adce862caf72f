using System.Collections;

namespace RemoteVerify.Pdf.Objects;

/// <summary>An array; its items may be references, which it does not follow.</summary>
public sealed class PdfArray : PdfObject, IReadOnlyList<PdfObject>
{
    private readonly PdfObject[] _items;

    /// <summary>Makes an array of the items in their order.</summary>
    public PdfArray(IEnumerable<PdfObject> items) => _items = [.. items];

    /// <summary>Makes an array of the items in their order.</summary>
    public PdfArray(params ReadOnlySpan<PdfObject> items) => _items = items.ToArray();

    /// <summary>The array without items.</summary>
    public static PdfArray Empty { get; } = new(ReadOnlySpan<PdfObject>.Empty);

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public PdfObject this[int index] => _items[index];

    /// <summary>A copy with one more item at the end.</summary>
    public PdfArray Append(PdfObject item) => new([.. _items, item]);

    /// <inheritdoc/>
    public IEnumerator<PdfObject> GetEnumerator() => ((IEnumerable<PdfObject>)_items).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    /// <inheritdoc/>
    public override bool Equals(PdfObject? other) =>
        other is PdfArray a && (ReferenceEquals(this, a) || _items.AsSpan().SequenceEqual(a._items));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(3, _items.Length);

    /// <inheritdoc/>
    public override string ToString() => $"array of {_items.Length}";
}
