using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Tests.States;

namespace RemoteVerify.Cases.Tests.Journeys.NotarisedContracts;

/// <summary>Every act of the journey against one case in each state: where the state doesn't allow it, it is refused with what is allowed.</summary>
public sealed class ActsInStatesTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Acts_WhereTheStateDoesNotAllowThem_AreRefusedWithWhatIsAllowed()
    {
        await using NotaryDesk desk = await NotaryDesk.OpenAsync();
        int refused = 0;
        foreach (Case example in CaseExamples.All(desk.Office.Clock.GetUtcNow()))
        {
            await using (IUnitOfWork unit = await desk.Office.Storage.BeginAsync(None))
            {
                await unit.Cases.AddAsync(example, desk.Office.Clock.GetUtcNow(), None);
                await unit.CommitAsync(None);
            }

            foreach ((Act act, Func<CaseId, Task<Refusal?>> run) in Acts(desk).Where(a => !example.Allowed.Contains(a.Act)))
            {
                Refusal? refusal = await run(example.File.Id);
                Assert.True(refusal?.Code == RefusalCode.CaseActionNotAllowed, $"{act} in {example.State}: {refusal}");
                Assert.Equal(example.Allowed.Select(a => a.Code), refusal!.AllowedActions);
                refused++;
            }
        }

        Assert.True(refused > 300, $"only {refused} refusals");
    }

    private static IEnumerable<(Act Act, Func<CaseId, Task<Refusal?>> Run)> Acts(NotaryDesk notary)
    {
        Desk desk = notary.Office.Desk;
        Actor officer = NotaryDesk.Notary(NotaryDesk.Lead);
        var p1 = new ParticipantId("p1");
        Sha256Digest hash = Sha256Digest.Of("x"u8);
        DateTimeOffset now = notary.Office.Clock.GetUtcNow();
        yield return (Act.AssignLead, async id => (await new AssignLead(desk, notary.Officers).DoAsync(officer, id, NotaryDesk.Lead, None)).Refusal);
        yield return (Act.CheckPrevention, async id => (await new CheckPrevention(desk, notary.Procedures, notary.Prevention, notary.Composer, notary.Head).DoAsync(officer, id, None)).Refusal);
        yield return (Act.ShareDraft, async id => (await new ShareDraft(desk, notary.Procedures, notary.Office.Signer).DoAsync(officer, id, new byte[1], None)).Refusal);
        yield return (Act.AgreeToDraft, async id => (await new AgreeToDraft(desk).DoAsync(Office.Citizen(id), id, hash, None)).Refusal);
        yield return (Act.ScheduleSession, async id => (await new ScheduleSession(desk, notary.Procedures, notary.Officers, notary.Rooms).DoAsync(officer, id, notary.Plan(), None)).Refusal);
        yield return (Act.OpenSession, async id => (await new OpenSession(desk, notary.Procedures, notary.Composer, notary.Office.Signer, notary.Officers, notary.Rooms, notary.Head, notary.Office.Seals, notary.Check)
            .DoAsync(officer, id, [], None)).Refusal);
        yield return (Act.RecordPapersShown, async id => (await new RecordPapersShown(desk, notary.Procedures).DoAsync(officer, id, p1, null, None)).Refusal);
        yield return (Act.ConfirmCapacity, async id => (await new ConfirmCapacity(desk).DoAsync(officer, id, p1, None)).Refusal);
        yield return (Act.RecordReading, async id => (await new RecordReading(desk).DoAsync(officer, id, p1, ReadingWay.Self, hash, None)).Refusal);
        yield return (Act.TakeSigningPhoto, async id => (await new TakeSigningPhoto(desk).DoAsync(officer, id, [p1], new byte[1], null, None)).Refusal);
        yield return (Act.AddRecording, async id => (await new AddRecording(desk).DoAsync(officer, id, "v1", now, now, SessionMedia.Elsewhere(hash, "x"), None)).Refusal);
        yield return (Act.CloseSession, async id => (await new CloseSession(desk, notary.Procedures).DoAsync(officer, id, None)).Refusal);
        yield return (Act.AbortSession, async id => (await new AbortSession(desk).DoAsync(officer, id, "reason", None)).Refusal);
    }
}
