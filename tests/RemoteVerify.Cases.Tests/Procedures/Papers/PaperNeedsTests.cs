using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.Papers;

namespace RemoteVerify.Cases.Tests.Procedures.Papers;

public sealed class PaperNeedsTests
{
    private static readonly string[] People = ["p1", "p2"];

    /// <summary>Every paper of every delivered procedure.</summary>
    public static TheoryData<string, string> Every
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (Procedure procedure in ProcedureCatalog.Delivered().Versions)
            {
                foreach (RequiredPaper paper in procedure.Papers)
                {
                    all.Add(procedure.Code, paper.Id);
                }
            }

            return all;
        }
    }

    /// <summary>A source that answered: the upload field is hidden and an upload is refused. The others as their data says.</summary>
    [Theory]
    [MemberData(nameof(Every))]
    public void Upload_OfEveryPaperAfterEveryAnswer_IsShownAndTakenOnlyWhereNoSourceHoldsIt(string code, string paperId)
    {
        Procedure procedure = DeliveredFiles.Of(code);
        RequiredPaper paper = procedure.Papers.Single(p => p.Id == paperId);
        foreach (LookupAnswer answer in Enum.GetValues<LookupAnswer>())
        {
            PaperAnswer[] answers = [new(paperId, paper.PerParticipant ? "p1" : null, answer)];
            PaperNeed need = PaperNeeds.Of(procedure, People, answers).First(n => n.Paper.Id == paperId);
            Refusal? refusal = PaperNeeds.UploadRefusal(procedure, paperId, "p1", answers);

            bool taken = paper.Source.Kind switch
            {
                PaperSourceKind.Upload => true,
                PaperSourceKind.OfficerScan => false,
                _ => answer == LookupAnswer.NoData || (answer == LookupAnswer.Failed && paper.Source.WhenFailed == PaperFallback.Upload),
            };
            Assert.Equal(taken, need.ShowsUpload);
            Assert.Equal(taken, refusal is null);
            if (paper.Source.Kind == PaperSourceKind.Lookup && answer == LookupAnswer.Answered)
            {
                Assert.Equal(RefusalCode.PaperHeldBySource, refusal!.Code);
                Assert.Empty(PaperNeeds.Missing([need], new HashSet<(string, string?)>()));
            }
        }
    }

    [Fact]
    public void Of_APaperOfEachParticipant_IsNeededOnceForEach()
    {
        Procedure procedure = DeliveredFiles.Of("notarised-contract");
        IReadOnlyList<PaperNeed> needs = PaperNeeds.Of(procedure, People, [new("residence-confirmation", "p2", LookupAnswer.Failed)]);

        Assert.Equal(
            [("p1", PaperDemand.AskSource), ("p2", PaperDemand.Upload)],
            needs.Where(n => n.Paper.Id == "residence-confirmation").Select(n => (n.Participant!, n.Demand)));
        Assert.NotNull(PaperNeeds.UploadRefusal(procedure, "residence-confirmation", "p1", [new("residence-confirmation", "p2", LookupAnswer.Failed)]));
    }

    /// <summary>Missing or wrong data: the paper, and the wish to have the data put right.</summary>
    [Fact]
    public void Of_APaperWhoseDataIsMissing_AsksForBoth()
    {
        PaperNeed need = PaperNeeds.Of(DeliveredFiles.Of("marital-certificate"), ["p1"], [new("residence-confirmation", null, LookupAnswer.NoData)])
            .Single(n => n.Paper.Id == "residence-confirmation");

        Assert.True(need is { Demand: PaperDemand.Upload, AsksForCorrection: true });
    }

    [Fact]
    public void Of_TheLastAnswer_Counts() => Assert.Equal(
        PaperDemand.HeldBySource,
        PaperNeeds.Of(DeliveredFiles.Of("marital-certificate"), ["p1"], [new("marriage-record", null, LookupAnswer.Failed), new("marriage-record", null, LookupAnswer.Answered)])
            .Single(n => n.Paper.Id == "marriage-record").Demand);

    [Theory]
    [InlineData("certified-copy-paper", "original", "paper.scanned-by-officer")]
    [InlineData("certified-copy-paper", "passport", "paper.unknown")]
    [InlineData("marital-certificate", "marriage-record", "paper.source-first")]
    public void UploadRefusal_SaysWhy(string code, string paper, string expected) =>
        Assert.Equal(expected, PaperNeeds.UploadRefusal(DeliveredFiles.Of(code), paper, "p1", [])!.Code.Value);

    [Fact]
    public void Missing_NamesRequiredUploadsThatAreNotThere()
    {
        Procedure procedure = DeliveredFiles.Of("notarised-contract");
        PaperAnswer[] answers = [new("residence-confirmation", "p1", LookupAnswer.NoData), new("marital-status", "p1", LookupAnswer.NoData)];
        IReadOnlyList<PaperNeed> needs = PaperNeeds.Of(procedure, People, answers);

        Assert.Equal(["draft", "residence-confirmation"], PaperNeeds.Missing(needs, new HashSet<(string, string?)>()).Select(n => n.Paper.Id));
        Assert.Empty(PaperNeeds.Missing(needs, new HashSet<(string, string?)> { ("draft", null), ("residence-confirmation", "p1") }));
    }
}
