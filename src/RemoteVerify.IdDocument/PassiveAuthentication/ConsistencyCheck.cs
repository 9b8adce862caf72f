// ICAO Doc 9303-11 clause 5.1 step 5 (issuer and document), Doc 9303-3 clause 4 (MRZ), and the Vietnamese rules.
using RemoteVerify.IdDocument.Mrz;
using RemoteVerify.IdDocument.Vietnam;
using RemoteVerify.Pki.Certificates;
using static RemoteVerify.IdDocument.PassiveAuthentication.FindingCategory;
using static RemoteVerify.IdDocument.PassiveAuthentication.FindingSeverity;

namespace RemoteVerify.IdDocument.PassiveAuthentication;

/// <summary>Do the files agree with each other, with their signer and with the calendar?</summary>
internal static class ConsistencyCheck
{
    public static void Run(ReadDataGroups groups, SodCheckResult sod, ChipPolicy policy, DateOnly today, FindingList findings)
    {
        if (groups.Com is { } com && sod.SecurityObject is { } securityObject && !com.DataGroups.Order().SequenceEqual(securityObject.DataGroups))
        {
            findings.Add(FindingCode.ComDisagrees, Consistency, Information, "ICAO 9303-10 4.6.1", "EF.COM and EF.SOD list different data groups; EF.SOD counts");
        }

        if (groups.Dg1?.Mrz is not { } mrz)
        {
            return;
        }

        if (!mrz.AllChecksPass)
        {
            string fields = string.Join(", ", mrz.Checks.Where(check => !check.Ok).Select(check => check.Field).Distinct());
            findings.Add(FindingCode.MrzCheckDigit, Consistency, Warning, "ICAO 9303-3 4.9", $"check digits of DG1 are wrong: {fields}", 1);
        }

        CheckExpiry(mrz, policy, today, findings);
        CheckCountry(mrz, sod.DocumentSigner, findings);
        CheckVietnam(mrz, groups.Dg13, today, findings);
    }

    private static void CheckExpiry(MachineReadableZone mrz, ChipPolicy policy, DateOnly today, FindingList findings)
    {
        if (!VietnameseCardMrz.NeverExpires(mrz) && mrz.ExpiryDate.ResolveExpiry(today) is { } expiry && expiry < today)
        {
            findings.Add(FindingCode.DocumentExpired, Consistency, policy.ExpiredDocument, "ICAO 9303-3 4.8", "the document has expired", 1);
        }
    }

    private static void CheckCountry(MachineReadableZone mrz, Certificate? signer, FindingList findings)
    {
        if (signer is null)
        {
            return;
        }

        string? document = CountryCodes.ToTwoLetters(mrz.IssuingState);
        if (document is null || signer.Subject.Country is not { } country)
        {
            findings.Add(FindingCode.CountryUnknown, Trust, Warning, "ICAO 9303-12 7.1", "the countries of document and signer can't be compared");
        }
        else if (!string.Equals(country, document, StringComparison.OrdinalIgnoreCase))
        {
            findings.Add(FindingCode.CountryMismatch, Trust, Reject, "ICAO 9303-12 7.1", "the document signer is of another country than the document");
        }
    }

    private static void CheckVietnam(MachineReadableZone mrz, Dg13? dg13, DateOnly today, FindingList findings)
    {
        if (VietnameseCardMrz.PersonalNumber(mrz) is { } digits && PersonalIdentificationNumber.TryParse(digits) is { } number)
        {
            DateOnly? birth = mrz.BirthDate.ResolveBirth(today);
            if (!number.RegistrationCodeAssigned || (birth is { } date && !number.AgreesWith(date)) || (mrz.Sex is 'M' or 'F' && mrz.Sex != number.Sex))
            {
                findings.Add(
                    FindingCode.PersonalNumberUnlikely, Consistency, Warning, "Decree 137/2015/ND-CP 13",
                    "the personal number does not fit birth, sex or the list of provinces", 1);
            }
        }

        string[] differ = dg13 is null ? [] : [.. CardCrossCheck.Differences(mrz, dg13, today), .. CardCrossCheck.FurtherDifferences(mrz, dg13, today)];
        if (differ.Length > 0)
        {
            findings.Add(FindingCode.Dg13Disagrees, Consistency, Warning, "DG13", $"DG1 and DG13 disagree: {string.Join(", ", differ)}", 13);
        }
    }
}
