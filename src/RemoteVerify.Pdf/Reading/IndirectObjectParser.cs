using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Reading;

/// <summary>An indirect object as it lies in the file.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Generation">Its generation.</param>
/// <param name="Value">The object, strings and stream still encrypted.</param>
/// <param name="End">Offset after <c>endobj</c>.</param>
internal readonly record struct IndirectObject(int Number, int Generation, PdfObject Value, int End);

/// <summary>Reads <c>n g obj ... endobj</c> (ISO 32000-2 clause 7.3.10), streams included (7.3.8).</summary>
internal static class IndirectObjectParser
{
    /// <summary>Reads the object at <paramref name="offset"/>; <paramref name="resolveLength"/> answers an indirect /Length.</summary>
    public static IndirectObject Read(ReadOnlyMemory<byte> data, PdfLimits limits, long offset, Func<PdfReference, long?> resolveLength)
    {
        if (offset < 0 || offset >= data.Length)
        {
            throw new PdfFormatException("indirect object", offset, "offset outside the revision");
        }

        var lexer = new Lexer(data, limits, (int)offset);
        if (!lexer.TryUnsigned(out var number) || number is 0 or > int.MaxValue || !lexer.TryUnsigned(out var generation)
            || generation > 65535 || !lexer.TryKeyword("obj"u8))
        {
            throw new PdfFormatException("indirect object", offset, "no object starts here");
        }

        if (lexer.TryKeyword("endobj"u8))
        {
            // ISO 32000-2 clause 7.3.10: an indirect object without a value is null.
            return new IndirectObject((int)number, (int)generation, PdfNull.Instance, lexer.Position);
        }

        var value = new ObjectParser(lexer, fromFile: true).ReadObject();
        if (value is PdfDictionary dictionary && lexer.TryKeyword("stream"u8))
        {
            value = ReadStream(lexer, dictionary, resolveLength);
        }

        if (!lexer.TryKeyword("endobj"u8))
        {
            throw lexer.Broken("indirect object", "endobj is missing");
        }

        return new IndirectObject((int)number, (int)generation, value, lexer.Position);
    }

    private static PdfStream ReadStream(Lexer lexer, PdfDictionary dictionary, Func<PdfReference, long?> resolveLength)
    {
        if (lexer.Peek() == '\r')
        {
            lexer.Position++;
        }

        if (lexer.Peek() == '\n')
        {
            lexer.Position++;
        }

        var length = dictionary["Length"] switch
        {
            PdfInteger i => i.Value,
            PdfReference r => resolveLength(r),
            _ => null,
        };
        if (length is not { } bytes || bytes < 0 || bytes > lexer.Length - lexer.Position)
        {
            throw lexer.Broken("stream", "/Length is missing or reaches outside the file");
        }

        var content = lexer.Slice(lexer.Position, (int)bytes);
        lexer.Position += (int)bytes;
        return lexer.TryKeyword("endstream"u8)
            ? new PdfStream(dictionary, content)
            : throw lexer.Broken("stream", "endstream does not stand where /Length says");
    }
}
