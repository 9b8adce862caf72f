// ICAO Doc 9303-11 clause 5.1 step 5 asks to hold the chip against the document; the QR code is the Vietnamese card's.
using RemoteVerify.IdDocument.Vietnam;
using static RemoteVerify.IdDocument.PassiveAuthentication.FindingCategory;
using static RemoteVerify.IdDocument.PassiveAuthentication.FindingSeverity;

namespace RemoteVerify.IdDocument.PassiveAuthentication;

/// <summary>Holds what is said elsewhere against the chip.</summary>
internal static class ClaimCheck
{
    public static void Run(ReadDataGroups groups, HolderClaims? claims, DateOnly today, FindingList findings)
    {
        if (groups.Dg1?.Mrz is not { } mrz)
        {
            return;
        }

        if (claims?.Qr is { } qr)
        {
            Add(FindingCode.QrDisagrees, "the QR code", CardCrossCheck.Differences(mrz, groups.Dg13, qr, today), findings);
        }

        if (claims?.Stated is { } stated)
        {
            Add(FindingCode.StatedDisagrees, "what was typed", CardCrossCheck.Differences(mrz, stated, today), findings);
        }
    }

    private static void Add(string code, string source, IReadOnlyList<string> differ, FindingList findings)
    {
        if (differ.Count > 0)
        {
            findings.Add(code, Consistency, Warning, "ICAO 9303-11 5.1", $"the chip and {source} disagree: {string.Join(", ", differ)}", 1);
        }
    }
}
