// Decree 30/2020/ND-CP annex I, part II, point 4: days below 10 and the months 1 and 2 are written with a zero in front.
using System.Globalization;

namespace RemoteVerify.Cases.Papers;

/// <summary>Days and times of Vietnam as papers write them.</summary>
public static class VietnameseDate
{
    private static readonly string[] Digits = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

    /// <summary>The day of the month, with a zero below 10.</summary>
    public static string DayNumber(DateOnly day) => day.Day.ToString("00", CultureInfo.InvariantCulture);

    /// <summary>The month, with a zero for January and February.</summary>
    public static string MonthNumber(DateOnly day) => day.Month.ToString(day.Month <= 2 ? "00" : "0", CultureInfo.InvariantCulture);

    /// <summary><c>dd/MM/yyyy</c>.</summary>
    public static string Short(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>HH giờ mm phút, ngày dd/MM/yyyy</c> in Vietnam time.</summary>
    public static string Moment(DateTimeOffset at)
    {
        DateTimeOffset local = at.ToOffset(TimeSpan.FromHours(7));
        return string.Create(CultureInfo.InvariantCulture, $"{local.Hour:00} giờ {local.Minute:00} phút, ngày {local:dd/MM/yyyy}");
    }

    /// <summary>Day, month and year in words (bằng chữ).</summary>
    public static string InWords(DateOnly day) => $"ngày {Words(day.Day)} tháng {MonthInWords(day.Month)} năm {Words(day.Year)}";

    /// <summary>A number from 0 to 9999 in words.</summary>
    public static string Words(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 9999);
        if (number < 100)
        {
            return Tens(number);
        }

        var parts = new List<string>();
        if (number >= 1000)
        {
            parts.Add($"{Digits[number / 1000]} nghìn");
        }

        int rest = number % 1000;
        if (rest > 0)
        {
            parts.Add($"{Digits[rest / 100]} trăm");
            int last = rest % 100;
            if (last is > 0 and < 10)
            {
                parts.Add($"linh {Digits[last]}");
            }
            else if (last > 0)
            {
                parts.Add(Tens(last));
            }
        }

        return string.Join(' ', parts);
    }

    /// <summary>The fourth month is called tư.</summary>
    private static string MonthInWords(int month) => month == 4 ? "tư" : Words(month);

    private static string Tens(int number)
    {
        (int tens, int ones) = (number / 10, number % 10);
        string last = (tens, ones) switch
        {
            (_, 0) => "",
            ( > 1, 1) => "mốt",
            ( > 0, 5) => "lăm",
            _ => Digits[ones],
        };
        return tens switch
        {
            0 => Digits[ones],
            1 => ones == 0 ? "mười" : $"mười {last}",
            _ => ones == 0 ? $"{Digits[tens]} mươi" : $"{Digits[tens]} mươi {last}",
        };
    }
}
