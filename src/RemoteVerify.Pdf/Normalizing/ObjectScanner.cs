// ISO 32000-2 clause 7.3.10, read without the help of a cross-reference.
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pdf.Normalizing;

/// <summary>Finds every <c>n g obj</c> of a file from front to back; what lies inside a stream is not looked at.</summary>
internal sealed class ObjectScanner(ReadOnlyMemory<byte> bytes, PdfLimits limits)
{
    private readonly List<ScannedObject> _objects = [];
    private readonly List<PdfDictionary> _trailers = [];
    private readonly List<(int Number, long Offset)> _unreadable = [];
    private readonly List<string> _remarks = [];

    // Hostile bytes could make every failed reading run to the end of the file.
    private long _failedBytesLeft = (4L * bytes.Length) + (1 << 20);

    public Scan Run()
    {
        ReadOnlySpan<byte> span = bytes.Span;
        for (int at = 0; at < span.Length;)
        {
            int next = span[at..].IndexOfAny((byte)'o', (byte)'t');
            if (next < 0)
            {
                break;
            }

            at += next;
            at = span[at..].StartsWith("obj"u8) && StartOfNumbers(span, at) is >= 0 and var start ? ReadObject(start, at + 3)
                : span[at..].StartsWith("trailer"u8) ? ReadTrailer(at + 7)
                : at + 1;
        }

        return new Scan(_objects, _trailers, _unreadable, _remarks);
    }

    /// <summary>Where <c>n g</c> before the keyword begins; -1 when there are no two numbers.</summary>
    private static int StartOfNumbers(ReadOnlySpan<byte> span, int keyword)
    {
        int at = keyword;
        for (int number = 0; number < 2; number++)
        {
            int end = at;
            while (at > 0 && Lexer.IsWhiteSpace(span[at - 1]))
            {
                at--;
            }

            int digits = at;
            while (at > 0 && span[at - 1] is >= (byte)'0' and <= (byte)'9')
            {
                at--;
            }

            if (at == digits || end == digits || digits - at > 10)
            {
                return -1;
            }
        }

        return at > 0 && Lexer.IsRegular(span[at - 1]) ? -1 : at;
    }

    private int ReadObject(int start, int afterKeyword)
    {
        Lexer lexer = new(bytes, limits, start);
        if (!lexer.TryUnsigned(out long number) || !lexer.TryUnsigned(out long generation) || number is 0 or > int.MaxValue || generation > 65535)
        {
            return afterKeyword;
        }

        lexer.Position = afterKeyword;
        try
        {
            PdfObject value = lexer.TryKeyword("endobj"u8) ? PdfNull.Instance : new ObjectParser(lexer, fromFile: false).ReadObject();
            if (value is PdfDictionary dictionary && lexer.TryKeyword("stream"u8))
            {
                value = ReadStream(lexer, dictionary, (int)number);
            }

            if (value is not PdfNull && !lexer.TryKeyword("endobj"u8))
            {
                _remarks.Add($"object {number} has no endobj");
            }

            Add(new ScannedObject((int)number, (int)generation, value, start));
            return lexer.Position;
        }
        catch (PdfFormatException)
        {
            CountFailure(start, lexer.Position);
            _unreadable.Add(((int)number, start));
            return afterKeyword;
        }
    }

    private void Add(ScannedObject found)
    {
        if (found.Value is PdfStream stream && stream.Dictionary.GetName("Type") == "XRef")
        {
            _trailers.Add(stream.Dictionary);
            return;
        }

        _objects.Add(found);
    }

    private int ReadTrailer(int at)
    {
        Lexer lexer = new(bytes, limits, at);
        try
        {
            if (new ObjectParser(lexer, fromFile: false).ReadObject() is PdfDictionary trailer)
            {
                _trailers.Add(trailer);
                return lexer.Position;
            }
        }
        catch (PdfFormatException)
        {
            CountFailure(at, lexer.Position);
            _remarks.Add($"the trailer at {at} can't be read");
        }

        return at;
    }

    private void CountFailure(int start, int end)
    {
        _failedBytesLeft -= end - start;
        if (_failedBytesLeft < 0)
        {
            throw new PdfFormatException("file", start, "is too broken to be read object by object");
        }
    }

    /// <summary>By /Length where endstream stands there, else up to the next endstream.</summary>
    private PdfStream ReadStream(Lexer lexer, PdfDictionary dictionary, int number)
    {
        lexer.Position += lexer.Peek() == '\r' ? 1 : 0;
        lexer.Position += lexer.Peek() == '\n' ? 1 : 0;
        int start = lexer.Position;
        if (dictionary.GetInteger("Length") is { } length && length >= 0 && length <= bytes.Length - start)
        {
            lexer.Position = start + (int)length;
            if (lexer.TryKeyword("endstream"u8))
            {
                return new PdfStream(dictionary, bytes.Slice(start, (int)length));
            }
        }

        ReadOnlySpan<byte> rest = bytes.Span[start..];
        int end = rest.IndexOf("endstream"u8);
        if (end < 0)
        {
            lexer.Position = bytes.Length;
            throw lexer.Broken("stream", "has no end");
        }

        lexer.Position = start + end + "endstream".Length;
        if (dictionary["Length"] is PdfInteger)
        {
            _remarks.Add($"the length of stream {number} was wrong");
        }

        end -= end > 0 && rest[end - 1] == '\n' ? 1 : 0;
        end -= end > 0 && rest[end - 1] == '\r' ? 1 : 0;
        return new PdfStream(dictionary, bytes.Slice(start, end));
    }
}
