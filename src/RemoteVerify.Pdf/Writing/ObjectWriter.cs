using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pdf.Writing;

/// <summary>Writes objects as PDF syntax (ISO 32000-2 clause 7.3) and remembers where placeholders went.</summary>
public sealed class ObjectWriter
{
    // Regular characters of ISO 32000-2, 7.3.5, without the number sign.
    private static readonly SearchValues<char> PlainInNames = SearchValues.Create(
        [.. Enumerable.Range('!', '~' - '!' + 1).Select(c => (char)c).Where(c => c != '#' && !Lexer.IsDelimiter(c))]);

    private byte[] _output;
    private int _used;

    /// <summary>Starts with room for so many bytes; it grows when they are not enough.</summary>
    public ObjectWriter(int expectedBytes = 4096) => _output = GC.AllocateUninitializedArray<byte>(expectedBytes);

    /// <summary>Bytes so far, the place of a /Contents placeholder counted.</summary>
    public int Length => _used + ContentsLength;

    /// <summary>What was written; the place of a /Contents placeholder is left out.</summary>
    public ReadOnlyMemory<byte> Written => _output.AsMemory(0, _used);

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
        Encoding.Latin1.GetBytes(text, Room(text.Length));
        _used += text.Length;
    }

    /// <summary>Writes bytes as they are.</summary>
    public void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        _used += bytes.Length;
    }

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
        var room = Room(32);
        _used += Utf8Formatter.TryFormat(value, room, out var used, digits == 0 ? default : new StandardFormat('D', (byte)digits)) ? used : 0;
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
                Room(ByteRangePlaceholder.Width - 2)[..(ByteRangePlaceholder.Width - 2)].Fill((byte)' ');
                _used += ByteRangePlaceholder.Width - 2;
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
        var room = _output.AsSpan(ByteRangeAt - (ContentsAt < ByteRangeAt ? ContentsLength : 0), ByteRangePlaceholder.Width);
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
        var room = Room((name.Length * 3) + 1);
        room[0] = (byte)'/';
        if (!name.AsSpan().ContainsAnyExcept(PlainInNames))
        {
            _used += Encoding.Latin1.GetBytes(name, room[1..]) + 1;
            return;
        }

        var used = 1;
        foreach (var c in name)
        {
            if (PlainInNames.Contains(c))
            {
                room[used++] = (byte)c;
                continue;
            }

            room[used++] = (byte)'#';
            room[used++] = (byte)digits[(c >> 4) & 15];
            room[used++] = (byte)digits[c & 15];
        }

        _used += used;
    }

    private void WriteString(PdfString text)
    {
        var bytes = text.Bytes.Span;
        if (text.IsHex || bytes.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
        {
            var digits = Room((bytes.Length * 2) + 2)[..((bytes.Length * 2) + 2)];
            digits[0] = (byte)'<';
            digits[^1] = (byte)'>';
            _ = Convert.TryToHexString(bytes, digits[1..], out _);
            _used += digits.Length;
            return;
        }

        var room = Room((bytes.Length * 2) + 2);
        var used = 0;
        room[used++] = (byte)'(';
        foreach (var b in bytes)
        {
            if (b is (byte)'(' or (byte)')' or (byte)'\\')
            {
                room[used++] = (byte)'\\';
            }

            room[used++] = b;
        }

        room[used++] = (byte)')';
        _used += used;
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

    /// <summary>At least so many bytes behind what was written.</summary>
    private Span<byte> Room(int bytes)
    {
        if (_output.Length - _used < bytes)
        {
            if (bytes > Array.MaxLength - _used)
            {
                throw new InvalidOperationException("What is written would be longer than an array.");
            }

            var larger = GC.AllocateUninitializedArray<byte>((int)Math.Min(Math.Max(_output.Length * 2L, (long)_used + bytes), Array.MaxLength));
            _output.AsSpan(0, _used).CopyTo(larger);
            _output = larger;
        }

        return _output.AsSpan(_used);
    }
}
