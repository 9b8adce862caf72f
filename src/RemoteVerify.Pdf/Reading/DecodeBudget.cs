using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Reading;

/// <summary>Counts what the structural streams of one document grow to together, so that many small bombs are one bomb.</summary>
internal sealed class DecodeBudget(PdfLimits limits)
{
    private long _left = limits.MaxDecodedTotalBytes;

    public ReadOnlyMemory<byte> Decode(PdfStream stream)
    {
        var decoded = StreamDecoder.Decode(stream, (int)Math.Min(limits.MaxDecodedStreamBytes, _left));
        _left -= decoded.Length;
        return decoded;
    }
}
