using System.Text.Json.Nodes;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.Reading;

namespace RemoteVerify.Cases.Tests.Procedures.Reading;

public sealed class ProcedureChecksTests
{
    /// <summary>One change each; the shape still holds, and the named rule notices it at the named place.</summary>
    public static TheoryData<string, string, string, string, string> Changes => new()
    {
        { "dates.reversed", "/effectiveUntil", "marital-certificate", "/effectiveUntil", "\"2025-12-31\"" },
        { "dates.pilot", "/notarised/homeParticipation/until", "notarised-contract", "/notarised/homeParticipation", "{\"decision\":\"QĐ 1/2026\",\"area\":\"Hà Nội\",\"until\":\"2025-01-01\"}" },
        { "review.test", "/isTest", "marital-certificate", "/isTest", "false" },
        { "assurance.unreachable", "/portraits", "marital-certificate", "/portraits", "[{\"source\":\"PopulationDatabase\",\"assurance\":2}]" },
        { "presence.no-visit", "/steps", "marital-certificate", "/presence", "\"AtOffice\"" },
        { "presence.visit", "/presence", "certified-copy-paper", "/presence", "\"RemoteVerified\"" },
        { "numbering.format", "/numbering/format", "certified-copy-paper", "/numbering/format", "\"quyển số {book}\"" },
        { "numbering.format", "/numbering/format", "certified-copy-paper", "/numbering/format", "\"{number} {tome}\"" },
        { "numbering.format", "/numbering/format", "certified-copy-paper", "/numbering/format", "\"{number}/{number}\"" },
        { "time.same-day", "/timeLimit/cutOff", "certified-copy-paper", "/timeLimit/cutOff", "null" },
        { "list.twice", "/papers/1/id", "certified-copy-paper", "/papers/1/id", "\"original\"" },
        { "list.twice", "/form/0/choices/1/id", "notarised-contract", "/form/0/choices/1/id", "\"sale\"" },
        { "slot.role", "/slots/0/role", "certified-copy-paper", "/slots/0/role", "\"Party\"" },
        { "slot.order", "/slots/1/order", "certified-copy-paper", "/slots/1/order", "1" },
        { "slot.gap", "/slots", "certified-copy-paper", "/slots/1/order", "3" },
        { "slot.group", "/slots/0/group", "notarised-contract", "/slots", "[{\"id\":\"a\",\"signer\":\"Participant\",\"role\":\"Party\",\"accepts\":[\"Public\"],\"order\":1,\"group\":\"g\"},{\"id\":\"b\",\"signer\":\"Participant\",\"role\":\"Witness\",\"accepts\":[\"Public\"],\"order\":2,\"group\":\"g\"}]" },
        { "slot.seals", "/slots", "certified-copy-paper", "/slots/0", "{\"id\":\"x\",\"signer\":\"Organisation\",\"role\":\"Seals\",\"accepts\":[\"Public\"],\"order\":1}" },
        { "fee.amount", "/fees/lines/0", "certified-copy-paper", "/fees/lines/0/amountVnd", "5" },
        { "fee.first-tier", "/fees/lines/0/tiers/0/from", "certified-copy-paper", "/fees/lines/0/tiers/0/from", "2" },
        { "fee.tiers", "/fees/lines/0/tiers/1/from", "certified-copy-paper", "/fees/lines/0/tiers/1/from", "1" },
        { "fee.falls", "/fees/lines/0/tiers/2/amountVnd", "notarised-contract", "/fees/lines/0/tiers/2/amountVnd", "1000" },
        { "fee.share", "/fees/lines/0/tiers/0/perMillion", "certified-copy-paper", "/fees/lines/0/tiers/0/perMillion", "7" },
        { "fee.transaction", "/fees/lines/1/transactions", "notarised-contract", "/fees/lines/1/transactions", "[\"barter\"]" },
        { "fee.line", "/fees/exemptions/0/lines", "certified-copy-paper", "/fees/exemptions", "[{\"id\":\"poor\",\"titleVi\":\"Hộ nghèo\",\"titleEn\":\"Poor\",\"legalBasis\":\"x\",\"percentOff\":100,\"lines\":[\"stamp\"]}]" },
        { "journey.numbering", "", "certified-copy-paper", "/numbering", "null" },
        { "journey.time-limit", "", "certified-copy-paper", "/timeLimit", "null" },
        { "journey.seal", "/slots", "certified-copy-paper", "/slots/1/optional", "true" },
        { "journey.officer", "/slots", "certified-copy-paper", "/slots/0/optional", "true" },
        { "journey.will", "/notarised/excluded", "notarised-contract", "/notarised/excluded/0/id", "\"testament\"" },
        { "journey.excluded", "/notarised/transactions/0/id", "notarised-contract", "/notarised/transactions/0/id", "\"will\"" },
        { "journey.original", "/papers", "certified-copy-paper", "/papers/0/source", "{\"kind\":\"Upload\"}" },
        { "journey.presented", "/steps", "certified-copy-paper", "/steps/2/where", "\"Online\"" },
        { "journey.phrase", "/marital/phrases/1/textVi", "marital-certificate", "/marital/phrases/1/textVi", "\"Đang có vợ/chồng là [họ tên.\"" },
        { "journey.purpose", "/marital/purposes/3/textVi", "marital-certificate", "/marital/purposes/3/textVi", "\"mục đích khác]\"" },
        { "journey.phrase-field", "/marital/phrases/1/textVi", "marital-certificate", "/marital/phrases/1/textVi", "\"Đang có vợ/chồng là [họ tên].\"" },
        { "journey.phrase-field", "/marital/phrases/1/textVi", "marital-certificate", "/marital/phrases/1/textVi", "\"Đang có vợ/chồng là [neighbour].\"" },
        { "journey.purpose-field", "/marital/purposes/3/textVi", "marital-certificate", "/marital/purposes/3/textVi", "\"dùng cho [wish]\"" },
        { "journey.reissue", "", "marital-certificate", "/reissue", "null" },
        { "reissue.field", "/reissue/sameFields/0", "marital-certificate", "/reissue/sameFields/0", "\"mood\"" },
        { "fee.unit", "/fees/lines/0/unit", "certified-copy-paper", "/fees/lines/0/unit", "\"Signature\"" },
        { "fee.value-field", "/fees/lines/0/unit", "notarised-contract", "/form/1/id", "\"amount\"" },
        { "reserved.case-group", "/caseGroup", "marital-certificate", "/caseGroup", "\"birth-linked\"" },
        { "reserved.identity-check", "/sharesIdentityCheck", "marital-certificate", "/sharesIdentityCheck", "true" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Read_AfterOneChange_IsRefusedAtItsPlace(string rule, string pointer, string code, string where, string what)
    {
        DataReading<Procedure> reading = DeliveredFiles.Changed(code, members => Set(members, where, what));

        Assert.NotNull(reading.Value);
        Assert.True(reading.Faults.Any(f => f.Rule == rule && f.Pointer == pointer), $"expected {rule} at {pointer}, got: {string.Join("; ", reading.Faults.Select(f => $"{f.Pointer} {f.Rule}"))}");
    }

    /// <summary>Verifying is more than writing the word: what stands from memory must have been read.</summary>
    [Fact]
    public void Read_OfAVerifiedVersionWithNotesFromMemory_NamesEach()
    {
        DataReading<Procedure> reading = DeliveredFiles.Changed("marital-certificate", members =>
        {
            DeliveredFiles.Verify(members);
            Set(members, "/source/1/certainty", "\"Memory\"");
            Set(members, "/marital/phrases/2/certainty", "\"Memory\"");
        });

        Assert.Equal(["/source/1/certainty", "/marital/phrases/2/certainty"], reading.Faults.Select(f => f.Pointer));
        Assert.All(reading.Faults, f => Assert.Equal("review.memory", f.Rule));
    }

    [Fact]
    public void Read_OfAVerifiedVersionThatTakesDevelopmentSignatures_IsRefused()
    {
        DataReading<Procedure> reading = DeliveredFiles.Changed("certified-copy-paper", members =>
        {
            DeliveredFiles.Verify(members);
            Set(members, "/slots/0/accepts", "[\"Development\"]");
        });

        Assert.Equal("slot.kind", Assert.Single(reading.Faults).Rule);
    }

    [Fact]
    public void Read_OfAVerifiedVersionWithoutName_IsRefusedByItsShape()
    {
        DataReading<Procedure> reading = DeliveredFiles.Changed("marital-certificate", m => m["legalReview"] = new JsonObject { ["status"] = "Verified" });

        Assert.Equal(2, reading.Faults.Count(f => f is { Pointer: "/legalReview", Rule: "shape.missing" }));
    }

    private static void Set(JsonObject members, string pointer, string json)
    {
        string[] parts = pointer.Split('/')[1..];
        JsonNode at = members;
        foreach (string part in parts[..^1])
        {
            at = (at is JsonArray list ? list[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)] : at[part])!;
        }

        if (at is JsonArray items)
        {
            items[int.Parse(parts[^1], System.Globalization.CultureInfo.InvariantCulture)] = JsonNode.Parse(json);
        }
        else
        {
            at[parts[^1]] = JsonNode.Parse(json);
        }
    }
}
