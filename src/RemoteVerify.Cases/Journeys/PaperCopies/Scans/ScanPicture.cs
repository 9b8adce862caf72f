// ISO 32000-2 clauses 8.6 (colour spaces) and 8.9.5 (image dictionaries).
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Cases.Journeys.PaperCopies.Scans;

/// <summary>A picture of a page as it really is, which its dictionary may state wrongly.</summary>
/// <param name="WidthPixels">Of the coded data.</param>
/// <param name="HeightPixels">Of the coded data.</param>
/// <param name="IsColour">Three colours or more.</param>
/// <param name="IsMask">A stencil: paints one colour through its dots.</param>
/// <param name="IsOpaque">Hides what is under it everywhere.</param>
/// <param name="Fault">What is wrong with its data, or null.</param>
/// <param name="Sha256">Of the bytes as stored, or of the picture file in them.</param>
internal sealed record ScanPicture(
    int WidthPixels, int HeightPixels, bool IsColour, bool IsMask, bool IsOpaque, string? Fault, Sha256Digest Sha256)
{
    private const int LongestSide = 32_768;

    /// <summary>Judges one picture of a document.</summary>
    public static ScanPicture Of(PdfRevision revision, PdfStream stream, ScanBudget budget)
    {
        PdfDictionary dictionary = stream.Dictionary;
        var said = (Width: Whole(revision, dictionary, "Width"), Height: Whole(revision, dictionary, "Height"));
        bool isMask = revision.Get<PdfBoolean>(dictionary, "ImageMask")?.Value == true;
        bool isOpaque = !isMask && revision.Resolve(dictionary["SMask"]) is PdfNull && revision.Resolve(dictionary["Mask"]) is PdfNull;
        Sha256Digest hash = Sha256Digest.Of(stream.EncodedData.Span);
        var none = new ScanPicture(said.Width, said.Height, false, isMask, isOpaque, null, hash);
        if (said.Width is < 1 or > LongestSide || said.Height is < 1 or > LongestSide)
        {
            return none with { Fault = "size" };
        }

        try
        {
            return Coded(revision, stream, none, budget);
        }
        catch (PdfFormatException)
        {
            return none with { Fault = "data" };
        }
    }

    private static ScanPicture Coded(PdfRevision revision, PdfStream stream, ScanPicture said, ScanBudget budget)
    {
        List<string> filters = [.. ListOf(revision, stream.Dictionary["Filter"]).Select(f => (f as PdfName)?.Value ?? "")];
        List<PdfObject> parameters = ListOf(revision, stream.Dictionary["DecodeParms"]);
        string last = filters.LastOrDefault() ?? "";
        PictureColour? colour = PictureColour.Of(revision, revision.Resolve(stream.Dictionary["ColorSpace"]));
        switch (last)
        {
            case "DCTDecode" or "DCT":
                return FromHeader(said, PictureHeader.OfJpeg(Outer(stream, filters, parameters, budget).Span), colour);
            case "JPXDecode":
                return FromHeader(said, PictureHeader.OfJpeg2000(Outer(stream, filters, parameters, budget).Span), colour);
            case "CCITTFaxDecode" or "CCF" or "JBIG2Decode":
                return said;
        }

        int bits = Whole(revision, stream.Dictionary, "BitsPerComponent") is var stated and > 0 ? stated : 1;
        int components = said.IsMask ? 1 : colour?.Components ?? 0;
        long expected = (((long)said.WidthPixels * components * bits) + 7) / 8 * said.HeightPixels;
        if (components == 0 || bits is not (1 or 2 or 4 or 8 or 16))
        {
            return said with { Fault = "colour-space" };
        }

        long decoded = Unpacked(stream, filters, parameters, budget.Take(expected)).Length;
        return said with { IsColour = colour is { IsColour: true } && bits >= 4, Fault = decoded < expected ? "data" : null };
    }

    private static ScanPicture FromHeader(ScanPicture said, PictureHeader? header, PictureColour? colour) => header is null
        ? said with { Fault = "data" }
        : said with
        {
            // What the file says of itself and what is coded must agree, or readers show different things.
            Fault = header.WidthPixels != said.WidthPixels || header.HeightPixels != said.HeightPixels ? "size-differs" : null,
            IsColour = header.Components >= 3 && colour is null or { IsColour: true },
            WidthPixels = header.WidthPixels,
            HeightPixels = header.HeightPixels,
        };

    /// <summary>The data with every filter taken off but the last.</summary>
    private static ReadOnlyMemory<byte> Outer(PdfStream stream, List<string> filters, List<PdfObject> parameters, ScanBudget budget) => filters.Count == 1
        ? stream.EncodedData
        : Unpacked(stream, filters[..^1], parameters, budget.Take(stream.EncodedData.Length * 4L));

    private static ReadOnlyMemory<byte> Unpacked(PdfStream stream, List<string> filters, List<PdfObject> parameters, int mostBytes)
    {
        PdfDictionary plain = new PdfDictionary(
            ("Filter", new PdfArray(filters.Select(PdfObject (f) => new PdfName(f)))),
            ("DecodeParms", new PdfArray(filters.Select((_, at) => at < parameters.Count ? parameters[at] : PdfNull.Instance))));
        return StreamDecoder.Decode(new PdfStream(plain, stream.EncodedData), mostBytes);
    }

    private static List<PdfObject> ListOf(PdfRevision revision, PdfObject? value) => revision.Resolve(value) switch
    {
        PdfNull => [],
        PdfArray array => [.. array.Select(revision.Resolve)],
        var single => [single],
    };

    private static int Whole(PdfRevision revision, PdfDictionary dictionary, string key) =>
        revision.Get<PdfInteger>(dictionary, key)?.Value is { } value and >= 0 and <= int.MaxValue ? (int)value : 0;
}

/// <summary>How many decoded bytes one inspection may ask for.</summary>
internal sealed class ScanBudget
{
    private const long Most = 2L << 30;
    private const int Slack = 4096;

    private long _left = Most;

    /// <summary>The limit for a picture of this many bytes.</summary>
    /// <exception cref="PdfFormatException">The budget is spent.</exception>
    public int Take(long bytes)
    {
        _left -= bytes;
        return _left >= 0 && bytes < int.MaxValue - Slack ? (int)bytes + Slack : throw new PdfFormatException("scan", -1, "its pictures are larger than is read");
    }
}

/// <summary>What a colour space is to a picture.</summary>
/// <param name="Components">Numbers for each dot.</param>
/// <param name="IsColour">Not only shades of one colour.</param>
internal sealed record PictureColour(int Components, bool IsColour)
{
    private const int MostSteps = 4;

    public static PictureColour? Of(PdfRevision revision, PdfObject space, int steps = 0)
    {
        if (space is PdfName name)
        {
            return name.Value switch
            {
                "DeviceRGB" or "RGB" or "CalRGB" => new PictureColour(3, true),
                "DeviceCMYK" or "CMYK" => new PictureColour(4, true),
                "DeviceGray" or "G" or "CalGray" => new PictureColour(1, false),
                _ => null,
            };
        }

        if (space is not PdfArray { Count: >= 2 } array || steps > MostSteps)
        {
            return space is PdfArray { Count: 1 } alone ? Of(revision, revision.Resolve(alone[0]), steps + 1) : null;
        }

        PdfObject second = revision.Resolve(array[1]);
        switch ((revision.Resolve(array[0]) as PdfName)?.Value)
        {
            case "ICCBased" when second is PdfStream profile && revision.Get<PdfInteger>(profile.Dictionary, "N")?.Value is { } count and >= 1 and <= 4:
                return new PictureColour((int)count, count >= 3);
            case "CalRGB" or "Lab":
                return new PictureColour(3, true);
            case "CalGray" or "Separation":
                return new PictureColour(1, false);
            case "DeviceN" when second is PdfArray { Count: <= 32 } colourants:
                return new PictureColour(colourants.Count, colourants.Count >= 3);
            case "Indexed" or "I":
                return Of(revision, second, steps + 1) is { } based ? new PictureColour(1, based.IsColour) : null;
            default:
                return null;
        }
    }
}
