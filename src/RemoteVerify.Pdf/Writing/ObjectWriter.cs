using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pdf.Writing;

/// <summary>Writes objects as PDF syntax (ISO 32000-2 clause 7.3) and remembers where placeholders went.</summary>
public sealed class ObjectWriter
{
    private readonly ArrayBufferWriter<byte> _output;

    /// <summary>Starts with room for so many bytes; it grows when they are not enough.</summary>
    public ObjectWriter(int expectedBytes = 4096) => _output = new ArrayBufferWriter<byte>(expectedBytes);

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
        WriteNumbers(reference);
        Raw(" obj\n"u8);
        Write(value);
        Raw("\nendobj\n"u8);
    }

    /// <summary>Writes a whole number with at least so many digits.</summary>
    public void Number(long value, int digits = 0)
    {
        var room = _output.GetSpan(32);
        _output.Advance(Utf8Formatter.TryFormat(value, room, out var used, digits == 0 ? default : new StandardFormat('D', (byte)digits)) ? used : 0);
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
                Raw("["u8);
                _output.GetSpan(ByteRangePlaceholder.Width - 2)[..(ByteRangePlaceholder.Width - 2)].Fill((byte)' ');
                _output.Advance(ByteRangePlaceholder.Width - 2);
                Raw("]"u8);
                break;
            case ContentsPlaceholder contents: WriteContents(contents); break;
            case PdfReal real: Raw(Real(real.Value)); break;
            case PdfInteger number: Number(number.Value); break;
            case PdfReference reference:
                WriteNumbers(reference);
                Raw(" R"u8);
                break;
            case PdfNull: Raw("null"u8); break;
            case PdfBoolean { Value: var truth }: Raw(truth ? "true"u8 : "false"u8); break;
            default: throw new ArgumentException("not an object that can be written", nameof(value));
        }
    }

    /// <summary>Puts the range into its room; spaces follow the closing bracket (PADES.md 4.1).</summary>
    internal void FillByteRange(SignatureGap gap)
    {
        // The buffer is the writer's own, and the room was written before.
        var room = MemoryMarshal.AsMemory(_output.WrittenMemory).Span.Slice(ByteRangeAt, ByteRangePlaceholder.Width);
        room.Fill((byte)' ');
        var text = string.Create(CultureInfo.InvariantCulture, $"[0 {gap.GapStart} {gap.GapEnd} {gap.FileLength - gap.GapEnd}]");
        Encoding.ASCII.GetBytes(text, room);
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

    private void WriteNumbers(PdfReference reference)
    {
        Number(reference.Number);
        Raw(" "u8);
        Number(reference.Generation);
    }

    private void WriteName(string name)
    {
        const string digits = "0123456789ABCDEF";
        var room = _output.GetSpan((name.Length * 3) + 1);
        room[0] = (byte)'/';
        var used = 1;
        foreach (var c in name)
        {
            if (c is < '!' or > '~' or '#' || Lexer.IsDelimiter(c))
            {
                room[used++] = (byte)'#';
                room[used++] = (byte)digits[(c >> 4) & 15];
                room[used++] = (byte)digits[c & 15];
            }
            else
            {
                room[used++] = (byte)c;
            }
        }

        _output.Advance(used);
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
        Raw("["u8);
        for (var i = 0; i < array.Count; i++)
        {
            if (i > 0)
            {
                Raw(" "u8);
            }

            Write(array[i]);
        }

        Raw("]"u8);
    }

    private void WriteDictionary(PdfDictionary dictionary)
    {
        Raw("<<"u8);
        foreach (var (key, value) in dictionary)
        {
            WriteName(key);
            Raw(" "u8);
            Write(value);
            Raw("\n"u8);
        }

        Raw(">>"u8);
    }

    private void WriteStream(PdfStream stream)
    {
        WriteDictionary(stream.Dictionary.With("Length", new PdfInteger(stream.EncodedData.Length)));
        Raw("\nstream\n");
        Raw(stream.EncodedData.Span);
        Raw("\nendstream");
    }
}
