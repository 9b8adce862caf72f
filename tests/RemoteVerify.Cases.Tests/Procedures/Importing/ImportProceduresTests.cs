using System.Text.Json.Nodes;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Templates;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.Importing;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Tests.Procedures.Importing;

public sealed class ImportProceduresTests
{
    private const string Code = ProcedureCatalog.RemoteContractTest;

    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>A new version is for new cases from its first day on, without a restart and on every node; the earlier case keeps its own.</summary>
    [Fact]
    public async Task Import_OfANewVersion_IsForNewCasesFromItsFirstDay()
    {
        await using Office office = await Office.OpenAsync();
        var otherNode = new ProcedureLibrary(ProcedureCatalog.Delivered(), new ProcedureRule(TakesUnverified: true));
        DateOnly today = VietnamTime.Day(office.Clock.GetUtcNow());
        CaseFile earlier = (await office.OpenCaseAsync()).File;

        Outcome<IReadOnlyList<CheckedFile>> done = await ImportAsync(office.Desk, office.Procedures, Version("v2", today.AddDays(3), m => m["maximumDocumentBytes"] = 2000));
        CaseFile tooEarly = await OpenAsync(office, otherNode);
        office.Clock.Advance(TimeSpan.FromDays(3));
        CaseFile later = await OpenAsync(office, otherNode);

        Assert.Equal(DataVerdict.New, Assert.Single(done.Value).Verdict);
        Assert.Equal(("2026-11", "2026-11", "v2"), (earlier.ProcedureVersion, tooEarly.ProcedureVersion, later.ProcedureVersion));
        Assert.Equal(RefusalCode.DocumentTooLarge, (await office.AttachAsync(later.Id)).Refusal?.Code);
        Assert.True((await office.AttachAsync(earlier.Id)).IsDone);
    }

    [Fact]
    public async Task Import_OfTheSameTwice_ChangesNothingAndOfOtherContentIsRefused()
    {
        await using ProcedureDesk office = await ProcedureDesk.OpenAsync();
        byte[] version = Version("v2", new DateOnly(2030, 1, 1));
        Assert.True((await ImportAsync(office, version)).IsDone);

        Outcome<IReadOnlyList<CheckedFile>> again = await ImportAsync(office, version);
        Outcome<IReadOnlyList<CheckedFile>> changed = await ImportAsync(office, Version("v2", new DateOnly(2030, 1, 1), m => m["titleEn"] = "Other"));

        Assert.Equal(DataVerdict.Unchanged, Assert.Single(again.Value).Verdict);
        Assert.Equal(RefusalCode.ProcedureDataFaulty, changed.Refusal!.Code);
        Assert.Equal(["file0#/version version.changed"], changed.Refusal.Reasons);
        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        Assert.Equal(1, await unit.Procedures.StampAsync(None));
    }

    [Fact]
    public async Task Import_WithOneFaultyFile_ImportsNone()
    {
        await using ProcedureDesk office = await ProcedureDesk.OpenAsync();

        Outcome<IReadOnlyList<CheckedFile>> done = await ImportAsync(office, Version("v2", new DateOnly(2030, 1, 1)), Version("v3", new DateOnly(2030, 1, 1)));

        Assert.Equal(["file1#/effectiveFrom dates.same-start"], done.Refusal!.Reasons);
        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        Assert.Empty(await unit.Procedures.ListAsync(None));
    }

    [Fact]
    public async Task Import_OfADeliveredVersionWithOtherContent_IsRefused()
    {
        await using ProcedureDesk office = await ProcedureDesk.OpenAsync();

        Outcome<IReadOnlyList<CheckedFile>> done = await ImportAsync(office, DeliveredFiles.ChangedBytes(Code, m => m["titleEn"] = "Other"));

        Assert.Equal(["file0#/version version.changed"], done.Refusal!.Reasons);
        Assert.Equal(DataVerdict.Unchanged, Assert.Single((await ImportAsync(office, DeliveredFiles.Bytes(Code))).Value).Verdict);
    }

    [Fact]
    public async Task Import_ByAnybodyElse_IsNotPermitted()
    {
        await using ProcedureDesk office = await ProcedureDesk.OpenAsync();
        foreach (Actor actor in new[] { office.Portal, Actor.Officer(Office.Tenant, "o"), Actor.Seal(Office.Tenant), Actor.Anyone })
        {
            Outcome<IReadOnlyList<CheckedFile>> done = await new ImportProcedures(office.Desk, office.Procedures)
                .DoAsync(actor, "x", [DataFile.Read("f", Version("v2", new DateOnly(2030, 1, 1)))], production: false, None);
            Assert.Equal(RefusalCode.ActorNotPermitted, done.Refusal!.Code);
        }
    }

    /// <summary>Two nodes import at once: one of them hears that somebody else was quicker.</summary>
    [Fact]
    public async Task Import_OnTwoNodesAtOnce_IsDoneOnce()
    {
        await using ProcedureDesk office = await ProcedureDesk.OpenAsync();
        DataFile file = DataFile.Read("f", Version("v2", new DateOnly(2030, 1, 1)));
        await using IUnitOfWork first = await office.Storage.BeginAsync(None);
        await using IUnitOfWork second = await office.Storage.BeginAsync(None);
        foreach (IUnitOfWork unit in new[] { first, second })
        {
            unit.Procedures.Add(new ImportedData(ImportedKind.Procedure, Code, "v2", new DateOnly(2030, 1, 1), file.Canonical, office.Clock.GetUtcNow(), "x"));
        }

        Assert.Equal(CommitResult.Committed, await first.CommitAsync(None));
        Assert.Equal(CommitResult.VersionConflict, await second.CommitAsync(None));
    }

    [Fact]
    public async Task Import_OfACalendar_MovesDueDates()
    {
        await using ProcedureDesk office = await ProcedureDesk.OpenAsync();
        byte[] calendar = System.Text.Encoding.UTF8.GetBytes(CalendarText("2027", "2026-12-01", "2026-12-02"));
        DateTimeOffset received = VietnamTime.At(new DateOnly(2026, 12, 1), new TimeOnly(16, 0));

        DateTimeOffset before = await DueAsync(office, received);
        Assert.True((await ImportAsync(office, calendar)).IsDone);

        Assert.Equal(VietnamTime.At(new DateOnly(2026, 12, 2), new TimeOnly(17, 0)), before);
        Assert.Equal(VietnamTime.At(new DateOnly(2026, 12, 3), new TimeOnly(16, 0)), await DueAsync(office, received));
    }

    [Fact]
    public async Task OpenCase_InProduction_TakesVerifiedVersionsOnly()
    {
        await using ProcedureDesk office = await ProcedureDesk.OpenAsync();
        var production = new ProcedureLibrary(ProcedureCatalog.Delivered(), new ProcedureRule(TakesUnverified: false));
        var act = new OpenCase(office.Desk, production);
        var request = new OpenCaseRequest(Code, null, [new DeclaredParticipant(Office.Name, Office.Number, "party")]);

        Outcome<DraftCase> unverified = await act.DoAsync(office.Portal, request, None);
        Assert.True((await ImportAsync(office, Version("v2", new DateOnly(2026, 1, 2), DeliveredFiles.Verify))).IsDone);
        Assert.True((await ImportAsync(office, Version("v3", new DateOnly(2026, 1, 3)))).IsDone);
        CaseFile opened = (await act.DoAsync(office.Portal, request, None)).Value.File;

        Assert.Equal(RefusalCode.ProcedureNotReviewed, unverified.Refusal!.Code);
        Assert.Equal(("v2", false), (opened.ProcedureVersion, opened.IsTest));
        Assert.Equal(RefusalCode.ProcedureUnknown, (await act.DoAsync(office.Portal, request with { ProcedureCode = "none" }, None)).Refusal!.Code);
    }

    [Fact]
    public async Task Import_ForProduction_RefusesUnverified()
    {
        await using ProcedureDesk office = await ProcedureDesk.OpenAsync();
        Outcome<IReadOnlyList<CheckedFile>> done = await new ImportProcedures(office.Desk, office.Procedures)
            .DoAsync(office.Service, "operator", [DataFile.Read("f", Version("v2", new DateOnly(2030, 1, 1)))], production: true, None);

        Assert.Equal(["f#/legalReview/status review.production"], done.Refusal!.Reasons);
    }

    /// <summary>A template of its own and the procedure that names it, in one import; the composers see it at once.</summary>
    [Fact]
    public async Task Import_OfAProcedureWithItsTemplate_IsTakenTogetherOnly()
    {
        await using ProcedureDesk office = await ProcedureDesk.OpenAsync();
        byte[] template = Template("appointment-slip", "province-slip");
        byte[] procedure = DeliveredFiles.ChangedBytes("marital-certificate", m =>
        {
            m["version"] = "province";
            m["effectiveFrom"] = "2026-06-01";
            m["templates"]!["appointment-slip"] = "province-slip";
            m["templates"]!["birthday-card"] = "province-slip";
        });

        Refusal alone = (await ImportAsync(office, procedure)).Refusal!;
        procedure = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(procedure).Replace(",\"birthday-card\":\"province-slip\"", "", StringComparison.Ordinal));
        Outcome<IReadOnlyList<CheckedFile>> together = await ImportAsync(office, procedure, template);

        Assert.Equal(["file0#/templates/appointment-slip template.unknown", "file0#/templates/birthday-card template.kind"], alone.Reasons);
        Assert.True(together.IsDone, together.Refusal?.ToString());
        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        await office.Procedures.SnapshotAsync(unit, None);
        Assert.Equal("province-slip", new PaperTemplates(() => office.Procedures.Templates).Find(PaperKind.AppointmentSlip, "province-slip", new DateOnly(2026, 6, 1)).Value.Id);
    }

    [Fact]
    public void Check_ForProduction_WantsTheTemplatesVerifiedToo()
    {
        DataFile verified = DataFile.Read("f", DeliveredFiles.ChangedBytes("marital-certificate", m =>
        {
            DeliveredFiles.Verify(m);
            m["version"] = "verified";
            m["effectiveFrom"] = "2026-06-01";
        }));

        CheckedFile found = Assert.Single(DataCheck.Of([verified], ProcedureLibrary.Delivered, production: true));

        Assert.Equal(verified.Procedure!.Templates.Count, found.Faults.Count);
        Assert.All(found.Faults, f => Assert.Equal("template.unverified", f.Rule));
        Assert.Equal(DataVerdict.New, Assert.Single(DataCheck.Of([verified], ProcedureLibrary.Delivered, production: false)).Verdict);
    }

    [Fact]
    public void Check_OfAFaultyTemplate_NamesThePlaces()
    {
        DataFile file = DataFile.Read("t", DeliveredFiles.Of("appointment-slip.template.json", m =>
        {
            m["texts"]!["title"] = "Giấy hẹn [so";
            m["texts"]!.AsObject().Remove("due-line");
            m["kind"] = "appointment-slip";
            m["legalReview"] = new JsonObject { ["status"] = "Verified" };
        }));

        Assert.Equal(ImportedKind.Template, file.Kind);
        Assert.Equal(["/legalReview template.review", "/texts template.text-missing", "/texts/title template.text"], file.Faults.Select(f => $"{f.Pointer} {f.Rule}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("2026-06-01", null, "2026-06-01", null, "dates.same-start")]
    [InlineData("2026-06-01", "2026-12-31", "2026-12-31", null, "dates.overlap")]
    [InlineData("2026-06-01", "2026-12-31", "2027-01-01", null, null)]
    [InlineData("2026-06-01", null, "2027-01-01", null, null)]
    [InlineData("2026-06-01", null, "2026-03-01", "2026-06-01", "dates.overlap")]
    [InlineData("2026-06-01", null, "2026-03-01", null, null)]
    public void Check_OfTwoVersions_NoticesDaysThatClash(string from, string? until, string otherFrom, string? otherUntil, string? rule)
    {
        DataFile[] files = [File("a", from, until), File("b", otherFrom, otherUntil)];

        IReadOnlyList<CheckedFile> found = DataCheck.Of(files, ProcedureLibrary.Delivered with { Entries = [] }, production: false);

        Assert.Equal(rule is null ? [] : new[] { rule }, found.SelectMany(f => f.Faults).Select(f => f.Rule));
    }

    private static DataFile File(string version, string from, string? until) => DataFile.Read(version, DeliveredFiles.ChangedBytes(Code, m =>
    {
        m["version"] = version;
        m["effectiveFrom"] = from;
        m["effectiveUntil"] = until;
    }));

    private static byte[] Template(string kind, string id) => DeliveredFiles.Of($"{kind}.template.json", m =>
    {
        m["id"] = id;
        m["version"] = "1";
    });

    private static byte[] Version(string version, DateOnly from, Action<JsonObject>? change = null) => DeliveredFiles.ChangedBytes(Code, m =>
    {
        m["version"] = version;
        m["effectiveFrom"] = from.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        change?.Invoke(m);
    });

    private static Task<Outcome<IReadOnlyList<CheckedFile>>> ImportAsync(ProcedureDesk office, params byte[][] files) => ImportAsync(office.Desk, office.Procedures, files);

    private static Task<Outcome<IReadOnlyList<CheckedFile>>> ImportAsync(Desk desk, ProcedureLibrary library, params byte[][] files) => new ImportProcedures(desk, library)
        .DoAsync(Actor.Service(Office.Tenant), "operator", [.. files.Select((f, i) => DataFile.Read($"file{i}", f))], production: false, None);

    private static async Task<CaseFile> OpenAsync(Office office, ProcedureLibrary library) => (await new OpenCase(office.Desk, library).DoAsync(
        office.Portal, new OpenCaseRequest(Code, null, [new DeclaredParticipant(Office.Name, Office.Number, "party")]), None)).Value.File;

    private static async Task<DateTimeOffset> DueAsync(ProcedureDesk office, DateTimeOffset received)
    {
        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        TimeLimit limit = DeliveredFiles.Of("certified-copy-paper").TimeLimit!;
        return (await office.Procedures.DueDatesAsync(unit, VietnamTime.Day(received), None)).Processing(limit, received, [], received).At;
    }

    private static string CalendarText(string version, string from, string holiday) => $$"""
        {
          "code": "offices", "version": "{{version}}", "effectiveFrom": "{{from}}", "knownUntil": "2027-12-31",
          "week": [{ "weekday": "Tuesday", "hours": [{ "from": "08:00:00", "to": "16:00:00" }] }, { "weekday": "Wednesday", "hours": [{ "from": "08:00:00", "to": "16:00:00" }] }, { "weekday": "Thursday", "hours": [{ "from": "08:00:00", "to": "16:00:00" }] }],
          "yearly": [], "holidays": [{ "from": "{{holiday}}", "until": "{{holiday}}", "nameVi": "Ngày nghỉ thử" }], "makeUpDays": [],
          "source": [{ "about": "all", "text": "Made for a test.", "certainty": "Inference" }], "legalReview": { "status": "Unverified" }
        }
        """;
}
