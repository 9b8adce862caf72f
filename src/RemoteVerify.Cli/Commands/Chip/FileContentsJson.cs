using System.Globalization;
using System.Text.Json.Nodes;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.IdDocument.Mrz;
using RemoteVerify.IdDocument.PassiveAuthentication;
using RemoteVerify.IdDocument.Vietnam;

namespace RemoteVerify.Cli.Commands.Chip;

/// <summary>The files of a chip as <c>chip show --json</c> prints them. Pixels are never among them.</summary>
internal static class FileContentsJson
{
    public static JsonArray Write(IEnumerable<FileContents> files) => new([.. files.Select(Write)]);

    private static JsonObject Write(FileContents file) => new()
    {
        ["file"] = file.Name,
        ["bytes"] = file.Bytes,
        ["problem"] = file.Problem,
        ["reason"] = file.Reason,
        ["content"] = file.Value switch
        {
            EfCom com => new JsonObject { ["ldsVersion"] = com.LdsVersion, ["unicodeVersion"] = com.UnicodeVersion, ["dataGroups"] = Numbers(com.DataGroups) },
            SecurityObject sod => new JsonObject
            {
                ["version"] = sod.Version, ["hashAlgorithm"] = sod.HashAlgorithmOid, ["ldsVersion"] = sod.LdsVersion, ["unicodeVersion"] = sod.UnicodeVersion,
                ["dataGroups"] = Numbers(sod.DataGroups),
            },
            Dg1 dg1 => Write(dg1.Mrz),
            Dg2 dg2 => new JsonObject { ["images"] = new JsonArray([.. dg2.Records.SelectMany(Images)]) },
            Dg11 dg11 => Write(dg11),
            Dg12 dg12 => new JsonObject
            {
                ["issuingAuthority"] = dg12.IssuingAuthority, ["issued"] = Iso(dg12.Issued), ["endorsements"] = dg12.Endorsements,
                ["taxOrExitRequirements"] = dg12.TaxOrExitRequirements, ["personalisationSystem"] = dg12.PersonalisationSystem,
            },
            Dg13 dg13 => Write(dg13),
            Dg14 dg14 => Write(dg14),
            Dg15 dg15 => new JsonObject { ["algorithm"] = dg15.AlgorithmOid, ["keyBytes"] = dg15.SubjectPublicKeyInfo.Length },
            Dg16 dg16 => new JsonObject
            {
                ["persons"] = new JsonArray([.. dg16.Persons.Select(person => new JsonObject
                {
                    ["recorded"] = Iso(person.Recorded), ["name"] = person.Name, ["telephone"] = person.Telephone, ["address"] = person.Address,
                })]),
            },
            _ => null,
        },
    };

    private static IEnumerable<JsonObject> Images(FaceRecord record) => record.Images.Select(image => new JsonObject
    {
        ["encoding"] = record.Encoding, ["format"] = image.Format, ["width"] = image.WidthPixels, ["height"] = image.HeightPixels, ["bytes"] = image.Bytes.Length,
    });

    private static JsonObject Write(MachineReadableZone zone) => new()
    {
        ["format"] = zone.Format.ToString().ToUpperInvariant(), ["documentCode"] = zone.DocumentCode, ["issuingState"] = zone.IssuingState,
        ["documentNumber"] = zone.DocumentNumber, ["surname"] = zone.Surname, ["givenNames"] = zone.GivenNames, ["nationality"] = zone.Nationality,
        ["birthDate"] = zone.BirthDate.Text, ["sex"] = zone.Sex.ToString(), ["expiryDate"] = zone.ExpiryDate.Text, ["optionalData"] = zone.OptionalData,
        ["optionalData2"] = zone.OptionalData2,
        ["checks"] = new JsonArray([.. zone.Checks.Select(check => new JsonObject { ["field"] = check.Field, ["ok"] = check.Ok })]),
    };

    private static JsonObject Write(Dg11 details) => new()
    {
        ["fullName"] = details.FullName, ["otherNames"] = Texts(details.OtherNames), ["personalNumber"] = details.PersonalNumber,
        ["birthDate"] = Iso(details.BirthDate), ["placeOfBirth"] = details.PlaceOfBirth, ["address"] = details.Address, ["telephone"] = details.Telephone,
        ["profession"] = details.Profession, ["title"] = details.Title, ["personalSummary"] = details.PersonalSummary, ["custody"] = details.Custody,
    };

    /// <summary>Known fields by name, those that nobody knows by number.</summary>
    private static JsonObject Write(Dg13 citizen) => new()
    {
        ["personalNumber"] = citizen.PersonalNumber, ["fullName"] = citizen.FullName, ["birthDate"] = Iso(citizen.BirthDate), ["sex"] = citizen.Sex?.ToString(),
        ["nationality"] = citizen.Nationality, ["ethnicity"] = citizen.Ethnicity, ["religion"] = citizen.Religion, ["placeOfOrigin"] = citizen.PlaceOfOrigin,
        ["residence"] = citizen.Residence, ["identifyingMarks"] = citizen.IdentifyingMarks, ["issued"] = Iso(citizen.Issued), ["expires"] = Iso(citizen.Expires),
        ["parents"] = Texts(citizen.Parents), ["spouses"] = Texts(citizen.Spouses), ["oldNumber"] = citizen.OldNumber,
        ["texts"] = new JsonObject([.. citizen.Texts.Select(text => KeyValuePair.Create(text.Key.ToString(CultureInfo.InvariantCulture), (JsonNode?)text.Value))]),
    };

    private static JsonObject Write(Dg14 infos) => new()
    {
        ["chipAuthentication"] = Texts(infos.ChipAuthentication.Select(info => info.Protocol)), ["chipAuthenticationKeys"] = infos.ChipAuthenticationKeys.Count,
        ["activeAuthentication"] = infos.ActiveAuthentication?.SignatureAlgorithm, ["pace"] = Texts(infos.Pace), ["otherProtocols"] = Texts(infos.OtherProtocols),
    };

    private static string? Iso(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonArray Texts(IEnumerable<string> values) => new([.. values.Select(value => (JsonNode)JsonValue.Create(value))]);

    private static JsonArray Numbers(IEnumerable<int> values) => new([.. values.Select(value => (JsonNode)JsonValue.Create(value))]);
}
