using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Templates;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.WorkingTime;
using RemoteVerify.Cases.Procedures.Reading;

namespace RemoteVerify.Cases.Tests.Procedures;

public sealed class DeliveredProcedureTests
{
    public static TheoryData<string> Codes => [.. DeliveredFiles.Codes];

    [Fact]
    public void Delivered_HoldsOneVersionOfEveryJourney()
    {
        Assert.Equal(Enum.GetValues<JourneyKind>(), ProcedureCatalog.Delivered().Versions.Select(v => v.Journey).Order());
        Assert.Equal(5, ProcedureCatalog.Delivered().InForce(new DateOnly(2026, 11, 29)).Count);
    }

    /// <summary>Nobody has compared them with the law, so each says so and marks its papers.</summary>
    [Theory]
    [MemberData(nameof(Codes))]
    public void Delivered_EveryVersion_IsAnUnverifiedTrialThatNamesItsSources(string code)
    {
        Procedure procedure = DeliveredFiles.Of(code);

        Assert.False(procedure.LegalReview.IsVerified);
        Assert.True(procedure.IsTest);
        Assert.NotEmpty(procedure.Source);
        Assert.NotEmpty(procedure.LegalBasis);
        Assert.All(procedure.RemainingVisits, visit => Assert.False(string.IsNullOrWhiteSpace(visit.LegalReason)));
    }

    /// <summary>Every template that a delivered version names is delivered too, and in force on its first day.</summary>
    [Theory]
    [MemberData(nameof(Codes))]
    public void Delivered_EveryTemplateNamed_IsDelivered(string code)
    {
        Procedure procedure = DeliveredFiles.Of(code);
        PaperTemplates templates = PaperTemplates.OfDelivered();

        Assert.All(procedure.Templates, named => Assert.True(templates.Find(PaperKind.Find(named.Key)!, named.Value, procedure.EffectiveFrom).IsDone, named.Key));
        Assert.Equal(procedure.Journey == JourneyKind.RemoteContract, procedure.Templates.Count == 0);
    }

    [Theory]
    [InlineData("notarised-contract", ServiceLevel.Partial, "session")]
    [InlineData("certified-copy-paper", ServiceLevel.Partial, "present")]
    [InlineData("certified-copy-stored", ServiceLevel.Full, "")]
    [InlineData("marital-certificate", ServiceLevel.Full, "")]
    public void Level_OfDelivered_FollowsFromTheVisits(string code, ServiceLevel level, string visits)
    {
        Procedure procedure = DeliveredFiles.Of(code);

        Assert.Equal(level, procedure.Level);
        Assert.Equal(visits, string.Join(' ', procedure.RemainingVisits.Select(v => v.Id)));
    }

    /// <summary>The level is computed: making the visit an online step makes the procedure toàn trình.</summary>
    [Fact]
    public void Level_WithoutTheVisit_IsFull()
    {
        Procedure partial = DeliveredFiles.Of("certified-copy-paper");
        Procedure full = partial with { Steps = [.. partial.Steps.Select(s => s with { Where = StepPlace.Online })] };

        Assert.Equal(ServiceLevel.Full, full.Level);
        Assert.Empty(full.RemainingVisits);
    }

    [Fact]
    public void Notarised_WillsAndHome_AreNotAllowed()
    {
        NotarisedOptions rules = DeliveredFiles.Of("notarised-contract").Notarised!;

        Assert.Null(rules.Find("will"));
        Assert.Contains(rules.Excluded, e => e.Id == "will");
        Assert.Null(rules.HomeParticipation);
        Assert.Equal(30, rules.Find("land-transfer")!.RetentionYears);
        Assert.Equal(10, rules.Find("mandate-contract")!.RetentionYears);
    }

    [Fact]
    public void Marital_RulesOfTheCircular_AreData()
    {
        MaritalOptions rules = DeliveredFiles.Of("marital-certificate").Marital!;

        Assert.Equal(6, rules.ValidityMonths);
        Assert.Equal(3, rules.InterAgencyCheckWorkingDays);
        Assert.Contains(rules.Phrases, p => p.TextVi == "Hiện tại chưa đăng ký kết hôn với ai.");
        MaritalPurpose marriage = rules.Purposes.Single(p => p.NamesSpouse);
        Assert.Equal(1, marriage.MaximumCopies);
    }

    [Fact]
    public void IsTest_OfAnUnverifiedVersion_IsTrueWhateverItDeclares()
    {
        Procedure verified = DeliveredFiles.Changed("marital-certificate", DeliveredFiles.Verify).Value!;

        Assert.False(verified.IsTest);
        Assert.True((verified with { LegalReview = LegalReview.Unverified }).IsTest);
        Assert.True((verified with { LegalReview = new LegalReview(ReviewStatus.Verified) }).IsTest);
        Assert.True((verified with { IsTest = true }).IsTest);
    }

    [Fact]
    public void Print_OfANumber_FillsTheFormat()
    {
        Assert.Equal("412 quyển số 03/2026 - SCT/BS", DeliveredFiles.Of("certified-copy-paper").Numbering!.Print(412, "03/2026", 2026));
        Assert.Equal("7/2026/CCGD", DeliveredFiles.Of("notarised-contract").Numbering!.Print(7, "01", 2026));
    }

    [Theory]
    [InlineData(SignatureKind.OfficialDuty, false, true)]
    [InlineData(SignatureKind.OfficialDuty, true, true)]
    [InlineData(SignatureKind.SpecialPurpose, false, false)]
    [InlineData(SignatureKind.SpecialPurpose, true, true)]
    [InlineData(SignatureKind.Development, false, false)]
    [InlineData(SignatureKind.Development, true, true)]
    [InlineData(SignatureKind.Foreign, true, false)]
    [InlineData(SignatureKind.Public, true, false)]
    public void Admits_OfAnOfficialSlot_TakesAWeakerKindInATrialOnly(SignatureKind kind, bool isTest, bool expected) =>
        Assert.Equal(expected, DeliveredFiles.Of("certified-copy-paper").Slots.Single(s => s.Id == "agency").Admits(kind, isTest));

    [Fact]
    public void Calendar_Delivered_KnowsTetAndTheExchangedDay()
    {
        WorkingCalendar calendar = CalendarReader.Delivered;

        Assert.False(calendar.IsWorkingDay(new DateOnly(2026, 2, 17)));
        Assert.True(calendar.IsWorkingDay(new DateOnly(2026, 1, 10)));
        Assert.False(calendar.IsWorkingDay(new DateOnly(2026, 1, 2)));
        Assert.False(calendar.IsWorkingDay(new DateOnly(2030, 4, 30)));
        Assert.True(calendar.IsWorkingDay(new DateOnly(2026, 11, 30)));
    }
}
