using System.Globalization;
using System.Text.Json.Nodes;
using RemoteVerify.IdDocument.Conformance;
using RemoteVerify.IdDocument.PassiveAuthentication;

namespace RemoteVerify.IdDocument;

/// <summary>The report as the command line and the interface print it (<c>chip verify --json</c>).</summary>
public static class ChipReportJson
{
    /// <param name="withHolder">False leaves out holder and portrait size, for logs and lists.</param>
    public static JsonObject Write(ChipReport report, bool withHolder)
    {
        ArgumentNullException.ThrowIfNull(report);
        JsonObject json = new()
        {
            ["verdict"] = Facts.Word(report.Verdict),
            ["findings"] = new JsonArray([.. report.Findings.Select(Write)]),
            ["passiveAuthentication"] = report.PassiveAuthentication switch
            {
                PassiveAuthenticationState.Genuine => "GENUINE",
                PassiveAuthenticationState.NotGenuine => "NOT_GENUINE",
                _ => "UNDETERMINED",
            },
            ["reasons"] = Facts.Array(report.Reasons),
            ["trust"] = Facts.Word(report.Trust),
            ["revocation"] = Facts.Word(report.Revocation),
            ["activeAuthentication"] = Word(report.ActiveAuthentication),
            ["chipAuthentication"] = Word(report.ChipAuthentication),
            ["cloneProtection"] = Facts.Array(report.CloneProtection),
            ["dataGroups"] = new JsonObject([.. report.DataGroups.Select(entry =>
                KeyValuePair.Create($"DG{entry.Key.ToString(CultureInfo.InvariantCulture)}", (JsonNode?)Word(entry.Value)))]),
            ["documentSigner"] = report.DocumentSigner?.Subject.ToString(),
            ["countrySigner"] = report.CountrySigner?.Subject.ToString(),
        };
        if (withHolder)
        {
            json["holder"] = Write(report.Holder);
            json["portrait"] = report.Portrait is not { } portrait ? null : new JsonObject
            {
                ["format"] = portrait.Format,
                ["width"] = portrait.WidthPixels,
                ["height"] = portrait.HeightPixels,
            };
        }

        return json;
    }

    private static JsonObject Write(Finding finding) => new()
    {
        ["code"] = finding.Code,
        ["category"] = finding.Category.ToString().ToLowerInvariant(),
        ["severity"] = finding.Severity.ToString().ToLowerInvariant(),
        ["clause"] = finding.Clause,
        ["message"] = finding.Message,
        ["dataGroup"] = finding.DataGroup,
    };

    private static JsonObject? Write(Holder? holder) => holder is null ? null : new JsonObject
    {
        ["documentNumber"] = holder.DocumentNumber,
        ["personalNumber"] = holder.PersonalNumber,
        ["fullName"] = holder.FullName,
        ["birthDate"] = Facts.Iso(holder.BirthDate),
        ["sex"] = holder.Sex.ToString(),
        ["nationality"] = holder.Nationality,
        ["issuingState"] = holder.IssuingState,
        ["expiryDate"] = Facts.Iso(holder.ExpiryDate),
        ["issuedDate"] = Facts.Iso(holder.IssuedDate),
        ["placeOfOrigin"] = holder.PlaceOfOrigin,
        ["residence"] = holder.Residence,
    };

    private static string Word(DataGroupState state) => state switch
    {
        DataGroupState.Ok => "OK",
        DataGroupState.HashMismatch => "HASH_MISMATCH",
        DataGroupState.NotListed => "NOT_LISTED",
        _ => "NOT_PRESENT",
    };

    private static string Word(ProofState state) => state switch
    {
        ProofState.Valid => "VALID",
        ProofState.Invalid => "INVALID",
        ProofState.NotDone => "NOT_DONE",
        _ => "NOT_OFFERED",
    };
}
