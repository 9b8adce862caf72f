using System.IO.Compression;
using System.Text.Json;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Privacy;
using RemoteVerify.Cases.Retaining;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Tests.Results;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Tests.Privacy;

public sealed class DataRequestTests
{
    private const string Other = "001199000020";
    private const string OtherName = "Trần Văn Khác";

    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Saturday evening counts as Monday; two working days later is Wednesday, at the end of work.</summary>
    [Fact]
    public async Task Open_OnASaturday_IsDueOnWednesday_AndEscalatesOnce()
    {
        await using Office office = await Office.OpenAsync();
        await office.RefusedAsync();
        DataRequest asked = await office.AskAsync(DataRequestKind.Access);
        Assert.Equal(new DateOnly(2026, 11, 25), VietnamTime.Day(asked.DueAt));
        Assert.Equal(DataRequestState.Open, asked.State);

        PrivacyWatch watch = new(office.Storage, new EscalateDataRequest(office.Desk), new WarnOfBreach(office.Desk), office.Clock);
        Assert.Empty((await watch.RunAsync(Office.Tenant, None)).Escalated);
        office.Clock.Advance(TimeSpan.FromDays(5));
        Assert.Empty((await watch.RunAsync(new TenantId("other"), None)).Escalated);
        Assert.Equal([asked.Id], (await watch.RunAsync(Office.Tenant, None)).Escalated);
        Assert.Empty((await watch.RunAsync(Office.Tenant, None)).Escalated);
        Assert.NotNull((await new ReadDataRequest(office.Desk).DoAsync(office.Officer, asked.Id, None)).Value.EscalatedAt);
    }

    [Fact]
    public async Task Open_WithoutAProvenPerson_IsRefused()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenCaseAsync()).File.Id;
        OpenDataRequest open = office.Asking;
        DataRequestOrder access = new(DataRequestKind.Access, null, null, null);
        PersonAtCounter person = new(Office.Number, Office.Name, "Căn cước", true);

        Assert.Equal(RefusalCode.IdentityNotProven, (await open.DoAsync(Office.Citizen(id), access, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.OwnerInvalid, (await open.DoAsync(office.Officer, access, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.OwnerInvalid, (await open.DoAsync(office.Officer, access with { Person = person with { Compared = null } }, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.OwnerInvalid, (await open.DoAsync(office.Officer, access with { Person = person with { PersonalNumber = "12" } }, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.DataRequestInvalid, (await open.DoAsync(office.Officer, access with { Kind = null, Person = person }, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.DataRequestInvalid, (await open.DoAsync(office.Officer, access with { Kind = DataRequestKind.Deletion, Person = person }, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await open.DoAsync(office.Portal, access with { Person = person }, None)).Refusal!.Code);
    }

    /// <summary>Chip and face open the person's own request, and nobody else's.</summary>
    [Fact]
    public async Task Read_ByAnotherPersonOrTenant_FindsNothing()
    {
        await using Office office = await Office.OpenAsync();
        Actor citizen = Office.Citizen(await office.ProvenAsync());
        Actor other = Office.Citizen(await office.ProvenAsync((OtherName, Other)));
        DataRequest asked = (await office.Asking.DoAsync(citizen, new DataRequestOrder(DataRequestKind.Access, null, null, null), None)).Value;
        Assert.Equal(PersonProof.ChipAndFace, asked.Proof.How);
        ReadDataRequest read = new(office.Desk);
        ListDataRequests list = new(office.Desk);

        Assert.True((await read.DoAsync(citizen, asked.Id, None)).IsDone);
        Assert.Equal(RefusalCode.DataRequestNotFound, (await read.DoAsync(other, asked.Id, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.DataRequestNotFound, (await read.DoAsync(Actor.Officer(new TenantId("other"), "o"), asked.Id, None)).Refusal!.Code);
        Assert.Single((await list.DoAsync(citizen, false, null, 50, None)).Value);
        Assert.Empty((await list.DoAsync(other, false, null, 50, None)).Value);
        Assert.Empty((await list.DoAsync(Actor.DataProtection(new TenantId("other"), "d"), false, null, 50, None)).Value);
        Assert.Equal(RefusalCode.DataRequestNotGranted, (await office.Exporting.DoAsync(citizen, asked.Id, None)).Refusal!.Code);
    }

    [Fact]
    public async Task Refused_IsContestedOnce_AndAnotherOfficerDecides()
    {
        await using Office office = await Office.OpenAsync();
        await office.RefusedAsync();
        DataRequest asked = await office.AskAsync(DataRequestKind.Deletion);
        AnswerDataRequest answer = office.Answering;
        ContestDataAnswer contest = new(office.Desk, office.Asking);

        Assert.Equal(RefusalCode.ReasonRequired, (await answer.DoAsync(office.Officer, new(asked.Id), false, " ", None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ReasonRequired, (await answer.DoAsync(office.Officer, new(asked.Id), null, "Lý do", None)).Refusal!.Code);
        Assert.Equal(RefusalCode.DataRequestChanged, (await answer.DoAsync(office.Officer, new(asked.Id, 7), false, "Lý do", None)).Refusal!.Code);
        Assert.Equal(RefusalCode.DataRequestClosed, (await contest.DoAsync(office.Officer, new(asked.Id), "Sai", None)).Refusal!.Code);
        Assert.Equal(DataRequestState.Refused, (await answer.DoAsync(office.Officer, new(asked.Id, 1), false, "Còn thời hạn khiếu nại.", None)).Value.State);
        Assert.Equal(RefusalCode.DataRequestClosed, (await answer.DoAsync(office.Officer, new(asked.Id), true, "Đồng ý", None)).Refusal!.Code);

        office.Clock.Advance(TimeSpan.FromDays(10));
        DataRequest contested = (await contest.DoAsync(office.Officer, new(asked.Id), "Tôi không khiếu nại.", None)).Value;
        Assert.Equal(DataRequestState.Contested, contested.State);
        Assert.True(contested.DueAt > office.Clock.GetUtcNow());
        Assert.Equal(RefusalCode.ActorDecidedBefore, (await answer.DoAsync(office.Officer, new(asked.Id), true, "Đồng ý", None)).Refusal!.Code);
        Assert.Equal(DataRequestState.Upheld, (await answer.DoAsync(office.DataProtection, new(asked.Id), false, "Giữ nguyên.", None)).Value.State);
        Assert.Equal(RefusalCode.DataRequestClosed, (await contest.DoAsync(office.Officer, new(asked.Id), "Sai", None)).Refusal!.Code);
    }

    /// <summary>What rests on consent alone goes, with a record; what the law keeps, what others are in, and what a running case needs stays, and it is said why.</summary>
    [Fact]
    public async Task GrantedDeletion_DestroysWhatRestsOnConsentAlone_AndSaysWhatStays()
    {
        await using Office office = await Office.OpenAsync();
        CaseId alone = await office.RefusedAsync();
        CaseId together = await office.RefusedAsync((Office.Name, Office.Number), (OtherName, Other));
        CaseId running = await office.ProvenAsync();
        DataRequest asked = await office.AskAsync(DataRequestKind.Deletion);

        DataAnswer answer = (await office.Answering.DoAsync(office.DataProtection, new(asked.Id), true, "Đồng ý xóa.", None)).Value.Answer!;

        ILookup<CaseId, (DataClass, string)> parts = answer.Parts.ToLookup(part => part.Case, part => (part.DataClass, part.Why));
        Assert.Equal(
            [(DataClass.Record, "law"), (DataClass.Dossier, "law"), (DataClass.Identity, "destroyed"), (DataClass.Capture, "destroyed"), (DataClass.Frames, "destroyed")], parts[alone].Order());
        Assert.Equal([(DataClass.Identity, "other-people"), (DataClass.Capture, "other-people"), (DataClass.Frames, "other-people")], parts[together].Where(part => part.Item2 != "law").Order());
        Assert.Equal([(DataClass.Identity, "case-runs"), (DataClass.Capture, "case-runs"), (DataClass.Frames, "case-runs")], parts[running].Where(part => part.Item2 != "law").Order());
        DeletionRecord record = Assert.Single((await new ReadDeletions(office.Desk).DoAsync(office.DataProtection, alone, None)).Value);
        Assert.Equal([DataClass.Identity, DataClass.Capture, DataClass.Frames], record.DataClasses);
        Assert.Contains($"\"request\":\"{asked.Id:D}\"", System.Text.Encoding.UTF8.GetString(record.Statement), StringComparison.Ordinal);
        Assert.All(answer.Parts.Where(part => part.Why == "destroyed"), part => Assert.Equal(record.Id, part.Record));
        Assert.True((await new Cases.Documents.ReadDocument(office.Desk).DoAsync(office.Officer, alone, None)).IsDone);
        VerificationId verification = (await office.ViewAsync(alone)).Verifications[0].File.Id;
        Assert.Equal(RefusalCode.EvidenceDestroyed, (await new ViewEvidence(office.Desk, office.Sealer).DoAsync(office.Officer, verification, None)).Refusal!.Code);
    }

    [Fact]
    public async Task GrantedDeletion_OfHeldData_LeavesIt()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.RefusedAsync();
        Assert.True((await new PlaceHold(office.Desk).DoAsync(office.Officer, id, new HoldOrder([], "Điều tra", "12/CV", null), None)).IsDone);
        DataRequest asked = await office.AskAsync(DataRequestKind.Deletion);

        DataAnswer answer = (await office.Answering.DoAsync(office.DataProtection, new(asked.Id), true, "Đồng ý.", None)).Value.Answer!;

        Assert.Equal(["held", "held", "held", "law", "law"], answer.Parts.Select(part => part.Why).Order(StringComparer.Ordinal));
        Assert.Empty((await office.ViewAsync(id)).Case.File.Retention.Deletions);
    }

    [Fact]
    public async Task GrantedRestriction_KeepsDataFromEarlierCasesAndFromThePurge()
    {
        await using Office office = await Office.OpenAsync();
        CaseId earlier = await office.RefusedAsync();
        DataRequest asked = await office.AskAsync(DataRequestKind.Restriction);
        DataAnswer answer = (await office.Answering.DoAsync(office.DataProtection, new(asked.Id), true, "Đồng ý.", None)).Value.Answer!;
        Assert.Equal([earlier], answer.Cases);
        CaseId now = (await office.OpenCaseAsync()).File.Id;

        EarlierCasesFound found = (await new FindEarlierCases(office.Desk).DoAsync(office.Officer, now, new ParticipantId("p1"), "Nghi trùng hồ sơ", None)).Value;

        Assert.Empty(found.Cases);
        office.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(PurgeState.Held, Assert.Single((await office.Due.ListAsync(null, None)).Lines).State);
        Assert.Equal(RefusalCode.DataHeld, (await office.Destroying.DoAsync(office.Service, earlier, DataClass.Frames, None)).Refusal!.Code);
    }

    [Fact]
    public async Task GrantedCorrection_WaitsInTheListOfCorrections()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenMaritalAsync()).File.Id;
        Assert.True((await office.FillAsync(id)).IsDone);
        DataRequestOrder order = new(
            DataRequestKind.Correction, "Nơi cư trú sai.", new AskedCorrection(id, "residence", "Số 2 phố Đúng"), new PersonAtCounter(Office.Number, Office.Name, "Căn cước", true));
        Assert.Equal(RefusalCode.DataRequestInvalid, (await office.Asking.DoAsync(office.Officer, order with { Correction = order.Correction! with { Field = "none" } }, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.DataRequestInvalid, (await office.Asking.DoAsync(office.Officer, order with { Person = order.Person! with { PersonalNumber = Other } }, None)).Refusal!.Code);
        DataRequest asked = (await office.Asking.DoAsync(office.Officer, order, None)).Value;

        Assert.True((await office.Answering.DoAsync(office.DataProtection, new(asked.Id), true, "Đúng là sai.", None)).IsDone);

        CorrectionOfCase waiting = Assert.Single((await new ListCorrections(office.Desk).DoAsync(office.Officer, null, 50, None)).Value.Found);
        Assert.Equal((id, "residence", "Số 2 phố Đúng"), (waiting.CaseId, waiting.Request.Field, waiting.Request.Claimed));
    }

    /// <summary>The bundle has what is held about the person, for machines and for people, and nothing about anybody else.</summary>
    [Fact]
    public async Task Export_OfAGrantedRequest_HoldsEverythingOfThePersonAndNothingOfOthers()
    {
        await using Office office = await Office.OpenAsync();
        CaseId alone = await office.RefusedAsync();
        CaseId together = await office.RefusedAsync((Office.Name, Office.Number), (OtherName, Other));
        await office.AddAsync();
        DataRequest asked = await office.AskAsync(DataRequestKind.Access);
        Assert.True((await office.Answering.DoAsync(office.Officer, new(asked.Id), true, "Đồng ý.", None)).IsDone);

        PersonBundle bundle = (await office.Exporting.DoAsync(office.Officer, asked.Id, None)).Value;

        using ZipArchive zip = new(new MemoryStream(bundle.Zip.ToArray()));
        using JsonDocument json = JsonDocument.Parse(Bytes(zip, "data.json"));
        string text = json.RootElement.GetRawText();
        Assert.Equal(2, json.RootElement.GetProperty("cases").GetArrayLength());
        Assert.Equal(1, json.RootElement.GetProperty("results").GetArrayLength());
        Assert.Contains(Office.Number, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Other, text, StringComparison.Ordinal);
        Assert.DoesNotContain(OtherName, text, StringComparison.Ordinal);
        Assert.DoesNotContain("officer-1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("0.62", text, StringComparison.Ordinal);
        Assert.Equal(2, zip.Entries.Count(entry => entry.Name.StartsWith("portrait.", StringComparison.Ordinal)));
        Assert.Contains(zip.Entries, entry => entry.FullName.StartsWith("results/", StringComparison.Ordinal));
        Assert.Equal(
            zip.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("cases/", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            bundle.Report.Cases.SelectMany(one => one.Files).Order(StringComparer.Ordinal));
        byte[] pdf = Bytes(zip, "report.pdf");
        Assert.StartsWith("%PDF-", System.Text.Encoding.ASCII.GetString(pdf, 0, 5), StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("RV_PAPERS") is { Length: > 0 } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, "person-report.pdf"), pdf);
        }

        Assert.Contains((await office.ViewAsync(alone)).Case.File.Code, text, StringComparison.Ordinal);
        Assert.Contains((await office.ViewAsync(together)).Case.File.Code, text, StringComparison.Ordinal);
        office.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(RefusalCode.DataExportOver, (await office.Exporting.DoAsync(office.Officer, asked.Id, None)).Refusal!.Code);
    }

    private static byte[] Bytes(ZipArchive zip, string name)
    {
        using MemoryStream buffer = new();
        using Stream stream = zip.GetEntry(name)!.Open();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }
}
