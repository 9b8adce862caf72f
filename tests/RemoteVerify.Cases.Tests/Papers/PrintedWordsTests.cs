using RemoteVerify.Cases.Engines.Papers;
using RemoteVerify.Cases.Journeys.MaritalCertificates;
using RemoteVerify.Cases.Lookups;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Templates;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.Importing;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.Tests.Procedures;
using RemoteVerify.Pdf.Tests.Composing;

namespace RemoteVerify.Cases.Tests.Papers;

/// <summary>What a paper says stands in data that a lawyer can correct, once.</summary>
public sealed class PrintedWordsTests
{
    [Fact]
    public void Snapshot_OfEveryFieldThatADatabaseAnswers_HasATitleInTheTemplate()
    {
        IReadOnlyDictionary<string, string> texts = PaperTemplates.Delivered.Single(t => t.Id == "lookup-snapshot").Texts;
        Assert.All(PopulationFields.All.Select(field => field.Code).Concat(MaritalPhrases.KnownFields).Append(MaritalFacts.Status), code => Assert.Contains($"field-{code}", texts));
        MaritalOptions rules = DeliveredFiles.Of("marital-certificate").Marital!;
        Assert.All(rules.Phrases.Where(phrase => phrase.Id != "unmarried-until"), phrase => Assert.Contains($"value-{phrase.Id}", texts));
    }

    [SkippableFact]
    public void RegisterBook_NumbersThatTheServiceGaveUp_SayWhyInTheWordsOfTheTemplate()
    {
        IReadOnlyDictionary<string, string> texts = PaperTemplates.Delivered.Single(t => t.Id == "register-book").Texts;
        Assert.All(VoidReason.Texts, text => Assert.Contains(text, texts));
        Assert.Equal(("void-refused", "altered"), VoidReason.Read(VoidReason.Refused("altered")));
        Assert.Equal((null, null), VoidReason.Read("In sai trang"));

        var fonts = ComposingMaterial.Fonts();
        var book = PaperPrints.Orders(fonts).All().Select(sample => sample.Order).OfType<Cases.Papers.Orders.RegisterBookOrder>().First();
        ComposedPaper paper = PaperPrints.Composer(fonts).Compose(book with
        {
            Lines = [.. book.Lines.Take(3).Select((line, index) => line with { VoidReason = index switch { 0 => VoidReason.Refused("altered"), 1 => VoidReason.Expired, _ => "In sai trang" } })],
        }).Value;
        string print = string.Join(' ', PaperPrints.ReadText(paper.Pdf.ToArray())).ReplaceLineEndings(" ");
        Assert.All(new[] { "Từ chối hồ sơ: altered", "Hồ sơ hết hạn", "In sai trang" }, words => Assert.Contains(words, print, StringComparison.Ordinal));
    }

    /// <summary>Two places for one sentence drift apart, as they did; the check finds the second one.</summary>
    [Fact]
    public void Check_OfAMaritalTemplateWithSentencesOfItsOwn_NamesTheSecondSource()
    {
        byte[] template = DeliveredFiles.Of("marital-certificate.template.json", members =>
        {
            members["version"] = "2030-01";
            members["effectiveFrom"] = "2030-01-01";
            members["texts"]!["status-divorced"] = "Đã ly hôn.";
        });

        IReadOnlyList<CheckedFile> found = DataCheck.Of([DataFile.Read("x.json", template)], ProcedureSnapshot.Empty, production: false);

        Assert.Equal(("/texts/status-divorced", "template.second-source"), (Assert.Single(found[0].Faults).Pointer, found[0].Faults[0].Rule));
    }

    [Fact]
    public async Task OpenCase_OfAGroupOrWithASharedIdentityCheck_IsRefusedAsReserved()
    {
        await using Office office = await Office.OpenAsync();
        var request = new OpenCaseRequest(ProcedureCatalog.RemoteContractTest, null, [new DeclaredParticipant(Office.Name, Office.Number, "party")]);
        foreach ((OpenCaseRequest reserved, string member) in new[] { (request with { CaseGroup = "birth-linked" }, "caseGroup"), (request with { SharesIdentityCheck = true }, "sharesIdentityCheck") })
        {
            Refusal refusal = (await new OpenCase(office.Desk, office.Procedures).DoAsync(office.Portal, reserved, CancellationToken.None)).Refusal!;
            Assert.Equal((RefusalCode.CaseGroupReserved, member), (refusal.Code, refusal.Reasons.Single()));
        }
    }
}
