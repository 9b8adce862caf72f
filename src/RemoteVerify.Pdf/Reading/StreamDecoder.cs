using System.IO.Compression;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Reading;

/// <summary>Takes the filters off a stream (ISO 32000-2 clause 7.4): Flate and LZW with predictors, ASCIIHex, ASCII85, run length; image filters stay opaque.</summary>
public static class StreamDecoder
{
    /// <summary>
    /// The decoded bytes. <see cref="PdfFormatException"/> when a filter is not one of ours, the data are broken, or the
    /// result would exceed <paramref name="maxBytes"/>.
    /// </summary>
    public static ReadOnlyMemory<byte> Decode(PdfStream stream, int maxBytes)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var filters = ListOf(stream.Dictionary["Filter"] ?? stream.Dictionary["F"]);
        var parameters = ListOf(stream.Dictionary["DecodeParms"] ?? stream.Dictionary["DP"]);
        if (filters.Count > 8)
        {
            throw new PdfFormatException("stream", -1, "too many filters");
        }

        var data = stream.EncodedData;
        for (var i = 0; i < filters.Count; i++)
        {
            var settings = i < parameters.Count ? parameters[i] as PdfDictionary : null;
            data = (filters[i] as PdfName)?.Value switch
            {
                "FlateDecode" or "Fl" => Predictor.Undo(Inflate(data, maxBytes), settings, maxBytes),
                "ASCIIHexDecode" or "AHx" => AsciiHex(data.Span),
                "ASCII85Decode" or "A85" => OldFilters.Ascii85(data.Span, maxBytes),
                "RunLengthDecode" or "RL" => OldFilters.RunLength(data.Span, maxBytes),
                "LZWDecode" or "LZW" => Predictor.Undo(new LzwDecoder(settings?.GetInteger("EarlyChange") == 0 ? 0 : 1, maxBytes).Decode(data.Span), settings, maxBytes),
                "Crypt" => data,
                var name => throw new PdfFormatException("stream", -1, $"filter {name ?? "without name"} is not read here"),
            };
        }

        return data;
    }

    private static IReadOnlyList<PdfObject> ListOf(PdfObject? value) => value switch
    {
        null or PdfNull => [],
        PdfArray array => array,
        _ => [value],
    };

    private static ReadOnlyMemory<byte> Inflate(ReadOnlyMemory<byte> data, int maxBytes)
    {
        using var source = new MemoryStream(data.ToArray(), writable: false);
        using var inflater = new ZLibStream(source, CompressionMode.Decompress);
        using var result = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            for (int read; (read = inflater.Read(buffer)) > 0;)
            {
                if (result.Length + read > maxBytes)
                {
                    throw new PdfFormatException("Flate stream", -1, "decodes to more than the limit");
                }

                result.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            throw new PdfFormatException("Flate stream", -1, "is damaged");
        }

        return result.GetBuffer().AsMemory(0, (int)result.Length);
    }

    private static ReadOnlyMemory<byte> AsciiHex(ReadOnlySpan<byte> data)
    {
        var end = data.IndexOf((byte)'>');
        var bytes = new byte[((end < 0 ? data.Length : end) + 1) / 2];
        var count = 0;
        foreach (var b in end < 0 ? data : data[..end])
        {
            var digit = Lexer.Hex(b);
            if (digit >= 0)
            {
                bytes[count / 2] |= (byte)(count % 2 == 0 ? digit << 4 : digit);
                count++;
            }
            else if (!Lexer.IsWhiteSpace(b))
            {
                throw new PdfFormatException("ASCIIHex stream", -1, "contains something else than digits");
            }
        }

        return bytes.AsMemory(0, (count + 1) / 2);
    }
}
