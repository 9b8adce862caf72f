using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf;

/// <summary>The file, or what an update would make of it, is longer than <see cref="PdfLimits.MaxFileBytes"/>: offsets in memory have 32 bits.</summary>
public sealed class PdfTooLargeException(long length)
    : PdfFormatException("file", -1, $"{length} bytes are more than the {PdfLimits.MaxFileBytes} that are handled")
{
    /// <summary>Throws when a file of this length is too large.</summary>
    public static void ThrowIfLonger(long length)
    {
        if (length > PdfLimits.MaxFileBytes)
        {
            throw new PdfTooLargeException(length);
        }
    }
}
