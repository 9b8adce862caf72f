using RemoteVerify.Cases.Assisting;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Lookups;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Tenants;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Tests.Assisting;

/// <summary>Dossiers that waited at a service point: opened once each, under the code on the person's paper, by the rules of any case and of any help.</summary>
public sealed class ReceiveDossierTests : IAsyncLifetime
{
    private const string Person = "001199000027";
    private static readonly CancellationToken None = CancellationToken.None;
    private Office _office = null!;
    private HelpedCase _helped = null!;
    private QueuedDossier _item = null!;

    public async Task InitializeAsync()
    {
        _office = await Office.OpenAsync();
        _helped = new HelpedCase(_office);
        DateTimeOffset now = _office.Clock.GetUtcNow();
        _item = new QueuedDossier(
            Guid.NewGuid(), "7K4M2QXP", Office.Marital, " Lò Thị Bản Xa ", Person, "0912 345 678", [new FieldInput("purpose", "loan")], new VisitWish("village", NextMonday(now), "kiểm tra khuôn mặt"),
            RecordedPresence.CurrentText, now.AddDays(-2));
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task Dossier_SentTwice_OpensOneCase_UnderTheCodeOnThePaper()
    {
        ReceivedDossier first = (await ReceiveAsync(_item)).Value;
        Assert.Equal(($"HS-{VietnamTime.Day(_item.TakenAt):yyyyMMdd}-7K4M2QXP", true), (first.CaseCode, first.IsNew));
        ReceivedDossier again = (await ReceiveAsync(_item)).Value;
        Assert.Equal((first.CaseCode, false, first.Booked!.At), (again.CaseCode, again.IsNew, again.Booked!.At));

        Case found = await OnlyCaseAsync();
        Participant person = Assert.Single(found.File.Participants);
        Assert.Equal((first.CaseCode, "Lò Thị Bản Xa", Person, ParticipantKind.Applicant), (found.File.Code, person.FullName, person.PersonalNumber, person.Kind));
        FieldValue typed = Assert.Single(found.File.Dossier.Fields);
        Assert.Equal(("purpose", "loan", ValueSource.Typed), (typed.Name, typed.Value, typed.Source));
        Assert.Equal("+84912345678", found.File.WishOf(person.Id)!.Phone);
        Assert.Empty(found.File.Dossier.Consents);
        Assert.IsType<DraftCase>(found);

        Appointment visit = Assert.Single(found.File.Dossier.Appointments);
        Assert.Equal(("village", new TimeOnly(8, 0), _item.Wish!.Day), (visit.ServicePoint, TimeOnly.FromTimeSpan(visit.At.TimeOfDay), VietnamTime.Day(visit.At)));
        Assert.NotNull(visit.Slip);
    }

    [Fact]
    public async Task Dossier_IsCountedOnce_AndRecordedAsHelpAndAsAnOpenedCase()
    {
        string code = (await ReceiveAsync(_item)).Value.CaseCode;
        await ReceiveAsync(_item);
        OwnAssistances own = await _helped.OwnAsync();
        Assert.Equal((1, 1), (own.Today.Begun, own.Month.Counted));
        Assert.Null(own.Open);

        await using IUnitOfWork unit = await _office.Storage.BeginAsync(None);
        CaseId id = Assert.Single(await unit.Cases.ListByPersonAsync(Office.Tenant, Person, 10, None));
        Assert.Equal(["case.open", "assistance.receive-dossier", "assistance.receive-dossier"], (await unit.Audit.ListAsync(id, None)).Select(one => one.Entry.Act));
        Assistance kept = Assert.Single(await unit.Assistances.ListOfCaseAsync(Office.Tenant, id, None));
        Assert.Equal((_item.TakenAt, AssistanceConsent.Tick), (kept.Presence!.At, kept.Presence.How));
        Assert.Equal(1, await unit.Meter.CountAsync(Office.Tenant, MeterMonth.Of(_office.Clock.GetUtcNow()), "case.open", None));

        // The helper finds the person's case by paper and card, as any other.
        Assert.True((await _helped.Beginning.DoAsync(_helped.Helper, code, Person, None)).IsDone);
    }

    [Fact]
    public async Task Dossier_ThatMayNotCome_IsRefused_AndOpensNothing()
    {
        (QueuedDossier Item, RefusalCode Code)[] refused =
        [
            (_item with { AgreedTo = null }, RefusalCode.QueuedItemInvalid),
            (_item with { TakenAt = _office.Clock.GetUtcNow() - ReceivePaper.LongestWait - TimeSpan.FromMinutes(1) }, RefusalCode.QueuedItemInvalid),
            (_item with { Slip = "7k4m2qxp" }, RefusalCode.QueuedItemInvalid),
            (_item with { Slip = null }, RefusalCode.QueuedItemInvalid),
            (_item with { PersonalNumber = "00119900002" }, RefusalCode.ParticipantInvalid),
            (_item with { FullName = "  " }, RefusalCode.ParticipantInvalid),
            (_item with { Procedure = "nothing" }, RefusalCode.ProcedureUnknown),
            (_item with { Procedure = "notarised-contract", Fields = [] }, RefusalCode.ProcedureNotInForce),
            (_item with { Fields = [new FieldInput("purpose", "anything")] }, RefusalCode.FieldsInvalid),
            (_item with { Phone = "12" }, RefusalCode.NotificationWishInvalid),
        ];
        foreach ((QueuedDossier item, RefusalCode code) in refused)
        {
            Assert.Equal(code, (await ReceiveAsync(item)).Refusal?.Code);
        }

        Assert.Equal(RefusalCode.ActorNotPermitted, (await ReceiveAsync(_item, Actor.Helper(Office.Tenant, "nobody"))).Refusal!.Code);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await ReceiveAsync(_item, _office.Officer)).Refusal!.Code);
        Assert.Equal(0, await CountAsync());
        Assert.Equal(0, (await _helped.OwnAsync()).Today.Begun);
        Assert.True((await ReceiveAsync(_item)).Value.IsNew);
    }

    [Fact]
    public async Task Limits_OfPersonHelperAndOffice_Hold()
    {
        QueuedDossier Next(char letter, string number) => _item with { Id = Guid.NewGuid(), Slip = new string(letter, 8), PersonalNumber = number };
        HelpedCase few = new(_office) { Policy = new AssistingPolicy { MostOfAPersonInADay = 1 }, MostInADay = 2 };
        Assert.True((await ReceiveAsync(Next('A', Person), helped: few)).IsDone);
        Assert.Equal(RefusalCode.AssistancePersonFull, (await ReceiveAsync(Next('B', Person), few.OtherHelper, few)).Refusal!.Code);
        Assert.True((await ReceiveAsync(Next('C', "001199000028"), helped: few)).IsDone);
        Assert.Equal(RefusalCode.AssistanceDayFull, (await ReceiveAsync(Next('D', "001199000029"), helped: few)).Refusal!.Code);

        TenantTree tree = new([new Tenant(Office.Tenant, "Xã", null, new Dictionary<string, long> { ["case.open"] = 2 })]);
        Outcome<ReceivedDossier> above = await ReceiveAsync(Next('E', "001199000030"), few.OtherHelper, few, new Desk(_office.Storage, _office.Clock, tree));
        Assert.Equal(RefusalCode.TenantLimitReached, above.Refusal!.Code);
    }

    [Fact]
    public async Task Wish_ThatCannotBeHad_BooksNothing_AndTheCaseIsOpenedAnyway()
    {
        DateOnly past = VietnamTime.Day(_office.Clock.GetUtcNow()).AddDays(-1);
        foreach (VisitWish wish in new VisitWish[] { _item.Wish! with { Day = past }, _item.Wish! with { ServicePoint = "nowhere" }, _item.Wish! with { Day = _item.Wish.Day.AddDays(-1) } })
        {
            ReceivedDossier received = (await ReceiveAsync(_item with { Id = Guid.NewGuid(), Slip = Convert.ToHexString(Guid.NewGuid().ToByteArray())[..8], Wish = wish, Phone = null })).Value;
            Assert.Equal((true, null), (received.IsNew, received.Booked));
        }

        Assert.Equal(3, await CountAsync());
    }

    /// <summary>A paper that waits in the same queue finds the case by the code that only the machine and the person's paper know.</summary>
    [Fact]
    public async Task Paper_OfTheSameQueue_FindsTheCase()
    {
        string code = (await ReceiveAsync(_item)).Value.CaseCode;
        QueuedPaper paper = new(Guid.NewGuid(), code, Person, "residence-confirmation", RecordedPresence.CurrentText, _item.TakenAt, _office.Contract());
        Outcome<bool> sent = await new ReceivePaper(_office.Desk, _helped, _helped.Policy, _office.Policy, new AddPaper(_office.Desk, _office.Procedures)).DoAsync(_helped.Helper, paper, None);
        Assert.Equal(RefusalCode.PaperSourceFirst, sent.Refusal!.Code);

        // The database does not answer: now the same item is taken.
        _office.Population.Next = new UnavailableAnswer("unreachable");
        await _office.LookUpAsync((await OnlyCaseAsync()).File.Id);
        sent = await new ReceivePaper(_office.Desk, _helped, _helped.Policy, _office.Policy, new AddPaper(_office.Desk, _office.Procedures)).DoAsync(_helped.Helper, paper, None);
        Assert.True(sent.IsDone, sent.ToString());
    }

    /// <summary>No portal stands behind such a case, so nobody else would start the check.</summary>
    [Fact]
    public async Task Person_StartsTheFirstCheck_OfACaseThatAHelperOpened()
    {
        await ReceiveAsync(_item);
        CaseId id = (await OnlyCaseAsync()).File.Id;
        StartVerification start = new(_office.Desk, _office.Policy, _helped);
        ParticipantId person = new("p1");
        Assert.True((await _office.FillAsync(id)).IsDone);
        Assert.True((await _office.RequestAsync(id)).IsDone);
        Assert.Equal(RefusalCode.ConsentMissing, (await start.DoAsync(Office.Citizen(id), id, person, None)).Refusal!.Code);
        Assert.True((await _office.ConsentAsync(id)).IsDone);
        Assert.True((await start.DoAsync(Office.Citizen(id), id, person, None)).IsDone);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await start.DoAsync(Office.Citizen(id), id, person, None)).Refusal!.Code);

        CaseId portals = (await _office.OpenMaritalAsync()).File.Id;
        await _office.FillAsync(portals);
        await _office.RequestAsync(portals);
        await _office.ConsentAsync(portals);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await start.DoAsync(Office.Citizen(portals), portals, person, None)).Refusal!.Code);
    }

    private static DateOnly NextMonday(DateTimeOffset now)
    {
        DateOnly day = VietnamTime.Day(now).AddDays(1);
        return day.AddDays(((int)DayOfWeek.Monday - (int)day.DayOfWeek + 7) % 7);
    }

    private async Task<Case> OnlyCaseAsync()
    {
        await using IUnitOfWork unit = await _office.Storage.BeginAsync(None);
        return (await unit.Cases.FindAsync(Office.Tenant, Assert.Single(await unit.Cases.ListByPersonAsync(Office.Tenant, Person, 10, None)), None))!;
    }

    private async Task<int> CountAsync()
    {
        await using IUnitOfWork unit = await _office.Storage.BeginAsync(None);
        return (await unit.Cases.ListAsync(Office.Tenant, new CaseQuery(null, null, null, 100), None)).Count;
    }

    private Task<Outcome<ReceivedDossier>> ReceiveAsync(QueuedDossier item, Actor? actor = null, HelpedCase? helped = null, Desk? desk = null)
    {
        Desk at = desk ?? _office.Desk;
        return new ReceiveDossier(
            at, helped ?? _helped, (helped ?? _helped).Policy, new OpenCase(at, _office.Procedures), new SetFields(at, _office.Procedures),
            new BookAppointment(at, _office.Points, _office.Procedures, _office.Slips), new ListSlots(at, _office.Points, _office.Procedures), _office.Points).DoAsync(actor ?? _helped.Helper, item, None);
    }
}
