using System.Text;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Reading;

/// <summary>The first line and the last lines of a file, or of a revision (ISO 32000-2 clauses 7.5.2 and 7.5.5).</summary>
internal static class FileFrame
{
    private const int HeaderWindow = 1024;
    private const int EndWindow = 2048;

    public static (int Offset, string Version) ReadHeader(ReadOnlySpan<byte> bytes)
    {
        var at = bytes[..Math.Min(bytes.Length, HeaderWindow)].IndexOf("%PDF-"u8);
        if (at < 0 || bytes.Length < at + 8)
        {
            throw new PdfFormatException("header", 0, "%PDF- is missing");
        }

        var version = bytes.Slice(at + 5, 3);
        return version[0] is (byte)'1' or (byte)'2' && version[1] == '.' && version[2] is >= (byte)'0' and <= (byte)'9'
            ? (at, Encoding.ASCII.GetString(version))
            : throw new PdfFormatException("header", at, "is not a version of PDF");
    }

    public static long ReadStartXref(ReadOnlyMemory<byte> bytes, PdfLimits limits)
    {
        var end = bytes.Span.LastIndexOfAnyExcept((byte)' ', (byte)'\n', (byte)'\r') + 1;
        var from = Math.Max(0, end - EndWindow);
        var at = bytes.Span[from..end].LastIndexOf("startxref"u8);
        if (at < 0)
        {
            throw new PdfFormatException("startxref", end, "is missing near the end");
        }

        var lexer = new Lexer(bytes, limits, from + at + "startxref".Length);
        return lexer.TryUnsigned(out var value) ? value : throw lexer.Broken("startxref", "has no number");
    }

    /// <summary>The end of the revision whose last section ends at <paramref name="sectionEnd"/>, when startxref there names it.</summary>
    public static RevisionEnd FindEnd(ReadOnlyMemory<byte> bytes, PdfLimits limits, long sectionEnd, Func<long, bool> isEntrance)
    {
        var window = bytes.Span.Slice((int)sectionEnd, Math.Min(EndWindow, bytes.Length - (int)sectionEnd));
        var at = window.IndexOf("startxref"u8);
        if (at < 0)
        {
            return new RevisionEnd(-1, -1);
        }

        var lexer = new Lexer(bytes, limits, (int)sectionEnd + at + "startxref".Length);
        if (!lexer.TryUnsigned(out var value) || !isEntrance(value))
        {
            return new RevisionEnd(-1, -1);
        }

        var span = bytes.Span;
        var marker = lexer.Position;
        while (marker < span.Length && Lexer.IsWhiteSpace(span[marker]))
        {
            marker++;
        }

        if (!span[marker..].StartsWith("%%EOF"u8))
        {
            return new RevisionEnd(-1, -1);
        }

        marker += 5;
        var line = marker;
        line += line < span.Length && span[line] == '\r' ? 1 : 0;
        line += line < span.Length && span[line] == '\n' ? 1 : 0;
        return new RevisionEnd(marker, line);
    }
}
