using RemoteVerify.IdDocument;

namespace RemoteVerify.Cli.Commands.Chip;

/// <summary>The JSON of <c>chip verify</c>; members are only ever added.</summary>
internal static class ChipJson
{
    public static object Of(ChipReport report) => new
    {
        verdict = WireNames.Kebab(report.Verdict),
        findings = report.Findings.Select(finding => new { code = finding.Code, severity = WireNames.Kebab(finding.Severity), clause = finding.Clause, message = finding.Message }),
        passiveAuthentication = WireNames.Upper(report.PassiveAuthentication),
        reasons = report.Reasons,
        trust = WireNames.Kebab(report.Trust),
        revocation = WireNames.Kebab(report.Revocation),
        activeAuthentication = WireNames.Kebab(report.ActiveAuthentication),
        chipAuthentication = WireNames.Kebab(report.ChipAuthentication),
        dataGroups = report.DataGroups.ToDictionary(group => $"DG{group.Key}", group => WireNames.Upper(group.Value)),
        documentSigner = report.DocumentSigner?.Subject.ToString(),
        countrySigner = report.CountrySigner?.Subject.ToString(),
        holder = report.Holder is not { } holder ? null : new
        {
            documentNumber = holder.DocumentNumber,
            personalNumber = holder.PersonalNumber,
            fullName = holder.FullName,
            surname = holder.MrzSurname,
            givenNames = holder.MrzGivenNames,
            birthDate = holder.BirthDate,
            sex = holder.Sex.ToString(),
            nationality = holder.Nationality,
            issuingState = holder.IssuingState,
            expiryDate = holder.ExpiryDate,
        },
        portrait = report.Portrait is not { } portrait ? null : new { format = portrait.Format, width = portrait.WidthPixels, height = portrait.HeightPixels },
    };
}
