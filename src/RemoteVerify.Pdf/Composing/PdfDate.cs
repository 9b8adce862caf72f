using System.Globalization;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Composing;

/// <summary>Dates as PDF writes them (ISO 32000-2, 7.9.4).</summary>
public static class PdfDate
{
    /// <summary>The date with its distance from UTC.</summary>
    public static PdfString Of(DateTimeOffset time)
    {
        string zone = time.Offset == TimeSpan.Zero ? "Z" : time.ToString("zzz", CultureInfo.InvariantCulture).Replace(':', '\'') + "'";
        return PdfString.FromText(time.ToString("'D:'yyyyMMddHHmmss", CultureInfo.InvariantCulture) + zone);
    }
}
