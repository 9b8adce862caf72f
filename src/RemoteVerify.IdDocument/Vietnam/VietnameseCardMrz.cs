// Vietnamese identity card (CCCD, can cuoc), TD1. Rule observed on published cards, not published by the issuer:
// line 1 = IDVNM, last nine of the twelve digits, check digit, all twelve digits, two fillers, check digit over the twelve.
using RemoteVerify.IdDocument.Mrz;

namespace RemoteVerify.IdDocument.Vietnam;

/// <summary>The national rules of the Vietnamese card on top of TD1.</summary>
public static class VietnameseCardMrz
{
    /// <summary>What stands at each of the ninety places, for who reads a picture of it: <c>9</c> a digit, <c>A</c> a letter or filler.</summary>
    public const string Places = "AAAAA9999999999999999999999AA9" + "9999999A9999999AAAAAAAAAAAAAA9" + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    /// <summary>True for a Vietnamese identity card (not a passport).</summary>
    public static bool IsVietnameseCard(MachineReadableZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return zone.Format == MrzFormat.Td1 && zone.IssuingState == "VNM" && zone.DocumentCode.StartsWith('I');
    }

    /// <summary>The 12-digit personal number of a Vietnamese card; null for other documents and for cards that carry none.</summary>
    public static string? PersonalNumber(MachineReadableZone zone)
    {
        if (!IsVietnameseCard(zone))
        {
            return null;
        }

        string digits = zone.Text[15..27];
        return digits.All(char.IsAsciiDigit) ? digits : null;
    }

    /// <summary>True when the card says that it does not expire (expiry 991231).</summary>
    public static bool NeverExpires(MachineReadableZone zone) => IsVietnameseCard(zone) && zone.ExpiryDate.Text == "991231";

    /// <summary>Adds the national checks to a card's list; other documents pass through.</summary>
    internal static MachineReadableZone AddChecks(MachineReadableZone zone)
    {
        if (PersonalNumber(zone) is not { } number)
        {
            return zone;
        }

        List<MrzCheck> checks =
        [
            .. zone.Checks,
            new("optional-data", CheckDigit.Compute(number) == zone.Text[29]),
            new("personal-number", zone.DocumentNumber == number[3..]),
        ];
        return zone with { Checks = checks.AsReadOnly() };
    }
}
