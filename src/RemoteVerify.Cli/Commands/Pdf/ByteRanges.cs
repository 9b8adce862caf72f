using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Cli.Commands.Pdf;

/// <summary>Byte ranges as signature dictionaries state them; whether they are sound is the validator's business.</summary>
internal static class ByteRanges
{
    /// <summary>The four numbers; null for an empty field or anything else than four numbers.</summary>
    public static long[]? Of(PdfRevision revision, SignatureField field)
    {
        if (field.Value is not { } value || revision.Resolve(value["ByteRange"]) is not PdfArray { Count: 4 } array)
        {
            return null;
        }

        long[] range = [.. array.Select(item => (revision.Resolve(item) as PdfInteger)?.Value ?? -1)];
        return Array.TrueForAll(range, number => number >= 0) ? range : null;
    }

    /// <summary>Where the signed bytes end; null when that is not inside the file.</summary>
    public static long? End(long[] range, long fileLength) => range[2] <= fileLength && range[3] <= fileLength - range[2] ? range[2] + range[3] : null;
}
