using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Tests.Results;

public sealed class FindResultsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task FindResults_ByEachRole_ShowsWhatIsTheirs()
    {
        await using Office office = await Office.OpenAsync();
        PublishedBytes stored = await office.CompleteAsync();
        office.Clock.Advance(TimeSpan.FromSeconds(1));
        PublishedDocument digitised = await office.AddAsync();
        FindResults find = new(office.Desk);
        ResultQuery query = new(Office.Number, null, "check", "Hồ sơ mới cần giấy này", null);

        Assert.Equal([stored.Document.Id], (await find.DoAsync(office.Portal, query, None)).Value.Found.Select(f => f.Id));
        Assert.Empty((await find.DoAsync(Actor.Portal(Office.Tenant, "portal-2"), query, None)).Value.Found);
        Assert.Equal([digitised.Id, stored.Document.Id], (await find.DoAsync(office.Officer, query, None)).Value.Found.Select(f => f.Id));
        Assert.Empty((await find.DoAsync(Actor.Officer(new TenantId("other"), "officer-1"), query, None)).Value.Found);
        Assert.Empty((await find.DoAsync(office.Officer, query with { PersonalNumber = "001199000099" }, None)).Value.Found);
        Assert.Equal([digitised.Id], (await find.DoAsync(office.Officer, query with { Type = Repository.Type }, None)).Value.Found.Select(f => f.Id));
        Assert.Equal(2, (await find.DoAsync(Office.Citizen(stored.Document.CaseId), query with { PersonalNumber = null }, None)).Value.Found.Count);
    }

    [Fact]
    public async Task FindResults_OfAnOfficerWithoutPurposeOrReason_RefusedAndRecorded()
    {
        await using Office office = await Office.OpenAsync();
        FindResults find = new(office.Desk);

        Assert.Equal(RefusalCode.PurposeRequired, (await find.DoAsync(office.Officer, new ResultQuery(Office.Number, null, "check", null, null), None)).Refusal!.Code);
        Assert.Equal(RefusalCode.PurposeRequired, (await find.DoAsync(office.Officer, new ResultQuery(Office.Number, null, null, "vì cần", null), None)).Refusal!.Code);
        Assert.Equal(RefusalCode.OwnerInvalid, (await find.DoAsync(office.Officer, new ResultQuery("12", null, "check", "vì cần", null), None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await find.DoAsync(Actor.Anyone, new ResultQuery(Office.Number, null, null, null, null), None)).Refusal!.Code);
    }

    [Fact]
    public async Task FindResults_ForACase_IsKeptWithItsAnswerAsItWasGiven()
    {
        await using Office office = await Office.OpenAsync();
        PublishedDocument document = await office.AddAsync(validity: new ValidityPeriod(office.Clock.GetUtcNow(), office.Clock.GetUtcNow().AddMonths(6)));
        CaseId id = (await office.OpenCaseAsync()).File.Id;
        ResultLookUp answer = (await new FindResults(office.Desk).DoAsync(office.Officer, new ResultQuery(Office.Number, Repository.Type, "intake", "Tiếp nhận", id), None)).Value;
        office.Clock.Advance(TimeSpan.FromDays(200));

        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        ResultLookUp kept = Assert.Single(await unit.LookUps.ListAsync(id, None));
        Assert.Equal(answer.Id, kept.Id);
        Assert.Equal(Office.Number, kept.PersonalNumber);
        Assert.Equal("Tiếp nhận", kept.Reason);
        FoundResult found = Assert.Single(kept.Found);
        Assert.Equal((document.Id, "valid"), (found.Id, found.State));
        AuditEntry entry = (await unit.Audit.ListAsync(id, None))[^1].Entry;
        Assert.Equal((Act.FindResults.Code, answer.Id.ToString("D")), (entry.Act, entry.Details["look-up"]));
        Assert.DoesNotContain(entry.Details.Values, v => v.Contains(Office.Number, StringComparison.Ordinal));
    }

    [Fact]
    public async Task OwnResults_WithoutAFreshProofOfThePerson_AreNotShown()
    {
        await using Office office = await Office.OpenAsync();
        PublishedDocument document = await office.AddAsync();
        ListOwnResults own = new(office.Desk);
        CaseId unproven = (await office.OpenCaseAsync()).File.Id;
        Actor citizen = await office.ProvenCitizenAsync();
        CaseId other = await office.ProvenAsync(("Trần Văn Khác", "001199000020"));

        Assert.Equal(RefusalCode.IdentityNotProven, (await own.DoAsync(Office.Citizen(unproven), None)).Refusal!.Code);
        Assert.Equal(document.Id, Assert.Single((await own.DoAsync(citizen, None)).Value).Document.Id);
        Assert.True((await new ReadResult(office.Desk).DoAsync(citizen, document.Id, None)).IsDone);
        Assert.Empty((await own.DoAsync(Office.Citizen(other), None)).Value);
        Assert.Equal(RefusalCode.ResultNotFound, (await new ReadResult(office.Desk).DoAsync(Office.Citizen(other), document.Id, None)).Refusal!.Code);
        office.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(RefusalCode.IdentityNotProven, (await own.DoAsync(citizen, None)).Refusal!.Code);
    }

    [Fact]
    public async Task ReissueRule_WhileAValidResultExists_RefusesUnlessATrueOriginalIsNeeded()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenCaseAsync()).File.Id;
        Task<Outcome<IReadOnlyList<ResultLookUp>>> CheckAsync(TrueOriginalNeeded? exception = null, params string[] owners) => office.Desk.DoAsync<IReadOnlyList<ResultLookUp>>(
            Act.FindResults, office.Officer, (work, ct) => ReissueRule.CheckAsync(work, new ReissueQuestion(id, Repository.Type, owners.Length == 0 ? [Office.Number] : owners), exception, ct), None);

        Assert.True((await CheckAsync()).IsDone);
        PublishedDocument document = await office.AddAsync(validity: new ValidityPeriod(office.Clock.GetUtcNow(), office.Clock.GetUtcNow().AddMonths(6)));
        Refusal refusal = (await CheckAsync()).Refusal!;
        Assert.Equal(RefusalCode.ResultValidExists, refusal.Code);
        Assert.Equal([document.Id.ToString()], refusal.Reasons);
        Assert.Equal([Act.IssueCopy.Code], refusal.AllowedActions);

        // Together with somebody else it is another result.
        Assert.True((await CheckAsync(null, Office.Number, "001199000020")).IsDone);
        Assert.Equal(RefusalCode.ReasonRequired, (await CheckAsync(new TrueOriginalNeeded(" "))).Refusal!.Code);
        Assert.True((await CheckAsync(new TrueOriginalNeeded("Nộp ở nước ngoài, cần hợp pháp hóa"))).IsDone);

        await using (IUnitOfWork unit = await office.Storage.BeginAsync(None))
        {
            IReadOnlyList<ResultLookUp> kept = await unit.LookUps.ListAsync(id, None);
            Assert.Contains(kept, k => k is { Purpose: TrueOriginalNeeded.Purpose, Reason: "Nộp ở nước ngoài, cần hợp pháp hóa" });
            Assert.Contains(kept, k => k.Purpose == "before-issue" && k.HasValid);
        }

        office.Clock.Advance(TimeSpan.FromDays(190));
        Assert.True((await CheckAsync()).IsDone);
    }
}
