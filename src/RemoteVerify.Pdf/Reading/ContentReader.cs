// ISO 32000-2 clause 7.8.2 (content streams).
using System.Text;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Reading;

/// <summary>One operator of a content stream with the operands in front of it.</summary>
/// <param name="Name">For example <c>Tj</c>; an inline image is <c>BI</c>.</param>
/// <param name="Operands">In file order; references do not occur in content.</param>
public readonly record struct ContentOperator(string Name, IReadOnlyList<PdfObject> Operands);

/// <summary>Reads the operators of decoded page content.</summary>
public static class ContentReader
{
    private const int MaxOperands = 512;

    /// <summary>
    /// The operators in order. <see cref="PdfFormatException"/> when the content is not made of objects and operators, or
    /// has more of them than <paramref name="maxOperators"/>.
    /// </summary>
    public static IReadOnlyList<ContentOperator> Read(ReadOnlyMemory<byte> content, PdfLimits limits, int maxOperators = 200_000)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var lexer = new Lexer(content, limits);
        var parser = new ObjectParser(lexer, fromFile: false);
        var found = new List<ContentOperator>();
        var operands = new List<PdfObject>();
        for (lexer.SkipWhiteSpace(); lexer.Peek() >= 0; lexer.SkipWhiteSpace())
        {
            if (IsOperator(lexer))
            {
                var name = Encoding.Latin1.GetString(lexer.ReadRegular("operator"));
                if (name == "BI")
                {
                    SkipInlineImage(lexer);
                }

                found.Add(new ContentOperator(name, [.. operands]));
                operands.Clear();
            }
            else
            {
                operands.Add(parser.ReadObject());
            }

            if (found.Count > maxOperators || operands.Count > MaxOperands)
            {
                throw lexer.Broken("content stream", "more operators or operands than are read");
            }
        }

        return found;
    }

    private static bool IsOperator(Lexer lexer)
    {
        var rest = lexer.Span[lexer.Position..];
        return rest[0] is (byte)'\'' or (byte)'"' or (>= (byte)'A' and <= (byte)'Z')
            || (rest[0] is >= (byte)'a' and <= (byte)'z' && !StartsWithWord(rest, "true"u8) && !StartsWithWord(rest, "false"u8) && !StartsWithWord(rest, "null"u8));
    }

    private static bool StartsWithWord(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> word) =>
        rest.StartsWith(word) && (rest.Length == word.Length || !Lexer.IsRegular(rest[word.Length]));

    private static void SkipInlineImage(Lexer lexer)
    {
        var rest = lexer.Span[lexer.Position..];
        for (var from = 0; ;)
        {
            var end = rest[from..].IndexOf("EI"u8);
            if (end < 0)
            {
                throw lexer.Broken("inline image", "has no end");
            }

            from += end + 2;
            if (Lexer.IsWhiteSpace(rest[from - 3]) && (from == rest.Length || !Lexer.IsRegular(rest[from])))
            {
                lexer.Position += from;
                return;
            }
        }
    }
}
