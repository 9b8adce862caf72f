using RemoteVerify.Cases.DirectCopies;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Engines;
using RemoteVerify.Cases.Papers.Templates;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.Importing;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Signing.Certificates;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Tests.Procedures;

namespace RemoteVerify.Cases.Tests.Sealing;

/// <summary>What only the organisation seals is judged as strictly as the document of a case.</summary>
public sealed class SealPaperTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task CopyAndReport_WithARevokedSeal_AreNotMade()
    {
        await using Office office = await Office.OpenAsync();
        PublishedBytes result = await office.CompleteAsync();
        VerificationId verification = (await office.ViewAsync(result.Document.CaseId)).Verifications[0].File.Id;
        office.Clock.Advance(TimeSpan.FromHours(2));
        office.RevokeSeal();

        // Sealed before: the result is as good as it was, and nothing new gets this seal.
        Assert.Equal(RefusalCode.CertificateRevoked, (await office.Copying().DoAsync(office.Portal, result.Document.Id, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.CertificateRevoked, (await office.Reporting().DoAsync(office.Officer, verification, None)).Refusal!.Code);
        office.Trust.SetRevoked([]);
        Assert.True((await office.Copying().DoAsync(office.Portal, result.Document.Id, None)).IsDone);
        Assert.True((await office.Reporting().DoAsync(office.Officer, verification, None)).IsDone);
    }

    [Fact]
    public async Task Copy_OfACaseWithEffect_NeverGetsASealWithoutEffect()
    {
        await using Office office = await Office.OpenAsync();
        PublishedBytes result = await office.CompleteAsync();
        await office.Desk.DoAsync<Completed>(Act.StoreResult, office.Seal, async (work, ct) =>
        {
            Completed current = (await work.CaseAsync<Completed>(result.Document.CaseId, ct)).Value;
            return await work.SaveAsync(current with { File = current.File with { IsTest = false } }, ct);
        }, None);

        Refusal refusal = (await office.Copying().DoAsync(office.Portal, result.Document.Id, None)).Refusal!;
        Assert.Equal((RefusalCode.SignatureKindNotAccepted, "Development"), (refusal.Code, refusal.Reasons[0]));
    }

    [Fact]
    public async Task Copy_AfterAnImportByAnotherNode_IsComposedWithTheNewTemplates()
    {
        await using Office office = await Office.OpenAsync();
        PublishedBytes result = await office.CompleteAsync();
        ProcedureLibrary otherNode = new(ProcedureCatalog.Delivered(), new ProcedureRule(TakesUnverified: true));
        DataFile file = DataFile.Read("f", DeliveredFiles.Of("common.template.json", template =>
        {
            template["version"] = "new";
            template["effectiveFrom"] = "2039-01-01";
        }));
        Outcome<IReadOnlyList<CheckedFile>> imported = await new ImportProcedures(office.Desk, otherNode).DoAsync(office.Service, "test", [file], production: false, None);
        Assert.True(imported.IsDone, imported.ToString());
        Watching composer = new(new CertifiedCopyComposer(office.Fonts), office.Procedures);
        Assert.DoesNotContain(office.Procedures.Templates, template => template.Version == "new");

        IssueDirectCopy copying = new(office.Desk, office.Procedures, office.Stamping, composer, office.Validator, new CheckPlace("https://tra-cuu.example/check/", "RemoteVerify"));
        Assert.True((await copying.DoAsync(office.Portal, result.Document.Id, None)).IsDone);

        Assert.Contains(composer.Seen, template => template.Version == "new");
    }

    [Theory]
    [InlineData(true, SignatureKind.Development, true)]
    [InlineData(true, SignatureKind.SpecialPurpose, true)]
    [InlineData(true, SignatureKind.Foreign, false)]
    [InlineData(false, SignatureKind.SpecialPurpose, false)]
    [InlineData(false, SignatureKind.Development, false)]
    [InlineData(false, SignatureKind.OfficialDuty, true)]
    [InlineData(false, SignatureKind.Public, true)]
    public void TakesWithoutCase_TrialAndEffect(bool isTest, SignatureKind kind, bool taken) => Assert.Equal(taken, SlotKinds.TakesWithoutCase(isTest, kind));

    /// <summary>The real composer, and what templates this node knew when it was asked.</summary>
    private sealed class Watching(ICertifiedCopyComposer inner, ProcedureLibrary library) : ICertifiedCopyComposer
    {
        public IReadOnlyList<PaperTemplate> Seen { get; private set; } = [];

        public Outcome<ReadOnlyMemory<byte>> Compose(CertifiedCopyOrder order)
        {
            Seen = library.Templates;
            return inner.Compose(order);
        }
    }
}
