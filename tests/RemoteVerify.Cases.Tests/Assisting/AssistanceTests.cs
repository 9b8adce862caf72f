using RemoteVerify.Cases.Assisting;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Tests.Assisting;

/// <summary>What a helper may, what the person's session on the helper's machine may, and what nobody may there.</summary>
public sealed class AssistanceTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private Office _office = null!;
    private HelpedCase _helped = null!;

    public async Task InitializeAsync()
    {
        _office = await Office.OpenAsync();
        _helped = new HelpedCase(_office);
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task Person_Alone_AnswersConfirmsAndSigns_AndTheHelperIsCounted()
    {
        CaseId id = await _office.ProvenAsync();
        (Assistance assistance, Actor person) = await _helped.AloneAsync(id);
        Assert.Equal(AssistedStep.ReadAndConfirm, assistance.Step);
        Assert.True((await _helped.AnswerAsync(person, isPressed: false)).IsDone);
        Outcome<CaseWithDocument> signed = await _helped.ConfirmAndSignAsync(person, id);
        Assert.True(signed.IsDone, signed.ToString());
        Assert.IsType<ParticipantsSigned>(signed.Value);
        Assert.True((await new HandBack(_office.Desk).DoAsync(person, None)).IsDone);
        Assert.Equal(AssistedStep.Office, (await _helped.StepAsync(assistance.Id)).Step);
        Assert.True((await _helped.EndAsync(assistance.Id)).Value.Counts);

        Assert.Equal(new AssistanceLine(HelpedCase.Agent, "helper-1", 1, 1, 1), Assert.Single((await _helped.ReportAsync(MonthNow())).Lines));
        Assert.Equal(1, (await _helped.OwnAsync()).Today.Begun);
    }

    [Fact]
    public async Task Person_WhoIsPressed_LeavesNoTraceThatTheHelperSees_AndNothingBindsUntilAnOfficerHasSettledIt()
    {
        CaseId id = await _office.ProvenAsync();
        (Assistance assistance, Actor person) = await _helped.AloneAsync(id);
        Assert.True((await _helped.AnswerAsync(person, isPressed: true)).IsDone);

        Sha256Digest shown = (await _office.ViewAsync(id)).Case.CurrentDocument!.Sha256;
        Assert.Equal(RefusalCode.CaseWithOffice, (await new ConfirmContent(_office.Desk).DoAsync(person, id, shown, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.CaseWithOffice, (await _office.ConfirmAndSignAsync(id)).Refusal!.Code);
        Assert.DoesNotContain("press", (await _office.ConfirmAndSignAsync(id)).Refusal!.Message, StringComparison.OrdinalIgnoreCase);

        // What the helper sees is what follows a signature: the office has it, and the assistance counts.
        Assert.True((await new HandBack(_office.Desk).DoAsync(person, None)).IsDone);
        Assert.Equal(AssistedStep.Office, (await _helped.StepAsync(assistance.Id)).Step);
        Assert.True((await _helped.EndAsync(assistance.Id)).Value.Counts);
        Assert.Equal(AssistedStep.Office, (await _helped.BeginAsync(id)).Value.Step);

        ConcernView concern = Assert.Single(await _helped.ConcernsAsync());
        Assert.Equal((Office.Name, "helper-1", id), (concern.Person, concern.Helper, concern.Concern.CaseId));
        SettleConcern settle = new(_office.Desk);
        Assert.True((await settle.DoAsync(_office.Officer, concern.Concern.Id, ConcernEnd.Pressed, None)).IsDone);
        Assert.Equal(RefusalCode.CaseWithOffice, (await _office.ConfirmAndSignAsync(id)).Refusal!.Code);
        Assert.Empty(await _helped.ConcernsAsync());

        Assert.True((await settle.DoAsync(_office.Officer, concern.Concern.Id, ConcernEnd.OwnWill, None)).IsDone);
        Assert.Equal(RefusalCode.ConcernSettled, (await settle.DoAsync(_office.Officer, concern.Concern.Id, ConcernEnd.Pressed, None)).Refusal!.Code);
        Assert.True((await _office.ConfirmAndSignAsync(id)).IsDone);
    }

    [Fact]
    public async Task Answers_InTheLogAndInTheAssistance_LookAlike()
    {
        List<string> recorded = [];
        foreach (bool isPressed in (bool[])[true, false])
        {
            CaseId id = await _office.ProvenAsync();
            (Assistance assistance, Actor person) = await _helped.AloneAsync(id);
            Assistance answered = (await _helped.AnswerAsync(person, isPressed)).Value;
            Assert.Equal(AssistanceState.Answered, answered.State);
            CaseView view = await _office.ViewAsync(id);
            recorded.Add($"{string.Join(',', view.Timeline.Select(e => $"{e.Entry.Act} {e.Entry.Result} {string.Join(' ', e.Entry.Details.Keys.Order())}"))} {view.Case.State} {view.Case.File.Version}");
            Assert.True((await _helped.EndAsync(assistance.Id)).Value.Counts);
        }

        Assert.Equal(recorded[0], recorded[1]);
    }

    [Fact]
    public async Task Session_WithTheHelperBeside_PreparesAndRefusesEverythingElse()
    {
        CaseId id = (await _office.OpenCaseAsync()).File.Id;
        await _office.AttachAsync(id);
        AwaitingChip started = (await new StartVerification(_office.Desk).DoAsync(_office.Portal, id, new ParticipantId("p1"), None)).Value;
        Assistance agreed = await _helped.AgreedAsync(id);
        Assert.Equal(AssistedStep.Chip, agreed.Step);
        Actor person = await _helped.SessionAsync((await _helped.Hand(agreed.Id, alone: false)).Value.Link);
        using (Synthetic.Chips.VirtualChip chip = _office.Chip())
        {
            Assert.True((await _office.SubmitAsync(person, started, chip)).IsDone);
        }

        Assert.Equal(RefusalCode.HandOverFirst, (await _helped.AnswerAsync(person, false)).Refusal!.Code);
        foreach (Act act in Act.All.Where(act => act.Permits(ActorRole.Citizen) && !AssistedActs.Together.Contains(act)))
        {
            Outcome<int> outcome = await _office.Desk.DoAsync<int>(act, person, (_, _) => throw new InvalidOperationException($"{act} was let in."), None);
            Assert.Equal(RefusalCode.HandOverFirst, outcome.Refusal!.Code);
        }

        Assert.Empty(AssistedActs.Together.Intersect(AssistedActs.Binding));
        Assert.Empty(AssistedActs.Alone.Intersect(AssistedActs.Binding));
    }

    [Fact]
    public async Task Session_AfterItWasHandedBack_IsOver_EvenWhenTheMachineIsHandedOverAgain()
    {
        CaseId id = await _office.ProvenAsync();
        (Assistance assistance, Actor first) = await _helped.AloneAsync(id);
        Assert.True((await new HandBack(_office.Desk).DoAsync(first, None)).IsDone);
        Assert.Equal(RefusalCode.AssistanceOver, (await _helped.AnswerAsync(first, false)).Refusal!.Code);

        Actor second = await _helped.SessionAsync((await _helped.Hand(assistance.Id, alone: true)).Value.Link);
        Assert.Equal(RefusalCode.AssistanceOver, (await new ReadDocument(_office.Desk).DoAsync(first, id, None)).Refusal!.Code);
        Assert.True((await new ReadDocument(_office.Desk).DoAsync(second, id, None)).IsDone);
        Assert.True((await new TakeBack(_office.Desk).DoAsync(_helped.Helper, assistance.Id, None)).IsDone);
        Assert.Equal(RefusalCode.AssistanceOver, (await new ReadDocument(_office.Desk).DoAsync(second, id, None)).Refusal!.Code);
    }

    [Fact]
    public async Task Session_OfAHandover_EndsWithTheAssistance()
    {
        CaseId id = await _office.ProvenAsync();
        (Assistance _, Actor person) = await _helped.AloneAsync(id);
        _office.Clock.Advance(Assistance.Lifetime);
        Assert.Equal(RefusalCode.AssistanceOver, (await _helped.AnswerAsync(person, false)).Refusal!.Code);
    }

    [Fact]
    public async Task Helper_WithoutConsent_GetsNoStepAndNoHandover_AndNeverWhileThePersonHasTheMachine()
    {
        CaseId id = await _office.ProvenAsync();
        Assistance begun = (await _helped.BeginAsync(id)).Value;
        OpenStep step = await _helped.StepAsync(begun.Id);
        Assert.Null(step.Step);
        Assert.Equal("Nguyễn T. T. N.", step.Person);
        Assert.Equal(RefusalCode.AssistanceNotAgreed, (await _helped.Hand(begun.Id, alone: true)).Refusal!.Code);

        Assert.True((await _helped.Presence(begun.Id)).IsDone);
        Assert.Equal(RefusalCode.AssistanceStepNotTheirs, (await _helped.Hand(begun.Id, alone: false)).Refusal!.Code);
        Assert.True((await _helped.Hand(begun.Id, alone: true)).IsDone);
        Assert.Equal(RefusalCode.AssistanceWithPerson, (await _helped.Hand(begun.Id, alone: true)).Refusal!.Code);
        Assert.Equal(RefusalCode.AssistanceWithPerson, (await _helped.Presence(begun.Id)).Refusal!.Code);
        Assert.Equal(RefusalCode.AssistanceNotFound, (await new EndAssistance(_office.Desk, _office.Policy).DoAsync(_helped.OtherHelper, begun.Id, None)).Refusal!.Code);
    }

    [Fact]
    public async Task Helper_DoesNoActOfACaseAtAll()
    {
        CaseId id = await _office.ProvenAsync();
        Sha256Digest shown = (await _office.ViewAsync(id)).Case.CurrentDocument!.Sha256;
        Assert.Equal(RefusalCode.ActorNotPermitted, (await new ConfirmContent(_office.Desk).DoAsync(_helped.Helper, id, shown, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await _office.Signing().DoAsync(_helped.Helper, id, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await new ReadDocument(_office.Desk).DoAsync(_helped.Helper, id, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await new ListConcerns(_office.Desk).DoAsync(_helped.Helper, true, None)).Refusal!.Code);
        Assert.DoesNotContain(Act.All, act => act.Permits(ActorRole.Helper) && (AssistedActs.Binding.Contains(act) || act == Act.ViewCase || act == Act.ViewEvidence));
    }

    [Fact]
    public async Task Consent_Spoken_IsKeptUnderTheCasesKeyWithItsHash()
    {
        CaseId id = await _office.ProvenAsync();
        Assistance begun = (await _helped.BeginAsync(id)).Value;
        byte[] sound = [0x1A, 0x45, 0xDF, 0xA3, .. new byte[500]];
        Assert.Equal("no-answer", Assert.Single((await _helped.Presence(begun.Id, ticked: false)).Refusal!.Reasons));
        Assert.Equal("sound-unreadable", Assert.Single((await _helped.Presence(begun.Id, false, new byte[500])).Refusal!.Reasons));
        Assert.Equal("sound-too-large", Assert.Single((await _helped.Presence(begun.Id, false, [.. sound, .. new byte[_helped.Policy.LargestSoundBytes]])).Refusal!.Reasons));
        Assert.Equal("text-version", Assert.Single((await _helped.Presence(begun.Id, text: "2020-01")).Refusal!.Reasons));

        RecordedPresence presence = (await _helped.Presence(begun.Id, ticked: false, sound)).Value.Presence!;
        Assert.Equal((AssistanceConsent.Spoken, Sha256Digest.Of(sound)), (presence.How, presence.SoundSha256));
        Assert.Equal(sound, (await _helped.BlobAsync(id, presence.Sound!.Value))!.Value.ToArray());
        Assert.Contains((await _office.ViewAsync(id)).Timeline, e => e.Entry.Act == Act.RecordPresence.Code && e.Entry.Details.GetValueOrDefault("sound") == Sha256Digest.Of(sound).Hex);

        // An officer of the case listens, and each time is on record.
        HelpedOnce once = Assert.Single((await new ReadAssistances(_office.Desk).DoAsync(_office.Officer, id, None)).Value.Times);
        Assert.Equal((begun.Id, presence), (once.Assistance.Id, once.Assistance.Presence));
        ListenToPresence listen = new(_office.Desk);
        PresenceSound heard = (await listen.DoAsync(_office.Officer, id, begun.Id, None)).Value;
        Assert.Equal(("audio/webm", Sha256Digest.Of(sound)), (heard.ContentType, heard.Sha256));
        Assert.Equal(sound, heard.Bytes.ToArray());
        Assert.Contains((await _office.ViewAsync(id)).Timeline, e => e.Entry.Act == Act.ListenToPresence.Code && e.Entry.Details.GetValueOrDefault("sound") == Sha256Digest.Of(sound).Hex);
        Assert.Equal(RefusalCode.AssistanceNotFound, (await listen.DoAsync(_office.Officer, id, Guid.NewGuid(), None)).Refusal!.Code);
        Assert.Equal(RefusalCode.AssistanceNotFound, (await listen.DoAsync(_office.Officer, await _office.ProvenAsync(), begun.Id, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await listen.DoAsync(_helped.Helper, id, begun.Id, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await new ReadAssistances(_office.Desk).DoAsync(_helped.Helper, id, None)).Refusal!.Code);
    }

    [Fact]
    public async Task Begin_WithAPairThatBelongsToNoCase_IsTheSameForAll_AndLocksAfterTen()
    {
        CaseId id = await _office.ProvenAsync();
        string code = await _helped.CodeAsync(id);
        foreach ((string Code, string Number) pair in ((string, string)[])[(code, "001199000099"), ("KHONG-CO", Office.Number), ("", ""), (code, "12")])
        {
            Assert.Equal(RefusalCode.AssistanceCaseNotFound, (await _helped.Beginning.DoAsync(_helped.Helper, pair.Code, pair.Number, None)).Refusal!.Code);
        }

        for (int i = 4; i < _helped.Policy.MostMissesInADay; i++)
        {
            await _helped.Beginning.DoAsync(_helped.Helper, code, "001199000099", None);
        }

        Assert.Equal(RefusalCode.AssistanceLocked, (await _helped.BeginAsync(id)).Refusal!.Code);

        // Another helper at the same place is not concerned, and tomorrow is another day.
        Assert.True((await _helped.BeginAsync(id, _helped.OtherHelper)).IsDone);
        _office.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True((await _helped.BeginAsync(id)).IsDone);
    }

    [Fact]
    public async Task Begin_AtTheCap_TellsIt_AndThePersonGoesOnAlone()
    {
        _helped.MostInADay = 2;
        CaseId id = await _office.ProvenAsync();
        Assert.True((await _helped.BeginAsync(id)).IsDone);
        Assert.True((await _helped.BeginAsync(id)).IsDone);
        Refusal full = (await _helped.BeginAsync(id)).Refusal!;
        Assert.Equal((RefusalCode.AssistanceDayFull, RefusalKind.TooMany), (full.Code, full.Code.Kind));
        Assert.True((await _office.ConfirmAndSignAsync(id)).IsDone);
    }

    [Fact]
    public async Task Person_HelpedAsOftenAsADayAllows_IsHelpedNoMore_ByWhomever()
    {
        HelpedCase few = new(_office) { Policy = new AssistingPolicy { MostOfAPersonInADay = 2 } };
        CaseId id = await _office.ProvenAsync();
        Assert.True((await few.BeginAsync(id)).IsDone);
        Assert.True((await few.BeginAsync(id, few.OtherHelper)).IsDone);
        Assert.Equal(RefusalCode.AssistancePersonFull, (await few.BeginAsync(id)).Refusal!.Code);
    }

    [Fact]
    public async Task End_WithoutAStepDone_CountsNothing_AndAStepCountsOnceADay()
    {
        CaseId id = await _office.ProvenAsync();
        Assistance idle = await _helped.AgreedAsync(id);
        Assert.False((await _helped.EndAsync(idle.Id)).Value.Counts);
        Assert.Equal(RefusalCode.AssistanceOver, (await _helped.EndAsync(idle.Id)).Refusal!.Code);

        for (int i = 0; i < 2; i++)
        {
            (Assistance assistance, Actor person) = await _helped.AloneAsync(id);
            Assert.True((await _helped.AnswerAsync(person, false)).IsDone);
            Assert.Equal(i == 0, (await _helped.EndAsync(assistance.Id)).Value.Counts);
        }

        Assert.Equal(new AssistanceLine(HelpedCase.Agent, "helper-1", 3, 3, 1), Assert.Single((await _helped.ReportAsync(MonthNow())).Lines));
    }

    [Fact]
    public async Task Begin_Again_EndsWhatTheHelperLeftOpen()
    {
        CaseId id = await _office.ProvenAsync();
        (Assistance first, Actor person) = await _helped.AloneAsync(id);
        Assistance second = (await _helped.BeginAsync(id)).Value;
        Assert.Equal(RefusalCode.AssistanceOver, (await _helped.AnswerAsync(person, false)).Refusal!.Code);
        Assert.Equal(second.Id, (await _helped.OwnAsync()).Open!.Id);
        Assert.Equal(RefusalCode.AssistanceOver, (await _helped.EndAsync(first.Id)).Refusal!.Code);
    }

    private string MonthNow() => Cases.Tenants.MeterMonth.Of(_office.Clock.GetUtcNow()).ToString();
}
