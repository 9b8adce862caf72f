using System.Buffers;
using System.Buffers.Text;
using System.Text;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Reading;

/// <summary>Tokens of PDF syntax (ISO 32000-2 clause 7.2) over bytes that stay where they are.</summary>
internal sealed class Lexer(ReadOnlyMemory<byte> data, PdfLimits limits, int position = 0)
{
    public int Position { get; set; } = position;

    public int Length => data.Length;

    public PdfLimits Limits => limits;

    public ReadOnlySpan<byte> Span => data.Span;

    public ReadOnlyMemory<byte> Slice(int start, int length) => data.Slice(start, length);

    public int Peek() => Position < data.Length ? data.Span[Position] : -1;

    public static bool IsWhiteSpace(int b) => b is 0 or 9 or 10 or 12 or 13 or 32;

    public static bool IsDelimiter(int b) => b is '(' or ')' or '<' or '>' or '[' or ']' or '{' or '}' or '/' or '%';

    public static bool IsRegular(int b) => b >= 0 && !IsWhiteSpace(b) && !IsDelimiter(b);

    public PdfFormatException Broken(string structure, string message) => new(structure, Position, message);

    /// <summary>Skips white space and comments.</summary>
    public void SkipWhiteSpace()
    {
        var span = data.Span;
        var at = Position;
        while (at < span.Length)
        {
            if (span[at] == '%')
            {
                var end = span[at..].IndexOfAny((byte)'\r', (byte)'\n');
                at = end < 0 ? span.Length : at + end;
            }
            else if (!IsWhiteSpace(span[at]))
            {
                break;
            }
            else
            {
                at++;
            }
        }

        Position = at;
    }

    /// <summary>The run of regular characters here; empty at a delimiter.</summary>
    public ReadOnlySpan<byte> ReadRegular(string structure)
    {
        var span = data.Span;
        var end = Position;
        while (end < span.Length && IsRegular(span[end]))
        {
            end++;
        }

        if (end - Position > limits.MaxTokenBytes)
        {
            throw Broken(structure, "token is too long");
        }

        var token = span[Position..end];
        Position = end;
        return token;
    }

    /// <summary>Takes the keyword, after white space, if it stands here as a whole word.</summary>
    public bool TryKeyword(ReadOnlySpan<byte> keyword)
    {
        var before = Position;
        SkipWhiteSpace();
        var rest = data.Span[Position..];
        if (rest.StartsWith(keyword) && (rest.Length == keyword.Length || !IsRegular(rest[keyword.Length])))
        {
            Position += keyword.Length;
            return true;
        }

        Position = before;
        return false;
    }

    /// <summary>Takes a whole number without sign, after white space.</summary>
    public bool TryUnsigned(out long value)
    {
        var before = Position;
        SkipWhiteSpace();
        var span = data.Span;
        var end = Position;
        while (end < span.Length && span[end] is >= (byte)'0' and <= (byte)'9')
        {
            end++;
        }

        value = 0;
        if (end > Position && end - Position <= 18 && (end == span.Length || !IsRegular(span[end]))
            && Utf8Parser.TryParse(span[Position..end], out value, out _))
        {
            Position = end;
            return true;
        }

        Position = before;
        return false;
    }

    /// <summary>Reads a name whose slash stands here.</summary>
    public string ReadName()
    {
        Position++;
        var token = ReadRegular("name");
        if (!token.Contains((byte)'#'))
        {
            return Encoding.Latin1.GetString(token);
        }

        var name = new StringBuilder(token.Length);
        for (var i = 0; i < token.Length; i++)
        {
            if (token[i] == '#' && i + 2 < token.Length && Hex(token[i + 1]) >= 0 && Hex(token[i + 2]) >= 0)
            {
                name.Append((char)((Hex(token[i + 1]) << 4) | Hex(token[i + 2])));
                i += 2;
            }
            else
            {
                name.Append((char)token[i]);
            }
        }

        return name.ToString();
    }

    /// <summary>Reads a hexadecimal string whose opening bracket stands here; white space inside is skipped.</summary>
    public PdfString ReadHexString(bool fromFile)
    {
        var start = Position;
        var close = data.Span[start..].IndexOf((byte)'>');
        if (close < 0 || close / 2 > limits.MaxStringBytes)
        {
            throw Broken("hexadecimal string", close < 0 ? "no end" : "too long");
        }

        var digits = data.Span.Slice(start + 1, close - 1);
        var bytes = new byte[(digits.Length + 1) / 2];
        if (digits.Length % 2 == 0 && Convert.FromHexString(digits, bytes, out _, out _) == OperationStatus.Done)
        {
            Position = start + close + 1;
            return new PdfString(bytes, true, fromFile ? start : -1, fromFile ? Position : -1);
        }

        // An odd digit or white space inside, or no digits at all.
        Array.Clear(bytes);
        var count = 0;
        foreach (var b in digits)
        {
            var digit = Hex(b);
            if (digit >= 0)
            {
                bytes[count / 2] |= (byte)(count % 2 == 0 ? digit << 4 : digit);
                count++;
            }
            else if (!IsWhiteSpace(b))
            {
                throw Broken("hexadecimal string", "contains something else than digits");
            }
        }

        Position = start + close + 1;
        return new PdfString(bytes.AsMemory(0, (count + 1) / 2), true, fromFile ? start : -1, fromFile ? Position : -1);
    }

    /// <summary>Reads a literal string whose opening parenthesis stands here.</summary>
    public PdfString ReadLiteralString(bool fromFile)
    {
        var start = Position++;
        var span = data.Span;
        var bytes = new List<byte>();
        var open = 1;
        while (true)
        {
            if (Position >= span.Length || bytes.Count > limits.MaxStringBytes)
            {
                throw new PdfFormatException("literal string", start, "no end, or too long");
            }

            var b = span[Position++];
            switch (b)
            {
                case (byte)'\\':
                    ReadEscape(bytes);
                    continue;
                case (byte)'(':
                    open++;
                    break;
                case (byte)')':
                    if (--open == 0)
                    {
                        return new PdfString(bytes.ToArray(), false, fromFile ? start : -1, fromFile ? Position : -1);
                    }

                    break;
                case (byte)'\r':
                    if (Position < span.Length && span[Position] == '\n')
                    {
                        Position++;
                    }

                    b = (byte)'\n';
                    break;
            }

            bytes.Add(b);
        }
    }

    private void ReadEscape(List<byte> bytes)
    {
        var span = data.Span;
        var b = Position < span.Length ? span[Position++] : (byte)'\\';
        switch (b)
        {
            case (byte)'n': bytes.Add((byte)'\n'); break;
            case (byte)'r': bytes.Add((byte)'\r'); break;
            case (byte)'t': bytes.Add((byte)'\t'); break;
            case (byte)'b': bytes.Add((byte)'\b'); break;
            case (byte)'f': bytes.Add((byte)'\f'); break;
            case (byte)'\n': break;
            case (byte)'\r':
                Position += Position < span.Length && span[Position] == '\n' ? 1 : 0;
                break;
            case >= (byte)'0' and <= (byte)'7':
                var value = b - '0';
                for (var i = 0; i < 2 && Position < span.Length && span[Position] is >= (byte)'0' and <= (byte)'7'; i++)
                {
                    value = (value * 8) + (span[Position++] - '0');
                }

                bytes.Add((byte)value);
                break;
            default: bytes.Add(b); break;
        }
    }

    public static int Hex(int b) => b switch
    {
        >= '0' and <= '9' => b - '0',
        >= 'A' and <= 'F' => b - 'A' + 10,
        >= 'a' and <= 'f' => b - 'a' + 10,
        _ => -1,
    };
}
