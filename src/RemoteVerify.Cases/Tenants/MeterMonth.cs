using System.Globalization;
using System.Text.RegularExpressions;

namespace RemoteVerify.Cases.Tenants;

/// <summary>A month of Vietnam's calendar, in which acts are counted.</summary>
/// <param name="Value">Year times 100 plus month: 202611.</param>
public readonly partial record struct MeterMonth(int Value)
{
    public static MeterMonth Of(DateTimeOffset at)
    {
        DateOnly day = VietnamTime.Day(at);
        return new MeterMonth((day.Year * 100) + day.Month);
    }

    /// <summary>Reads <c>YYYY-MM</c>.</summary>
    public static bool TryParse(string? text, out MeterMonth month)
    {
        bool isMonth = text is not null && Form().IsMatch(text);
        month = isMonth ? new MeterMonth(int.Parse(text!.Remove(4, 1), CultureInfo.InvariantCulture)) : default;
        return isMonth;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value / 100:0000}-{Value % 100:00}");

    [GeneratedRegex("^20[0-9]{2}-(0[1-9]|1[0-2])\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
