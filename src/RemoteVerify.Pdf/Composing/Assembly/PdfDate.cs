using System.Globalization;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Composing.Assembly;

/// <summary>Dates as PDF writes them (ISO 32000-2, 7.9.4).</summary>
internal static class PdfDate
{
    public static PdfString Of(DateTimeOffset time)
    {
        string zone = time.Offset == TimeSpan.Zero ? "Z" : time.ToString("zzz", CultureInfo.InvariantCulture).Replace(':', '\'') + "'";
        return PdfString.FromText(time.ToString("'D:'yyyyMMddHHmmss", CultureInfo.InvariantCulture) + zone);
    }
}
