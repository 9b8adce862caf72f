using System.Globalization;

namespace RemoteVerify.IdDocument.Vietnam;

/// <summary>Dates as Vietnamese cards write them.</summary>
internal static class VietnameseDate
{
    public static DateOnly? FromDigits(string text) =>
        DateOnly.TryParseExact(text, "ddMMyyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date : null;

    public static DateOnly? FromSlashes(string text) =>
        DateOnly.TryParseExact(text, "dd/MM/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date : null;
}
