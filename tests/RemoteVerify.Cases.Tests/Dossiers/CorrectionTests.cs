using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Tests.Dossiers;

/// <summary>A contested field becomes a request that an officer finds in a list and notes as sent.</summary>
public sealed class CorrectionTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task AContestedField_WaitsInTheListUntilAnOfficerNotesTheLetter()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await ContestedAsync(office), quiet = (await office.OpenMaritalAsync()).File.Id;
        ListCorrections list = new(office.Desk);
        MarkCorrectionSent mark = new(office.Desk);
        DateOnly today = VietnamTime.Day(office.Clock.GetUtcNow());

        CorrectionOfCase waiting = Assert.Single((await list.DoAsync(office.Officer, null, 10, None)).Value.Found);
        Assert.Equal((id, "c1", "residence", "Số 9 phố Khác"), (waiting.CaseId, waiting.Request.Id, waiting.Request.Field, waiting.Request.Claimed));
        Assert.Contains(Act.MarkCorrectionSent, DossierActs.Of((await office.ViewAsync(id)).Case));
        Assert.DoesNotContain(Act.MarkCorrectionSent, DossierActs.Of((await office.ViewAsync(quiet)).Case));
        Assert.Empty((await list.DoAsync(Actor.Officer(new TenantId("other"), "officer-1"), null, 10, None)).Value.Found);

        Refusal wrong = (await mark.DoAsync(office.Officer, id, "c1", " ", new string('x', 201), today.AddDays(1), None)).Refusal!;
        Assert.Equal(RefusalCode.CorrectionReferenceInvalid, wrong.Code);
        Assert.Equal(["recipient", "reference", "on"], wrong.Reasons);
        Assert.Equal(["on"], (await mark.DoAsync(office.Officer, id, "c1", "Công an phường", "12/CV", today.AddDays(-1), None)).Refusal!.Reasons);
        Assert.Equal(RefusalCode.CorrectionNotFound, (await mark.DoAsync(office.Officer, id, "c7", "Công an phường", "12/CV", today, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await mark.DoAsync(Office.Citizen(id), id, "c1", "Công an phường", "12/CV", today, None)).Refusal!.Code);

        CorrectionRequest sent = Office.Done(await mark.DoAsync(office.Officer, id, "c1", "Công an phường Thử Nghiệm", "12/CV-UBND", today, None));
        Assert.Equal(("Công an phường Thử Nghiệm", "12/CV-UBND", today, "officer-1"), (sent.Sent!.Recipient, sent.Sent.Reference, sent.Sent.On, sent.Sent.Officer));
        Assert.Empty((await list.DoAsync(office.Officer, null, 10, None)).Value.Found);
        Assert.Equal(RefusalCode.CorrectionAlreadySent, (await mark.DoAsync(office.Officer, id, "c1", "Công an phường", "13/CV", today, None)).Refusal!.Code);
        Assert.Equal(sent, Assert.Single((await office.ViewAsync(id)).Case.File.Dossier.Corrections));
    }

    [Fact]
    public async Task List_OfSeveralCases_ComesInPages()
    {
        await using Office office = await Office.OpenAsync();
        CaseId older = await ContestedAsync(office);
        office.Clock.Advance(TimeSpan.FromSeconds(1));
        CaseId newer = await ContestedAsync(office);
        ListCorrections list = new(office.Desk);

        OpenCorrections first = (await list.DoAsync(office.Officer, null, 1, None)).Value;
        OpenCorrections second = (await list.DoAsync(office.Officer, first.Next, 1, None)).Value;
        OpenCorrections end = (await list.DoAsync(office.Officer, second.Next, 1, None)).Value;
        Assert.Equal((newer, older), (first.Found.Single().CaseId, second.Found.Single().CaseId));
        Assert.Empty(end.Found);
        Assert.Null(end.Next);
    }

    private static async Task<CaseId> ContestedAsync(Office office)
    {
        CaseId id = (await office.OpenMaritalAsync()).File.Id;
        office.Population.Values["permanent-residence"] = "Số 2 phố Mới";
        Office.Done(await office.LookUpAsync(id));
        Office.Done(await new SetFields(office.Desk, office.Procedures).DoAsync(
            Office.Citizen(id), id, [new FieldInput("residence", "Số 9 phố Khác", "Tôi đã chuyển nơi cư trú.")], None));
        return id;
    }
}
