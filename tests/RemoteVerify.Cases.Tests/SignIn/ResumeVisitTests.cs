using RemoteVerify.Cases.Notifications;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.SignIn;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Tests.SignIn;

/// <summary>Going on elsewhere: code and number together open the case, and nothing that was proven or confirmed before is taken over.</summary>
public sealed class ResumeVisitTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Resume_AfterCameraAndConfirmation_AsksForBothAgain_AndKeepsTheChip()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.ProvenAsync();
        Sha256Digest document = (await office.ViewAsync(id)).Case.CurrentDocument!.Sha256;
        Assert.True((await new ConfirmContent(office.Desk).DoAsync(Office.Citizen(id), id, document, None)).IsDone);
        string code = (await new AskResumeCode(office.Desk).DoAsync(Office.Citizen(id), id, None)).Value;

        GivenToken session = (await new ResumeVisit(office.Desk).DoAsync(code, Office.Number, None)).Value;

        Actor again = (await new RecogniseCitizen(office.Storage, office.Clock).DoAsync(session.Token, None)).Value;
        Assert.Equal(id, again.OnlyCase);
        CaseView view = await office.ViewAsync(id);
        ContentConfirmed state = Assert.IsType<ContentConfirmed>(view.Case);
        Assert.Empty(state.Identities);
        Assert.Empty(state.Confirmations);
        AwaitingCapture waiting = Assert.IsType<AwaitingCapture>(Assert.Single(view.Verifications));
        Assert.Equal(Office.Number, waiting.Chip.Holder.PersonalNumber);
        Assert.Single(waiting.File.Captures);

        // Neither the old confirmation nor the old face signs.
        Assert.False((await office.ConfirmAndSignAsync(id)).IsDone);

        CaptureGrant grant = await office.NextCaptureAsync(waiting.File.Id, id);
        Assert.True((await office.FinishAsync(grant, CaptureVerdict.Passed)).IsDone);
        Assert.True((await office.ConfirmAndSignAsync(id)).IsDone);
    }

    /// <summary>What waited for an officer was another moment's face: nobody decides about it for who comes now.</summary>
    [Fact]
    public async Task Resume_WhileAnOfficerShallDecide_TakesTheWaitingCaptureBack()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenCaseAsync()).File.Id;
        Assert.True((await office.AttachAsync(id)).IsDone);
        CaptureGrant grant = await office.BeginCaptureAsync(id);
        Assert.True((await office.FinishAsync(grant, CaptureVerdict.Officer, "unsure")).IsDone);
        string code = (await new AskResumeCode(office.Desk).DoAsync(Office.Citizen(id), id, None)).Value;

        Assert.True((await new ResumeVisit(office.Desk).DoAsync(code, Office.Number, None)).IsDone);

        CaseView view = await office.ViewAsync(id);
        Assert.IsType<AwaitingIdentity>(view.Case);
        Assert.IsType<AwaitingCapture>(Assert.Single(view.Verifications));
        Assert.False((await new DecideIdentity(office.Desk).DoAsync(office.Officer, grant.Verification, true, "Đúng người", None)).IsDone);
    }

    [Fact]
    public async Task Resume_WithAWrongNumber_ChangesNothing_AndFiveOfThemLockTheCode()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.ProvenAsync();
        string code = (await new AskResumeCode(office.Desk).DoAsync(Office.Citizen(id), id, None)).Value;
        ResumeVisit resume = new(office.Desk);
        for (int guess = 0; guess < ReadOutcome.MostFailures; guess++)
        {
            Assert.Equal(RefusalCode.OutcomeNotFound, (await resume.DoAsync(code, "001199000099", None)).Refusal!.Code);
        }

        Assert.Equal(RefusalCode.OutcomeLocked, (await resume.DoAsync(code, Office.Number, None)).Refusal!.Code);
        Assert.IsType<AwaitingConfirmation>((await office.ViewAsync(id)).Case);
        Assert.Equal(RefusalCode.OutcomeNotFound, (await resume.DoAsync("AAAA-AAAA-AAAA", Office.Number, None)).Refusal!.Code);
        office.Clock.Advance(ReadOutcome.Lock + TimeSpan.FromMinutes(1));
        Assert.True((await resume.DoAsync(code, Office.Number, None)).IsDone);
    }

    [Fact]
    public async Task Resume_AfterTheSignature_LeavesWhatWasSigned()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.ProvenAsync();
        Assert.True((await office.ConfirmAndSignAsync(id)).IsDone);
        string code = (await new AskResumeCode(office.Desk).DoAsync(Office.Citizen(id), id, None)).Value;
        Assert.True((await new ResumeVisit(office.Desk).DoAsync(code, Office.Number, None)).IsDone);
        CaseView view = await office.ViewAsync(id);
        Assert.IsType<ParticipantsSigned>(view.Case);
        Assert.IsType<Passed>(Assert.Single(view.Verifications));
    }

    [Fact]
    public async Task ReadAloud_OfAnotherDocument_IsNotNoted()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.ProvenAsync();
        RecordReadAloud heard = new(office.Desk);
        Sha256Digest document = (await office.ViewAsync(id)).Case.CurrentDocument!.Sha256;
        Assert.Equal(RefusalCode.DocumentHashDiffers, (await heard.DoAsync(Office.Citizen(id), id, Sha256Digest.Of("other"u8), "vi-VN", None)).Refusal!.Code);
        Assert.True((await heard.DoAsync(Office.Citizen(id), id, document, "vi-VN", None)).IsDone);
        RecordedEntry entry = (await office.ViewAsync(id)).Timeline.Last(one => one.Entry.Act == Act.RecordReadAloud.Code && one.Entry.Result == "done");
        Assert.Equal(document.Hex, entry.Entry.Details["document"]);
    }
}
