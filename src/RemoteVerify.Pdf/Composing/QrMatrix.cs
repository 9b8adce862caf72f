using System.Collections;
using QRCoder;

namespace RemoteVerify.Pdf.Composing;

/// <summary>How much of a QR code may be covered or dirty and still be read.</summary>
public enum QrErrorCorrection
{
    /// <summary>About 7 %.</summary>
    Low,

    /// <summary>About 15 %.</summary>
    Medium,

    /// <summary>About 25 %.</summary>
    Quartile,

    /// <summary>About 30 %.</summary>
    High,
}

/// <summary>The modules of a QR code (ISO/IEC 18004) with the quiet zone of four modules around it.</summary>
public static class QrMatrix
{
    /// <summary>The rows from top to bottom; true is a dark module.</summary>
    /// <param name="text">What a reader finds.</param>
    /// <param name="correction">How much damage it survives.</param>
    public static IReadOnlyList<BitArray> Of(string text, QrErrorCorrection correction)
    {
        QRCodeGenerator.ECCLevel level = correction switch
        {
            QrErrorCorrection.Low => QRCodeGenerator.ECCLevel.L,
            QrErrorCorrection.Medium => QRCodeGenerator.ECCLevel.M,
            QrErrorCorrection.Quartile => QRCodeGenerator.ECCLevel.Q,
            _ => QRCodeGenerator.ECCLevel.H,
        };
        try
        {
            using QRCodeData data = QRCodeGenerator.GenerateQrCode(text, level);
            return [.. data.ModuleMatrix];
        }
        catch (QRCoder.Exceptions.DataTooLongException e)
        {
            throw new ArgumentException("The text does not fit into a QR code.", nameof(text), e);
        }
    }
}
