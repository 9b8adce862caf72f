using System.Text;

namespace RemoteVerify.Pdf.Objects;

/// <summary>A string of bytes, decrypted where the file is encrypted.</summary>
public sealed class PdfString : PdfObject
{
    /// <summary>Makes a string; <paramref name="isHex"/> asks the writer for the form between angle brackets.</summary>
    public PdfString(ReadOnlyMemory<byte> bytes, bool isHex = false)
        : this(bytes, isHex, -1, -1)
    {
    }

    internal PdfString(ReadOnlyMemory<byte> bytes, bool isHex, long sourceStart, long sourceEnd)
    {
        Bytes = bytes;
        IsHex = isHex;
        SourceStart = sourceStart;
        SourceEnd = sourceEnd;
    }

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Written between angle brackets.</summary>
    public bool IsHex { get; }

    /// <summary>Absolute file offset of the opening delimiter; -1 when the string did not come straight from the file.</summary>
    public long SourceStart { get; }

    /// <summary>Absolute file offset after the closing delimiter; -1 as above.</summary>
    public long SourceEnd { get; }

    /// <summary>A text string: PDFDocEncoding's ASCII part where that is enough, UTF-16BE with its mark otherwise.</summary>
    public static PdfString FromText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.All(c => c is >= ' ' and <= '~' or '\n' or '\r' or '\t')
            ? new PdfString(Encoding.ASCII.GetBytes(text))
            : new PdfString((byte[])[0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)], isHex: true);
    }

    /// <summary>The string read as a text string (ISO 32000-2 clause 7.9.2.2).</summary>
    public string ToText()
    {
        var span = Bytes.Span;
        if (span.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return Encoding.BigEndianUnicode.GetString(span[2..]);
        }

        if (span.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return Encoding.Unicode.GetString(span[2..]);
        }

        return span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])
            ? Encoding.UTF8.GetString(span[3..])
            : PdfDocEncoding.Decode(span);
    }

    /// <inheritdoc/>
    public override bool Equals(PdfObject? other) => other is PdfString s && s.Bytes.Span.SequenceEqual(Bytes.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Bytes.Span);
        return hash.ToHashCode();
    }

    /// <summary>Says the length only: the content may be personal.</summary>
    public override string ToString() => $"string of {Bytes.Length} bytes";
}
