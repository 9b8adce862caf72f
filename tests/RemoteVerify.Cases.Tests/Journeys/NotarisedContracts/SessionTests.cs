using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Tests.Papers;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Tests.Journeys.NotarisedContracts;

/// <summary>From the opening of the session to the approval.</summary>
public sealed class SessionTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task OpenSession_NeedsTheLeadANumberAndThePreventionCheckOfTheDay()
    {
        await using NotaryDesk desk = await NotaryDesk.OpenAsync();
        await desk.SharedAsync();
        (await desk.ScheduleAsync(desk.Plan())).Done();
        (await desk.OpenSessionAsync(NotaryDesk.Second)).Refused(RefusalCode.ActorNotAssigned);
        Assert.Equal(["number"], (await desk.OpenSessionAsync()).Refused(RefusalCode.CaseActionNotAllowed));
        (await desk.ReserveAsync()).Done();

        desk.Office.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(["prevention-check:day-of-session"], (await desk.OpenSessionAsync()).Refused(RefusalCode.PreventionOutdated));
        (await desk.CheckAsync()).Done();
        AwaitingIdentity opened = (await desk.OpenSessionAsync()).Done();
        Assert.Equal(CaseStatus.InProgress, opened.Status);
        Assert.Equal([("Notary_v2", NotaryDesk.Second), ("Countersignature", NotaryDesk.Lead)], opened.File.OfficerSlots.Select(s => (s.Slot, s.Officer)));
        Assert.Equal(5, opened.File.Places.BySlot.Count);
    }

    [Fact]
    public async Task ConfirmContent_BeforeThePapersCapacityAndReading_NamesEachMissingFact()
    {
        await using NotaryDesk desk = await NotaryDesk.OpenAsync();
        await desk.OpenedAsync();
        Assert.Equal(["papers-shown:p1", "capacity:p1", "reading:p1"], await ConfirmAsync(desk));
        Assert.Equal(["papers-shown:p1"], (await desk.CapacityAsync(NotaryDesk.Lead, "p1")).Refused(RefusalCode.SessionNotComplete));
        (await desk.PapersAsync(NotaryDesk.Lead, "p1")).Done();
        Assert.Equal(["capacity:p1", "reading:p1"], await ConfirmAsync(desk));
        (await desk.CapacityAsync(NotaryDesk.Lead, "p1")).Done();
        Assert.Equal(["reading:p1"], await ConfirmAsync(desk));

        // A reading of other bytes is none.
        (await desk.ReadAsync(NotaryDesk.Lead, "p1", read: Sha256Digest.Of("another"u8))).Refused(RefusalCode.DocumentHashDiffers);
        Assert.Equal(["reading:p1"], await ConfirmAsync(desk));
        (await desk.ReadAsync(NotaryDesk.Lead, "p1")).Done();
        (await desk.Office.ConfirmAndSignAsync(desk.Case)).Done();
    }

    [Fact]
    public async Task ConfirmContent_ReadBeforeAnotherSigned_IsReadAgain()
    {
        await using NotaryDesk desk = await NotaryDesk.OpenAsync();
        await desk.OpenedAsync();
        (await desk.PapersAsync(NotaryDesk.Second, "p2")).Done();
        (await desk.CapacityAsync(NotaryDesk.Second, "p2")).Done();
        (await desk.ReadAsync(NotaryDesk.Second, "p2")).Done();
        await desk.SignAsync("p1");
        Assert.Equal(["reading:p2"], (await desk.Office.ConfirmAndSignAsync(desk.Case, "p2")).Refused(RefusalCode.SessionNotComplete));
        (await desk.ReadAsync(NotaryDesk.Second, "p2")).Done();
        (await desk.Office.ConfirmAndSignAsync(desk.Case, "p2")).Done();
    }

    [Fact]
    public async Task ConfirmCapacity_OfAPersonWhoIsNotProven_IsRefused()
    {
        await using NotaryDesk desk = await NotaryDesk.OpenAsync();
        await desk.OpenedAsync(proven: false);
        (await desk.PapersAsync(NotaryDesk.Lead, "p1")).Done();
        Assert.Equal(["identity:p1"], (await desk.CapacityAsync(NotaryDesk.Lead, "p1")).Refused(RefusalCode.SessionNotComplete));
    }

    [Fact]
    public async Task Facts_ByTheNotaryOfAnotherVenue_AreRefused()
    {
        await using NotaryDesk desk = await NotaryDesk.OpenAsync();
        await desk.OpenedAsync();
        foreach (string stranger in new[] { NotaryDesk.Lead, NotaryDesk.Third })
        {
            (await desk.PapersAsync(stranger, "p2")).Refused(RefusalCode.ActorNotAssigned);
            (await desk.CapacityAsync(stranger, "p2")).Refused(RefusalCode.ActorNotAssigned);
            (await desk.ReadAsync(stranger, "p2")).Refused(RefusalCode.ActorNotAssigned);
            (await desk.PhotoAsync(stranger, ["p2"])).Refused(RefusalCode.ActorNotAssigned);
        }

        (await desk.PapersAsync(NotaryDesk.Lead, "p7")).Refused(RefusalCode.ParticipantUnknown);
        (await desk.CloseAsync(NotaryDesk.Second)).Refused(RefusalCode.ActorNotAssigned);
        (await desk.AbortAsync(NotaryDesk.Second)).Refused(RefusalCode.ActorNotAssigned);
        DateTimeOffset now = desk.Office.Clock.GetUtcNow();
        (await desk.RecordAsync(NotaryDesk.Third, "v1", now.AddSeconds(-2), now, [1])).Refused(RefusalCode.ActorNotAssigned);
    }

    [SkippableFact]
    public async Task SigningPhoto_IsKeptAsTakenAndOnlyOfTheMoment()
    {
        await using NotaryDesk desk = await NotaryDesk.OpenAsync();
        await desk.OpenedAsync();
        Assert.Equal(["not-signed-yet:p1"], (await desk.PhotoAsync(NotaryDesk.Lead, ["p1"])).Refused(RefusalCode.SigningPhotoNotAccepted));
        await desk.SignAsync("p1");
        DateTimeOffset now = desk.Office.Clock.GetUtcNow();
        Assert.Equal(["not-of-the-signing:p1"], (await desk.PhotoAsync(NotaryDesk.Lead, ["p1"], takenAt: now.AddMinutes(-11))).Refused(RefusalCode.SigningPhotoNotAccepted));
        Assert.Equal(["in-the-future"], (await desk.PhotoAsync(NotaryDesk.Lead, ["p1"], takenAt: now.AddMinutes(5))).Refused(RefusalCode.SigningPhotoNotAccepted));
        Assert.Equal(["too-small"], (await desk.PhotoAsync(NotaryDesk.Lead, ["p1"], Pictures.Jpeg(640, 480, 90))).Refused(RefusalCode.SigningPhotoNotAccepted));
        Assert.Equal(["not-a-whole-jpeg"], (await desk.PhotoAsync(NotaryDesk.Lead, ["p1"], NotaryDesk.Photo[..^20])).Refused(RefusalCode.SigningPhotoNotAccepted));

        DossierPaper kept = (await desk.CaseAsync()).File.Dossier.Papers.Single(p => p.Origin == PaperOrigin.SigningPhoto);
        Assert.Equal(("p1", "signing-photo:v1", Sha256Digest.Of(NotaryDesk.Photo)), (kept.About, kept.Need, kept.Sha256));
        Assert.Equal(NotaryDesk.Photo, await desk.PaperAsync(kept.Id));

        // The print: of this photo, for the venue's notary and the lead, each one recorded; the dossier gets nothing more.
        (await desk.PrintAsync(NotaryDesk.Second, "p1")).Refused(RefusalCode.ActorNotAssigned);
        (await desk.PrintAsync(NotaryDesk.Lead, "p2")).Refused(RefusalCode.SigningPhotoNotFound);
        (await desk.PrintAsync(NotaryDesk.Lead, "p9")).Refused(RefusalCode.SigningPhotoNotFound);
        ComposedPaper print = (await desk.PrintAsync(NotaryDesk.Lead, "p1")).Done();
        string text = string.Join(' ', PaperPrints.ReadText(print.Pdf.ToArray()));
        foreach (string words in new[] { "ẢNH CHỤP THỜI ĐIỂM KÝ", "Nguyễn Thị Bán", desk.Officers.Find(Office.Tenant, NotaryDesk.Lead)!.FullName, kept.Sha256.Hex[..32], "800 x 1100" })
        {
            Assert.Contains(words, text, StringComparison.Ordinal);
        }

        Assert.Equal(1, print.Pages);
        Assert.Equal(
            [RefusalCode.ActorNotAssigned.Value, RefusalCode.SigningPhotoNotFound.Value, RefusalCode.SigningPhotoNotFound.Value, "done"],
            (await desk.Office.ViewAsync(desk.Case)).Timeline.Where(e => e.Entry.Act == Act.PrintSigningPhoto.Code).Select(e => e.Entry.Result));
        Assert.Single((await desk.CaseAsync()).File.Dossier.Papers, p => p.Origin == PaperOrigin.SigningPhoto);
    }

    [Fact]
    public async Task CloseSession_NamesWhatIsMissingOfEachPerson()
    {
        await using NotaryDesk desk = await NotaryDesk.OpenAsync();
        await desk.OpenedAsync();
        await desk.SignAsync("p1");
        Assert.Equal(
            ["papers-shown:p2", "capacity:p2", "reading:p2", "signature:p2", "signing-photo:p2"], (await desk.CloseAsync()).Refused(RefusalCode.SessionNotComplete));
        await desk.SignAsync("p2");
        (await desk.CloseAsync()).Done();
    }

    [Fact]
    public async Task ApproveCase_WithoutRecordingOrWithALongGap_IsRefused()
    {
        await using NotaryDesk desk = await NotaryDesk.OpenAsync();
        await desk.OpenedAsync();
        await desk.SignAllAsync();
        (await desk.CloseAsync()).Done();
        Assert.Equal(["recording-gap:v1", "recording-gap:v2"], (await desk.ApproveAsync()).Refused(RefusalCode.SessionNotComplete));

        NotarialSession session = (await desk.CaseAsync()).File.Session!;
        DateTimeOffset opened = session.OpenedAt!.Value, closed = session.ClosedAt!.Value;
        DateTimeOffset half = opened + ((closed - opened) / 2);
        (await desk.RecordAsync(NotaryDesk.Second, "v2", opened, closed, [1])).Done();
        (await desk.RecordAsync(NotaryDesk.Lead, "v1", opened, half, [2])).Done();

        // Six seconds without a picture at one venue; the procedure allows five.
        (await desk.RecordAsync(NotaryDesk.Lead, "v1", half.AddSeconds(6), closed, [3])).Done();
        Assert.Equal(["recording-gap:v1"], (await desk.ApproveAsync()).Refused(RefusalCode.SessionNotComplete));
        (await desk.RecordAsync(NotaryDesk.Lead, "v1", half, half.AddSeconds(6), [4])).Done();
        (await desk.ApproveAsync()).Done();
    }

    [Fact]
    public async Task AddRecording_ImpossibleSpans_AreRefused()
    {
        await using NotaryDesk desk = await NotaryDesk.OpenAsync();
        await desk.OpenedAsync(proven: false);
        DateTimeOffset opened = desk.Office.Clock.GetUtcNow();
        desk.Office.Clock.Advance(TimeSpan.FromMinutes(10));
        Task<Outcome<RecordedSpan>> Add(int from, int until, byte media) =>
            desk.RecordAsync(NotaryDesk.Lead, "v1", opened.AddMinutes(from), opened.AddMinutes(until), [media]);

        Assert.Equal(["in-the-future"], (await Add(0, 11, 1)).Refused(RefusalCode.RecordingNotAccepted));
        Assert.Equal(["empty-span"], (await Add(5, 5, 1)).Refused(RefusalCode.RecordingNotAccepted));
        Assert.Equal(["before-the-session"], (await Add(-120, 5, 1)).Refused(RefusalCode.RecordingNotAccepted));
        (await Add(-1, 5, 1)).Done();
        Assert.Equal(["overlaps"], (await Add(4, 8, 2)).Refused(RefusalCode.RecordingNotAccepted));
        Assert.Equal(["same-recording-twice"], (await Add(5, 8, 1)).Refused(RefusalCode.RecordingNotAccepted));
        var other = SessionMedia.Elsewhere(Sha256Digest.Of("film"u8), "kho-ghi-hinh/2026/11/29/phien-1-v1.mkv");
        RecordedSpan kept = (await new AddRecording(desk.Office.Desk).DoAsync(NotaryDesk.Notary(NotaryDesk.Lead), desk.Case, "v1", opened.AddMinutes(5), opened.AddMinutes(8), other, None)).Done();
        Assert.Equal(other.Sha256, kept.MediaSha256);
        Assert.Contains(other.Sha256.Hex, System.Text.Encoding.UTF8.GetString(await desk.PaperAsync(kept.Paper)), StringComparison.Ordinal);
        Assert.Equal(["venue"], (await desk.RecordAsync(NotaryDesk.Lead, "v9", opened, opened.AddMinutes(1), [9])).Refused(RefusalCode.RecordingNotAccepted));
    }

    [Fact]
    public async Task AbortSession_VoidsTheNumberAndNothingOfItCountsAgain()
    {
        await using NotaryDesk desk = await NotaryDesk.OpenAsync();
        await desk.OpenedAsync(proven: false);
        CaptureGrant running = await desk.Office.BeginCaptureAsync(desk.Case, "p2", desk.People[1].FullName, desk.People[1].PersonalNumber);
        CaptureGrant first = await desk.Office.BeginCaptureAsync(desk.Case, "p1", desk.People[0].FullName, desk.People[0].PersonalNumber);
        (await desk.Office.FinishAsync(first, CaptureVerdict.Passed)).Done();
        (await desk.PapersAsync(NotaryDesk.Lead, "p1")).Done();
        (await desk.AbortAsync(reason: " ")).Refused(RefusalCode.ReasonRequired);
        SessionScheduled again = (await desk.AbortAsync()).Done();

        Assert.Equal(2, again.Agreements.Count);
        Assert.Null(again.File.Number);
        Assert.Null(again.File.ResultCode);
        Assert.Empty(again.File.Session!.Facts);
        Assert.Null(again.File.Session.OpenedAt);
        Assert.EndsWith("/CCGD", Assert.Single(again.File.AbortedSessions).Number, StringComparison.Ordinal);
        Assert.Equal(1, Assert.IsType<VoidedEntry>(Assert.Single(await desk.NumbersAsync())).Number);

        // A capture that still runs comes too late, for this session and for the next.
        (await desk.Office.FinishAsync(running, CaptureVerdict.Passed)).Refused(RefusalCode.VerificationActionNotAllowed);
        Assert.Equal(["number"], (await desk.OpenSessionAsync()).Refused(RefusalCode.CaseActionNotAllowed));
        (await desk.ReserveAsync()).Done();
        AwaitingIdentity second = (await desk.OpenSessionAsync()).Done();
        Assert.Equal(2, second.File.Number!.Number);
        Assert.Empty(second.Identities);
        await desk.ProvenAsync();
        await desk.SignAllAsync();
        (await desk.CloseAsync()).Done();
        await desk.RecordAllAsync();
        (await desk.ApproveAsync()).Done();
    }

    private static async Task<IReadOnlyList<string>> ConfirmAsync(NotaryDesk desk) => (await desk.Office.ConfirmAndSignAsync(desk.Case)).Refused(RefusalCode.SessionNotComplete);
}
