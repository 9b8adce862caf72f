using RemoteVerify.Cases.Privacy;

namespace RemoteVerify.Cases.Tests.Privacy;

public sealed class EarlierCaseTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly ParticipantId First = new("p1");

    [Fact]
    public async Task Find_WithAReason_ShowsCasesOfThePersonInThisUnitForThisPurpose()
    {
        await using Office office = await Office.OpenAsync();
        CaseId ended = await office.RefusedAsync();
        CaseId running = (await office.OpenCaseAsync()).File.Id;
        await office.OpenCaseAsync(("Trần Văn Khác", "001199000020"));
        await office.OpenMaritalAsync();
        CaseId now = await office.ProvenAsync();
        FindEarlierCases find = new(office.Desk);

        Assert.Equal(RefusalCode.PurposeRequired, (await find.DoAsync(office.Officer, now, First, " ", None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ParticipantUnknown, (await find.DoAsync(office.Officer, now, new ParticipantId("p7"), "Nghi trùng", None)).Refusal!.Code);
        Assert.Equal(RefusalCode.CaseNotFound, (await find.DoAsync(Actor.Officer(new TenantId("other"), "o"), now, First, "Nghi trùng", None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await find.DoAsync(office.DataProtection, now, First, "Nghi trùng", None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await find.DoAsync(office.Portal, now, First, "Nghi trùng", None)).Refusal!.Code);

        EarlierCasesFound found = (await find.DoAsync(office.Officer, now, First, "Nghi trùng hồ sơ", None)).Value;

        Assert.Equal(new[] { ended, running }.Order(Comparer<CaseId>.Create((a, b) => a.Value.CompareTo(b.Value))), found.Cases.Select(one => one.Id).Order(Comparer<CaseId>.Create((a, b) => a.Value.CompareTo(b.Value))));
        Assert.True(found.HasDuplicate);
        Assert.Equal([true, false], found.Cases.OrderBy(one => one.Id == running).Select(one => one.HasEnded));

        // The reason stays in the case, the look in its log.
        var view = await office.ViewAsync(now);
        Assert.Equal("Nghi trùng hồ sơ", Assert.Single(view.Case.File.EarlierCaseLooks).Reason);
        Assert.Equal("done", view.Timeline.Last(entry => entry.Entry.Act == Act.FindEarlierCases.Code).Entry.Result);
        Assert.DoesNotContain(view.Timeline, entry => entry.Entry.Details.Values.Any(value => value.Contains("Nghi", StringComparison.Ordinal)));
    }
}
