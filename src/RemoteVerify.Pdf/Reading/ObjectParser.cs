using System.Buffers.Text;
using System.Globalization;
using System.Text;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Reading;

/// <summary>Reads objects (ISO 32000-2 clause 7.3) with a depth counter instead of trust in the stack.</summary>
/// <param name="lexer">Where to read.</param>
/// <param name="fromFile">Strings keep their file offsets: true unless the bytes are a decoded object stream.</param>
internal sealed class ObjectParser(Lexer lexer, bool fromFile)
{
    private int _depth;

    public Lexer Lexer => lexer;

    /// <summary>Reads one object; a stream is not an object here, see <see cref="IndirectObjectParser"/>.</summary>
    public PdfObject ReadObject()
    {
        lexer.SkipWhiteSpace();
        var b = lexer.Peek();
        switch (b)
        {
            case '/': return new PdfName(lexer.ReadName());
            case '(': return lexer.ReadLiteralString(fromFile);
            case '[': return Nested(ReadArray);
            case '<':
                return lexer.Position + 1 < lexer.Length && lexer.Span[lexer.Position + 1] == '<'
                    ? Nested(ReadDictionary)
                    : lexer.ReadHexString(fromFile);
            case >= '0' and <= '9' or '+' or '-' or '.': return ReadNumberOrReference();
            default: return ReadKeyword();
        }
    }

    private PdfObject Nested(Func<PdfObject> read)
    {
        if (++_depth > lexer.Limits.MaxDepth)
        {
            throw lexer.Broken("object", "nested too deeply");
        }

        var value = read();
        _depth--;
        return value;
    }

    private PdfArray ReadArray()
    {
        lexer.Position++;
        var items = new List<PdfObject>();
        while (true)
        {
            lexer.SkipWhiteSpace();
            if (lexer.Peek() == ']')
            {
                lexer.Position++;
                return new PdfArray(items);
            }

            items.Add(ReadObject());
        }
    }

    private PdfDictionary ReadDictionary()
    {
        lexer.Position += 2;
        var entries = new List<KeyValuePair<string, PdfObject>>();
        while (true)
        {
            lexer.SkipWhiteSpace();
            switch (lexer.Peek())
            {
                case '/':
                    var key = lexer.ReadName();
                    entries.Add(new(key, ReadObject()));
                    break;
                case '>' when lexer.Position + 1 < lexer.Length && lexer.Span[lexer.Position + 1] == '>':
                    lexer.Position += 2;
                    return new PdfDictionary(entries);
                default:
                    throw lexer.Broken("dictionary", "a key must be a name");
            }
        }
    }

    private PdfObject ReadNumberOrReference()
    {
        var start = lexer.Position;
        if (lexer.Peek() is >= '0' and <= '9' && lexer.TryUnsigned(out var number))
        {
            var after = lexer.Position;
            if (number is > 0 and <= int.MaxValue && lexer.TryUnsigned(out var generation)
                && generation <= 65535 && lexer.TryKeyword("R"u8))
            {
                return new PdfReference((int)number, (int)generation);
            }

            lexer.Position = after;
            return new PdfInteger(number);
        }

        lexer.Position = start;
        return ReadNumber(lexer.ReadRegular("number"), start);
    }

    private static PdfObject ReadNumber(ReadOnlySpan<byte> token, int start)
    {
        var body = token[0] == '+' ? token[1..] : token;
        if (Utf8Parser.TryParse(body, out long whole, out var used) && used == body.Length)
        {
            return new PdfInteger(whole);
        }

        foreach (var b in body)
        {
            if (b is not ((>= (byte)'0' and <= (byte)'9') or (byte)'.' or (byte)'-'))
            {
                throw new PdfFormatException("number", start, "not a number");
            }
        }

        return body.Length <= 400 && double.TryParse(Encoding.ASCII.GetString(body),
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var real)
            ? new PdfReal(real)
            : throw new PdfFormatException("number", start, "not a number");
    }

    private PdfObject ReadKeyword()
    {
        var start = lexer.Position;
        var token = lexer.ReadRegular("keyword");
        return token switch
        {
            _ when token.SequenceEqual("true"u8) => PdfBoolean.True,
            _ when token.SequenceEqual("false"u8) => PdfBoolean.False,
            _ when token.SequenceEqual("null"u8) => PdfNull.Instance,
            _ => throw new PdfFormatException("object", start, "unknown keyword or missing object"),
        };
    }
}
