// ISO 32000-2 clause 7.9.4.
using System.Globalization;

namespace RemoteVerify.Pades.Validation;

/// <summary>Reads <c>D:YYYYMMDDHHmmSSOHH'mm'</c>.</summary>
internal static class PdfDate
{
    /// <summary>The time, taken as UTC when no offset is given; null when it is not a date.</summary>
    public static DateTimeOffset? Read(string? text)
    {
        var digits = text?.StartsWith("D:", StringComparison.Ordinal) == true ? text[2..] : text ?? "";
        var count = digits.TakeWhile(char.IsAsciiDigit).Count();
        if (count is not (4 or 6 or 8 or 10 or 12 or 14))
        {
            return null;
        }

        var full = digits[..count] + "00000101000000"[count..];
        if (!DateTime.TryParseExact(full, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return null;
        }

        var zone = digits[count..].Replace("'", "", StringComparison.Ordinal);
        var offset = TimeSpan.Zero;
        if (zone.Length >= 3 && zone[0] is '+' or '-' && int.TryParse(zone.AsSpan(1, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hours))
        {
            var minutes = zone.Length >= 5 && int.TryParse(zone.AsSpan(3, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var m) ? m : 0;
            offset = new TimeSpan(hours, minutes, 0) * (zone[0] == '-' ? -1 : 1);
        }

        return offset.Duration() <= TimeSpan.FromHours(14) && local.Year is > 1 and < 9999 ? new DateTimeOffset(local, offset) : null;
    }
}
