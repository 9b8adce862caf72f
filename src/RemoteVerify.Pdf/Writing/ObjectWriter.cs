using System.Buffers;
using System.Globalization;
using System.Text;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pdf.Writing;

/// <summary>Writes objects as PDF syntax (ISO 32000-2 clause 7.3) and remembers where placeholders went.</summary>
public sealed class ObjectWriter
{
    private readonly ArrayBufferWriter<byte> _output = new(4096);

    /// <summary>Bytes written so far.</summary>
    public int Length => _output.WrittenCount;

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Written => _output.WrittenMemory;

    /// <summary>Position of the /ByteRange placeholder; -1 when none was written.</summary>
    internal int ByteRangeAt { get; private set; } = -1;

    /// <summary>Position of the /Contents placeholder; -1 when none was written.</summary>
    internal int ContentsAt { get; private set; } = -1;

    /// <summary>Bytes of the /Contents placeholder with its brackets.</summary>
    internal int ContentsLength { get; private set; }

    /// <summary>Writes ASCII text as it is.</summary>
    public void Raw(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Encoding.Latin1.GetBytes(text, _output.GetSpan(text.Length));
        _output.Advance(text.Length);
    }

    /// <summary>Writes bytes as they are.</summary>
    public void Raw(ReadOnlySpan<byte> bytes) => _output.Write(bytes);

    /// <summary>Writes <c>n g obj ... endobj</c>.</summary>
    public void WriteIndirect(PdfReference reference, PdfObject value)
    {
        ArgumentNullException.ThrowIfNull(reference);
        Raw(string.Create(CultureInfo.InvariantCulture, $"{reference.Number} {reference.Generation} obj\n"));
        Write(value);
        Raw("\nendobj\n");
    }

    /// <summary>Writes one object; a stream gets its true /Length.</summary>
    public void Write(PdfObject value)
    {
        switch (value)
        {
            case PdfName name: WriteName(name.Value); break;
            case PdfString text: WriteString(text); break;
            case PdfArray array: WriteArray(array); break;
            case PdfDictionary dictionary: WriteDictionary(dictionary); break;
            case PdfStream stream: WriteStream(stream); break;
            case ByteRangePlaceholder:
                ByteRangeAt = ByteRangeAt < 0 ? Length : throw new InvalidOperationException("An update takes one /ByteRange placeholder.");
                Raw("[" + new string(' ', ByteRangePlaceholder.Width - 2) + "]");
                break;
            case ContentsPlaceholder contents: WriteContents(contents); break;
            case PdfReal real: Raw(Real(real.Value)); break;
            case PdfNull or PdfBoolean or PdfInteger or PdfReference: Raw(value.ToString()!); break;
            default: throw new ArgumentException("not an object that can be written", nameof(value));
        }
    }

    /// <summary>With a fraction and all digits: what is written again must read as the same value, or signing a field changes what an earlier signature covers.</summary>
    private static string Real(double value) => value.ToString("0.0##############", CultureInfo.InvariantCulture);

    private void WriteContents(ContentsPlaceholder contents)
    {
        ContentsAt = ContentsAt < 0 ? Length : throw new InvalidOperationException("An update takes one /Contents placeholder.");
        ContentsLength = (contents.DerBytes * 2) + 2;
        var room = _output.GetSpan(ContentsLength)[..ContentsLength];
        room.Fill((byte)'0');
        room[0] = (byte)'<';
        room[^1] = (byte)'>';
        _output.Advance(ContentsLength);
    }

    private void WriteName(string name)
    {
        var text = new StringBuilder("/");
        foreach (var c in name)
        {
            if (c is < '!' or > '~' or '#' || Lexer.IsDelimiter(c))
            {
                text.Append('#').Append(((int)c & 255).ToString("X2", CultureInfo.InvariantCulture));
            }
            else
            {
                text.Append(c);
            }
        }

        Raw(text.ToString());
    }

    private void WriteString(PdfString text)
    {
        var bytes = text.Bytes.Span;
        if (text.IsHex || bytes.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
        {
            Raw("<" + Convert.ToHexString(bytes) + ">");
            return;
        }

        Raw("(" + Encoding.ASCII.GetString(bytes).Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("(", @"\(", StringComparison.Ordinal).Replace(")", @"\)", StringComparison.Ordinal) + ")");
    }

    private void WriteArray(PdfArray array)
    {
        Raw("[");
        for (var i = 0; i < array.Count; i++)
        {
            if (i > 0)
            {
                Raw(" ");
            }

            Write(array[i]);
        }

        Raw("]");
    }

    private void WriteDictionary(PdfDictionary dictionary)
    {
        Raw("<<");
        foreach (var (key, value) in dictionary)
        {
            WriteName(key);
            Raw(" ");
            Write(value);
            Raw("\n");
        }

        Raw(">>");
    }

    private void WriteStream(PdfStream stream)
    {
        WriteDictionary(stream.Dictionary.With("Length", new PdfInteger(stream.EncodedData.Length)));
        Raw("\nstream\n");
        Raw(stream.EncodedData.Span);
        Raw("\nendstream");
    }
}
