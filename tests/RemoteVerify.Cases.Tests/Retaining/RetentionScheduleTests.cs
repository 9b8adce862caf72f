using System.Text;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Retaining;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Tests.States;

namespace RemoteVerify.Cases.Tests.Retaining;

public sealed class RetentionScheduleTests
{
    private static readonly RetentionSchedule Delivered = RetentionSchedule.Delivered;

    /// <summary>A class that nobody gave a retention would be kept or destroyed by chance.</summary>
    [Fact]
    public void Delivered_HasARuleForEveryClassAndEveryEnd_AndPromisesNothingVerified()
    {
        foreach (DataClass dataClass in Enum.GetValues<DataClass>())
        {
            foreach (CaseOutcome outcome in Enum.GetValues<CaseOutcome>())
            {
                Assert.Equal(dataClass, Delivered.RuleFor(dataClass, "t", "p", outcome).DataClass);
            }
        }

        Assert.All(Delivered.Rules, rule => Assert.NotEmpty(rule.Source));
        Assert.DoesNotContain(Delivered.Rules, rule => rule.LegalReview.IsVerified);
        Assert.Equal(DataGround.Law, Delivered.RuleFor(DataClass.Dossier, "t", "p", CaseOutcome.Completed).RestsOn);
        Assert.Equal(DataGround.Consent, Delivered.RuleFor(DataClass.Frames, "t", "p", CaseOutcome.Completed).RestsOn);
    }

    /// <summary>Real estate thirty years, other transactions ten, as the procedure's data say; an unknown kind the longest.</summary>
    [Theory]
    [InlineData("transfer-land", 30)]
    [InlineData("authorisation", 10)]
    [InlineData("nobody-knows", 30)]
    public void TermOf_ANotarisedDossier_IsThatOfItsKindOfTransaction(string transaction, int years)
    {
        Procedure procedure = ProcedureCatalog.Delivered().Versions.First(p => p.Notarised is not null);
        NotarisedOptions options = procedure.Notarised!;
        string kind = transaction == "nobody-knows" ? transaction : options.Transactions.First(t => t.RetentionYears == years).Id;
        DateTimeOffset now = DateTimeOffset.UnixEpoch.AddYears(56);
        Completed completed = CaseExamples.All(now).OfType<Completed>().First();
        CaseFile file = completed.File with
        {
            Dossier = completed.File.Dossier.Set([new Cases.Dossiers.FieldValue("transaction", kind, Cases.Dossiers.ValueSource.Typed, null, "p1", now)]),
        };

        RetentionTerm term = Delivered.TermOf(completed with { File = file }, procedure, DataClass.Dossier)!;

        Assert.Equal(completed.StoredAt.AddYears(years), term.Until);
        Assert.Null(Delivered.TermOf(completed, procedure, DataClass.Register)!.Until);
    }

    [Fact]
    public void TermOf_ACaseThatRuns_IsNoneAndOfEveryEndIsThere()
    {
        foreach (Case example in CaseExamples.All(DateTimeOffset.UnixEpoch.AddYears(56)))
        {
            bool hasEnded = example is Completed or ResultDelivered or RefusedCase or StoppedCase or ExpiredCase;
            Assert.Equal(hasEnded, CaseEnd.Of(example) is not null);
        }
    }

    [Fact]
    public void With_OwnRules_TheNarrowerWins()
    {
        RetentionSchedule own = RetentionSchedule.Read(Json("""
            { "id": "frames-here", "dataClass": "Frames", "tenant": "t", "procedure": null, "outcome": null, "keep": { "days": 7 } },
            { "id": "frames-marital", "dataClass": "Frames", "tenant": "t", "procedure": "marital-certificate", "outcome": null, "keep": { "days": 3 } }
            """));
        RetentionSchedule both = Delivered.With(own);

        Assert.Equal("frames-here", both.RuleFor(DataClass.Frames, "t", "p", CaseOutcome.Ended).Id);
        Assert.Equal("frames-marital", both.RuleFor(DataClass.Frames, "t", "marital-certificate", CaseOutcome.Completed).Id);
        Assert.Equal("frames", both.RuleFor(DataClass.Frames, "other", "p", CaseOutcome.Completed).Id);
    }

    [Theory]
    [InlineData("""{ "days": 7, "forGood": true }""", "exactly one")]
    [InlineData("""{ }""", "exactly one")]
    [InlineData("""{ "days": -1 }""", "exactly one")]
    [InlineData("""{ "weeks": 1 }""", "can't be read")]
    public void Read_WhatIsNoSchedule_SaysWhy(string keep, string says)
    {
        byte[] file = Json($$"""{ "id": "x", "dataClass": "Frames", "tenant": null, "procedure": null, "outcome": null, "keep": {{keep}} }""");
        Assert.Contains(says, Assert.Throws<InvalidDataException>(() => RetentionSchedule.Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfTwoRulesWithOneId_Throws()
    {
        const string rule = """{ "id": "x", "dataClass": "Frames", "tenant": null, "procedure": null, "outcome": null, "keep": { "days": 1 } }""";
        Assert.Contains("stands there twice", Assert.Throws<InvalidDataException>(() => RetentionSchedule.Read(Json($"{rule}, {rule}"))).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => RetentionSchedule.Read("{}"u8));
        Assert.Throws<InvalidDataException>(() => RetentionSchedule.Read("nothing"u8));
    }

    private static byte[] Json(string rules)
    {
        string rest = """, "restsOn": "Consent", "titleVi": "Ảnh", "purposeVi": "Xem", "basisVi": "Luật", "source": [ { "about": "a", "text": "b", "certainty": "Inference" } ], "legalReview": { "status": "unverified" } }""";
        return Encoding.UTF8.GetBytes($$"""{ "version": "own", "effectiveFrom": "2026-01-01", "rules": [ {{rules.Replace(" } }", $" }}{rest}", StringComparison.Ordinal)}} ] }""");
    }
}
