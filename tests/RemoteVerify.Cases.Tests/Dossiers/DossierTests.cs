using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Lookups;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Tests.Journeys;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Tests.Dossiers;

public sealed class DossierTests
{
    [Fact]
    public async Task SetFields_WrongValues_NamesEachAndChangesNothing()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenMaritalAsync()).File.Id;

        Refusal refusal = (await office.SetAsync(
            Office.Citizen(id), id, ("birth-date", "02/01/1999"), ("sex", "x"), ("personal-number", "12"), ("full-name", new string('a', 201)), ("nonsense", "1"))).Refusal!;

        Assert.Equal(RefusalCode.FieldsInvalid, refusal.Code);
        Assert.Equal(
            ["field:birth-date.not-a-date", "field:sex.not-a-choice", "field:personal-number.not-twelve-digits", "field:full-name.too-long", "field.unknown"], refusal.Reasons);
        Assert.Empty((await office.ViewAsync(id)).Case.File.Dossier.Fields);
    }

    [Fact]
    public async Task SetFields_DecomposedName_IsKeptComposedAsTyped()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenMaritalAsync()).File.Id;
        Case changed = (await office.SetAsync(Office.Citizen(id), id, ("full-name", " " + Office.Name.Normalize(System.Text.NormalizationForm.FormD) + " "))).Value;
        FieldValue field = Assert.Single(changed.File.Dossier.Fields);
        Assert.Equal((Office.Name, ValueSource.Typed, "p1"), (field.Value, field.Source, field.By));
    }

    [Fact]
    public async Task LookUp_Found_FillsTheFormAndKeepsAnImmutablePaper()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenMaritalAsync()).File.Id;
        foreach ((string code, string value) in new[] { ("full-name", Office.Name), ("ethnicity", "Kinh"), ("permanent-residence", "Số 2 phố Mới"), ("sex", "female") })
        {
            office.Population.Values[code] = value;
        }

        LookedUp looked = (await office.LookUpAsync(id)).Value;

        Assert.Equal("found", looked.Answer);
        Dossier dossier = looked.Case.File.Dossier;
        DossierPaper paper = dossier.Paper(looked.Papers[0])!;
        Assert.Equal(PaperOrigin.LookedUp, paper.Origin);
        Assert.Equal(("population", "Cấp Giấy xác nhận tình trạng hôn nhân"), (paper.Lookup!.Provider, paper.Lookup.Purpose));
        Assert.Equal(["identity-document", "residence-confirmation"], dossier.Papers.Select(p => p.Need));
        FieldValue residence = dossier.Field("residence")!;
        Assert.Equal(("Số 2 phố Mới", ValueSource.PopulationDatabase, paper.Id), (residence.Value, residence.Source, residence.Reference));
        // Only what the procedure names is asked for: no blood group, no religion, no telephone, and never the marital status here.
        Assert.Equal(
            ["full-name", "birth-date", "sex", "ethnicity", "nationality", "identity-card", "permanent-residence"], Assert.Single(office.Population.Asked).Fields);
    }

    [Fact]
    public async Task LookUp_AnotherValueThanTheTypedOne_UsesTheSourceAndKeepsBoth()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenMaritalAsync()).File.Id;
        Assert.True((await office.SetAsync(Office.Citizen(id), id, ("residence", "Số 9 phố Khác"), ("ethnicity", "kinh"))).IsDone);
        (office.Population.Values["permanent-residence"], office.Population.Values["ethnicity"]) = ("Số 2 phố Mới", "Kinh");

        Dossier dossier = (await office.LookUpAsync(id)).Value.Case.File.Dossier;

        Assert.Equal(("Số 2 phố Mới", "Số 9 phố Khác"), (dossier.Value("residence"), dossier.Field("residence")!.Contest!.Claimed));
        Assert.Null(dossier.Field("ethnicity")!.Contest);
        Assert.Empty(dossier.Corrections);
    }

    [Fact]
    public async Task LookUp_FieldThatTheProcedureDoesNotName_IsRefusedAndNotAsked()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenMaritalAsync()).File.Id;
        Refusal refusal = (await office.LookUpAsync(id, PopulationField.BloodGroup, PopulationField.FullName)).Refusal!;
        Assert.Equal((RefusalCode.LookupOutOfScope, "blood-group"), (refusal.Code, Assert.Single(refusal.Reasons)));
        Assert.Empty(office.Population.Asked);
    }

    [Fact]
    public async Task SetFields_OverASource_IsRefusedUntilContested_ThenBothAreKept()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenMaritalAsync()).File.Id;
        office.Population.Values["permanent-residence"] = "Số 2 phố Mới";
        Assert.True((await office.LookUpAsync(id)).IsDone);

        Refusal held = (await office.SetAsync(Office.Citizen(id), id, ("residence", "Số 9 phố Khác"))).Refusal!;
        Assert.Equal((RefusalCode.FieldHeldBySource, "field:residence"), (held.Code, Assert.Single(held.Reasons)));
        Case contested = (await new SetFields(office.Desk, office.Procedures).DoAsync(
            Office.Citizen(id), id, [new FieldInput("residence", "Số 9 phố Khác", "Tôi đã chuyển nơi cư trú.")], CancellationToken.None)).Value;

        FieldValue field = contested.File.Dossier.Field("residence")!;
        Assert.Equal(("Số 2 phố Mới", "Số 9 phố Khác"), (field.Value, field.Contest!.Claimed));
        CorrectionRequest request = Assert.Single(contested.File.Dossier.Corrections);
        Assert.Equal(("residence", ValueSource.PopulationDatabase, "Số 2 phố Mới", "Số 9 phố Khác"), (request.Field, request.Source, request.Held, request.Claimed));
        // The paper is asked for now, since the database is said to be wrong.
        Assert.True((await office.UploadAsync(id, "residence-confirmation")).IsDone);
    }

    [Fact]
    public async Task AddPaper_ThatADatabaseAnsweredOrIsToAnswer_IsRefused()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenMaritalAsync()).File.Id;
        Assert.Equal(RefusalCode.PaperSourceFirst, (await office.UploadAsync(id, "residence-confirmation")).Refusal!.Code);
        Assert.True((await office.LookUpAsync(id)).IsDone);
        Assert.Equal(RefusalCode.PaperHeldBySource, (await office.UploadAsync(id, "residence-confirmation")).Refusal!.Code);
        Assert.Equal(RefusalCode.PaperUnknown, (await office.UploadAsync(id, "anything")).Refusal!.Code);
    }

    [Fact]
    public async Task LookUp_Silent_KeepsTheQuestionOpenAndLetsThePaperBeUploaded()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenMaritalAsync()).File.Id;
        office.Population.Next = new UnavailableAnswer("unreachable");

        LookedUp looked = (await office.LookUpAsync(id)).Value;

        Assert.Equal(("not-available", 0), (looked.Answer, looked.Papers.Count));
        Assert.Equal(["identity-document", "residence-confirmation"], looked.Case.File.Dossier.OpenLookups.Select(open => open.Need));
        Assert.True((await office.UploadAsync(id, "residence-confirmation")).IsDone);
        Assert.Equal(RefusalCode.PaperVerifiedLater, (await office.UploadAsync(id, "identity-document", "p1")).Refusal!.Code);
    }

    [Theory]
    [InlineData("GIF89a")]
    [InlineData("%PDF-1.4 cut off")]
    [InlineData("")]
    public async Task AddPaper_NoWholePdfOrPicture_IsRefused(string content)
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenMaritalAsync()).File.Id;
        office.Population.Next = new UnavailableAnswer("unreachable");
        await office.LookUpAsync(id);
        Outcome<DossierPaper> added = await office.UploadAsync(id, "residence-confirmation", null, System.Text.Encoding.ASCII.GetBytes(content));
        Assert.Equal(RefusalCode.UploadNotAccepted, added.Refusal!.Code);
    }

    [Fact]
    public async Task ReadPaper_OfALookUp_IsForTheOfficeAndTheOneItIsAbout()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenMaritalAsync()).File.Id;
        string paper = (await office.LookUpAsync(id)).Value.Papers[0];
        var read = new ReadPaper(office.Desk);
        Assert.True((await read.DoAsync(office.Officer, id, paper, CancellationToken.None)).IsDone);
        Assert.True((await read.DoAsync(Office.Citizen(id), id, paper, CancellationToken.None)).IsDone);
        Assert.Equal(RefusalCode.DossierPaperNotFound, (await read.DoAsync(Office.Citizen(id, "p2"), id, paper, CancellationToken.None)).Refusal!.Code);
        Assert.Equal(RefusalCode.DossierPaperNotFound, (await read.DoAsync(office.Portal, id, paper, CancellationToken.None)).Refusal!.Code);
    }

    [Fact]
    public void PopulationFields_AreTheLawsAndNothingBiometric()
    {
        Assert.Equal(25, PopulationFields.All.Count);
        Assert.Equal(Enum.GetValues<PopulationField>(), PopulationFields.All.Select(name => name.Field));
        Assert.DoesNotContain(PopulationFields.All, name => new[] { "dna", "finger", "iris", "voice" }.Any(word => name.Code.Contains(word, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Consent_MissingDeclinedOrWithdrawn_StopsTheVerification()
    {
        await using Office office = await MaritalJourneyTests.OnMondayAsync();
        CaseId id = (await office.OpenMaritalAsync()).File.Id;
        Assert.True((await office.FillAsync(id)).IsDone);
        Assert.True((await office.RequestAsync(id)).IsDone);
        var start = new StartVerification(office.Desk);
        async Task<RefusalCode?> StartAsync() => (await start.DoAsync(office.Portal, id, new ParticipantId("p1"), CancellationToken.None)).Refusal?.Code;

        Assert.Equal(RefusalCode.ConsentMissing, await StartAsync());
        Assert.Equal(RefusalCode.ConsentUnknown, (await office.ConsentAsync(id, null)).Refusal!.Code);
        Assert.Equal(RefusalCode.ConsentTextChanged, (await office.ConsentAsync(id, true, "0")).Refusal!.Code);
        Assert.False((await office.ConsentAsync(id, false)).Value.Given);
        Assert.Equal(RefusalCode.ConsentMissing, await StartAsync());
        Assert.True((await office.ConsentAsync(id)).Value.Given);
        Assert.Null(await StartAsync());

        Verification running = (await office.ViewAsync(id)).Verifications[0];
        Consent withdrawn = (await new WithdrawConsent(office.Desk).DoAsync(Office.Citizen(id), id, "identity-check", CancellationToken.None)).Value;
        Assert.NotNull(withdrawn.WithdrawnAt);
        Assert.Equal(
            RefusalCode.ConsentMissing,
            (await new OpenCapture(office.Desk, office.Policy).DoAsync(Office.Citizen(id), running.File.Id, CancellationToken.None)).Refusal!.Code);
        Assert.Equal(3, (await office.ViewAsync(id)).Case.File.Dossier.Consents.Count + 1);
    }

    [Fact]
    public async Task Messages_Unanswered_EscalateOnceAfterTwoWorkingDays()
    {
        await using Office office = await MaritalJourneyTests.OnMondayAsync();
        CaseId id = (await office.OpenMaritalAsync()).File.Id;
        var send = new SendMessage(office.Desk, office.Points, office.Procedures);
        Message first = (await send.DoAsync(Office.Citizen(id), id, "Khi nào có kết quả?", null, CancellationToken.None)).Value;
        Message second = (await send.DoAsync(office.Portal, id, "Cần thêm giấy tờ gì?", null, CancellationToken.None)).Value;
        Assert.True((await send.DoAsync(office.Officer, id, "Không cần thêm.", second.Id, CancellationToken.None)).IsDone);
        Assert.Equal(RefusalCode.MessageNotFound, (await send.DoAsync(office.Officer, id, "Lần nữa.", second.Id, CancellationToken.None)).Refusal!.Code);
        Assert.Equal(RefusalCode.MessageNotAccepted, (await send.DoAsync(Office.Citizen(id), id, new string('a', 2001), null, CancellationToken.None)).Refusal!.Code);

        var escalate = new EscalateMessages(office.Desk);
        office.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Empty((await escalate.DoAsync(office.Service, id, CancellationToken.None)).Value);
        office.Clock.Advance(TimeSpan.FromHours(10));
        Message late = Assert.Single((await escalate.DoAsync(office.Service, id, CancellationToken.None)).Value);
        Assert.Equal(first.Id, late.Id);
        Assert.Empty((await escalate.DoAsync(office.Service, id, CancellationToken.None)).Value);
    }

    [Fact]
    public async Task DueCases_AfterTheTimes_EndsTheDraftAndTellsOfTheMessageOnce()
    {
        await using Office office = await MaritalJourneyTests.OnMondayAsync();
        CaseId id = (await office.OpenMaritalAsync()).File.Id;
        await new SendMessage(office.Desk, office.Points, office.Procedures).DoAsync(Office.Citizen(id), id, "Khi nào có kết quả?", null, CancellationToken.None);
        var due = new DueCases(office.Storage, new ExpireCase(office.Desk), new EscalateMessages(office.Desk), office.Clock);

        Assert.Equal(new DueWorkDone(0, 0), await due.RunAsync(Office.Tenant, CancellationToken.None));
        office.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(new DueWorkDone(1, 1), await due.RunAsync(Office.Tenant, CancellationToken.None));
        Assert.Equal(new DueWorkDone(0, 0), await due.RunAsync(Office.Tenant, CancellationToken.None));
        Assert.IsType<ExpiredCase>((await office.ViewAsync(id)).Case);
    }

    [SkippableFact]
    public async Task RefuseCase_KeepsASlipThatSaysWhyAndHowToContest()
    {
        await using Office office = await MaritalJourneyTests.OnMondayAsync();
        CaseId id = (await office.OpenMaritalAsync()).File.Id;
        RefusedCase refused = (await new RefuseCase(office.Desk, office.Slips).DoAsync(office.Officer, id, "not-competent", "Không thuộc thẩm quyền.", CancellationToken.None)).Value;
        DossierPaper slip = Assert.Single(refused.File.Dossier.Papers, paper => paper.Need == "slip:refusal-slip");
        PaperBytes bytes = (await new ReadPaper(office.Desk).DoAsync(Office.Citizen(id), id, slip.Id, CancellationToken.None)).Value;
        Pages.Keep("d-tu-choi.pdf", bytes.Bytes);
        string text = Pages.TextOf(bytes.Bytes);
        Assert.Contains("Không thuộc thẩm quyền.", text, StringComparison.Ordinal);
        Assert.Contains("không phải người đã từ chối", text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task BookAppointment_TheLastSeat_IsGivenOnceUntilItIsCancelled()
    {
        await using Office office = await MaritalJourneyTests.OnMondayAsync();
        CaseId one = (await office.OpenMaritalAsync()).File.Id;
        CaseId two = (await office.OpenMaritalAsync()).File.Id;
        DateTimeOffset tuesday = new(2026, 12, 1, 9, 15, 0, TimeSpan.FromHours(7));

        Appointment booked = (await office.BookAsync(one, "village", tuesday)).Value;
        Assert.Equal(RefusalCode.AppointmentFull, (await office.BookAsync(two, "village", tuesday)).Refusal!.Code);
        PaperBytes slip = (await new ReadPaper(office.Desk).DoAsync(Office.Citizen(one), one, booked.Slip!, CancellationToken.None)).Value;
        Pages.Keep("d-giay-hen.pdf", slip.Bytes);
        string text = Pages.TextOf(slip.Bytes);
        Assert.Contains("GIẤY HẸN LÀM VIỆC", text, StringComparison.Ordinal);
        Assert.Contains("Nhà văn hóa thôn Một", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Thời điểm trả kết quả", text, StringComparison.Ordinal);

        Assert.True((await new CancelAppointment(office.Desk).DoAsync(Office.Citizen(one), one, booked.Id, CancellationToken.None)).IsDone);
        Assert.True((await office.BookAsync(two, "village", tuesday)).IsDone);
    }

    [Theory]
    [InlineData("2026-11-30T08:15:00+07:00", "past")]
    [InlineData("2026-12-01T09:10:00+07:00", "not-a-slot")]
    [InlineData("2026-12-01T11:30:00+07:00", "closed")]
    [InlineData("2026-12-05T09:00:00+07:00", "closed")]
    [InlineData("2027-01-01T09:00:00+07:00", "closed")]
    [InlineData("2027-03-01T09:00:00+07:00", "too-far")]
    public async Task BookAppointment_WhenThePointIsNotOpen_IsRefused(string at, string reason)
    {
        await using Office office = await MaritalJourneyTests.OnMondayAsync();
        CaseId id = (await office.OpenMaritalAsync()).File.Id;
        Refusal refusal = (await office.BookAsync(id, "desk", DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture))).Refusal!;
        Assert.Equal((RefusalCode.AppointmentNotAccepted, reason), (refusal.Code, Assert.Single(refusal.Reasons)));
    }

    [Fact]
    public async Task CloseAppointment_AheadOfTime_CanBeKeptButNotMissed()
    {
        await using Office office = await MaritalJourneyTests.OnMondayAsync();
        CaseId id = (await office.OpenMaritalAsync()).File.Id;
        Appointment booked = (await office.BookAsync(id, "desk", new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.FromHours(7)))).Value;
        var close = new CloseAppointment(office.Desk);
        Assert.Equal(RefusalCode.NotDueYet, (await close.DoAsync(office.Officer, id, booked.Id, false, CancellationToken.None)).Refusal!.Code);
        Assert.Equal(AppointmentState.Kept, (await close.DoAsync(office.Officer, id, booked.Id, true, CancellationToken.None)).Value.State);
        Assert.Equal(RefusalCode.AppointmentNotFound, (await close.DoAsync(office.Officer, id, booked.Id, true, CancellationToken.None)).Refusal!.Code);
    }
}
