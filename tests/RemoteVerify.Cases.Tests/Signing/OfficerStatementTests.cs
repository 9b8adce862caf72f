using System.Text;
using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Tests.Signing.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Cases.Tests.Signing;

public sealed class OfficerStatementTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Today = new(2026, 11, 21);
    private static readonly OfficerProfile Officer = new("officer-1", "Trần Văn Cán Bộ", "PHÓ CHỦ TỊCH", "UBND Xã");
    private static readonly OfficerDelegation Delegation = new("KT.", "CHỦ TỊCH", "12/QĐ-UBND", new(2026, 1, 1), new(2026, 12, 31));
    private static readonly OfficerRegistration Registration = new("STP-77", "0a", new(2026, 1, 1), null);

    [Fact]
    public void Of_DelegatedAndRegistered_SaysBoth()
    {
        OfficerStatement statement = OfficerStatement.Of(Officer with { Delegation = Delegation, Registration = Registration }, SlotKindsTests.File(false, JourneyKind.NotarisedContract), "0a", Today).Value;
        Assert.Equal(new PaperSigner("Trần Văn Cán Bộ", "PHÓ CHỦ TỊCH", "KT. CHỦ TỊCH") { Slot = "s" }, statement.ForPaper("s"));
        Assert.Equal(["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Văn Cán Bộ", "Theo văn bản số 12/QĐ-UBND", "Đăng ký chữ ký số: STP-77"], statement.Lines());
    }

    [Theory]
    [InlineData("2025-12-31", false)]
    [InlineData("2026-01-01", true)]
    [InlineData("2026-12-31", true)]
    [InlineData("2027-01-01", false)]
    public void Of_ADelegation_CountsFromItsFirstToItsLastDay(string day, bool valid)
    {
        Outcome<OfficerStatement> outcome = OfficerStatement.Of(Officer with { Delegation = Delegation }, SlotKindsTests.File(true, JourneyKind.PaperCopy), "01", DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(valid, outcome.IsDone);
        Assert.True(valid || outcome.Refusal!.Code == RefusalCode.OfficerDelegationNotValid);
    }

    [Theory]
    [InlineData(false, JourneyKind.NotarisedContract, false, "01", false)]
    [InlineData(true, JourneyKind.NotarisedContract, false, "01", true)]
    [InlineData(false, JourneyKind.PaperCopy, false, "01", true)]
    [InlineData(false, JourneyKind.NotarisedContract, true, "0a", true)]
    [InlineData(false, JourneyKind.NotarisedContract, true, "0b", false)]
    [InlineData(true, JourneyKind.PaperCopy, true, "0b", false)]
    public void Of_ARegistration_MustBeThereForNotariesAndOfThisCertificate(bool isTest, JourneyKind journey, bool registered, string serial, bool valid)
    {
        Outcome<OfficerStatement> outcome = OfficerStatement.Of(Officer with { Registration = registered ? Registration : null }, SlotKindsTests.File(isTest, journey), serial, Today);
        Assert.Equal(valid, outcome.IsDone);
        Assert.True(valid || outcome.Refusal!.Code == RefusalCode.OfficerRegistrationNotValid);
    }

    [Fact]
    public async Task PrepareCountersignature_DelegationThatRanOut_IsRefusedAndChangesNothing()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await ApprovedAsync(office);
        office.Officers.Change = profile => profile with { Delegation = Delegation with { Until = new(2026, 11, 20) } };
        Outcome<CountersignatureTask> outcome = await office.Preparing().DoAsync(office.Officer, id, await office.EnrolAsync(), None);
        Assert.Equal(RefusalCode.OfficerDelegationNotValid, outcome.Refusal!.Code);
        Assert.IsType<Approved>((await office.ViewAsync(id)).Case);
    }

    [Fact]
    public async Task Countersign_Delegated_StandsInCaseLogAndVisibleSignature()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await ApprovedAsync(office);
        office.Officers.Change = profile => profile with { Delegation = Delegation };
        var countersigned = Assert.IsType<Countersigned>((await office.CountersignAsync(id)).Value);
        Assert.Equal("KT. CHỦ TỊCH", Assert.Single(countersigned.File.OfficerSignatures).Statement!.Authority);
        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        AuditEntry act = (await unit.Audit.ListAsync(id, None)).Last(e => e.Entry.Act == "countersignature.finalise").Entry;
        Assert.Equal(("KT. CHỦ TỊCH", "12/QĐ-UBND"), (act.Details["authority"], act.Details["delegation"]));
    }

    [Fact]
    public async Task Countersign_WithARegisteredCertificateOfAnotherAuthority_IsDoneAndItsRevocationCounts()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await ApprovedAsync(office);
        using PublicProvider provider = new(office.Clock.GetUtcNow(), publishesLists: true);
        using SoftwareKey key = SoftwareKey.CreateRsa(2048);
        RegisteredCertificate own = new(provider.Issue(key), [provider.Root]);
        office.National = provider.Listed(AnchorKind.OfficialDuty);
        office.Officers.Change = profile => profile with { Certificates = [own] };

        // A trial takes special-purpose signatures and those that the procedure names, and this one is neither.
        office.Revocations = provider.List();
        office.Procedures = Taking(SignatureKind.SpecialPurpose);
        Refusal kind = (await office.Preparing().DoAsync(office.Officer, id, own.SerialNumber, None)).Refusal!;
        Assert.Equal(RefusalCode.SignatureKindNotAccepted, kind.Code);
        office.Procedures = Taking(SignatureKind.OfficialDuty);
        CountersignatureTask task = (await office.Preparing().DoAsync(office.Officer, id, own.SerialNumber, None)).Value;
        byte[] value = await key.SignHashAsync(task.HashToSign, None);
        Outcome<CaseWithDocument> done = await office.Finalising().DoAsync(office.Officer, id, value, None);
        Assert.True(done.IsDone, done.ToString());
        Assert.True((await office.Sealing().DoAsync(office.Seal, id, None)).IsDone);

        office.Revocations = provider.List(own.Certificate);
        Refusal without = (await office.Timestamping().DoAsync(office.Seal, id, None)).Refusal!;
        Assert.Equal(RefusalCode.DocumentNotEffective, without.Code);
        Assert.Equal(["Countersignature:certificate.revoked"], without.Reasons);
        office.Revocations = provider.List();
        Assert.True((await office.Timestamping().DoAsync(office.Seal, id, None)).IsDone);
    }

    [Fact]
    public async Task Batch_OfThreeCases_ReportsEachAndOneThatFailsHoldsUpNoOther()
    {
        await using Office office = await Office.OpenAsync();
        CaseId first = await ApprovedAsync(office), second = await office.ProvenAsync(), third = await ApprovedAsync(office);
        string serial = await office.EnrolAsync();
        PrepareBatch prepare = new(office.Desk, office.Preparing());
        IReadOnlyList<BatchTask> tasks = (await prepare.DoAsync(office.Officer, [first, second, third], serial, None)).Value;
        Assert.Equal([true, false, true], tasks.Select(task => task.Outcome.IsDone));
        Assert.Equal(RefusalCode.CaseActionNotAllowed, tasks[1].Outcome.Refusal!.Code);
        Assert.Contains((await office.ViewAsync(first)).Case.File.Code, tasks[0].Title, StringComparison.Ordinal);

        byte[] right = office.OfficerKey.SignHash(tasks[0].Outcome.Value.HashToSign.Span, System.Security.Cryptography.DSASignatureFormat.Rfc3279DerSequence);
        IReadOnlyList<BatchResult> results = (await new FinaliseBatch(office.Finalising()).DoAsync(office.Officer, [(first, right), (third, right)], None)).Value;
        Assert.Equal([true, false], results.Select(result => result.Outcome.IsDone));
        Assert.Equal(RefusalCode.SignatureNotValid, results[1].Outcome.Refusal!.Code);
        Assert.IsType<Countersigned>((await office.ViewAsync(first)).Case);
        Assert.IsType<CountersignaturePrepared>((await office.ViewAsync(third)).Case);

        Assert.Equal(RefusalCode.BatchSize, (await prepare.DoAsync(office.Officer, [], serial, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.BatchSize, (await prepare.DoAsync(office.Officer, [first, first], serial, None)).Refusal!.Code);
    }

    private static async Task<CaseId> ApprovedAsync(Office office)
    {
        CaseId id = await office.ProvenAsync();
        Assert.True((await office.ConfirmAndSignAsync(id)).IsDone);
        await office.ApproveAsync(id);
        return id;
    }

    /// <summary>The trial's procedure with another kind of signature for its officer.</summary>
    private static ProcedureLibrary Taking(SignatureKind kind) => new(
        new ProcedureCatalog([.. ProcedureCatalog.Delivered().Versions.Select(version => version with { Slots = [new("officer", SlotSigner.Officer, "Decides", [kind], 1)] })]),
        new ProcedureRule(TakesUnverified: true));
}
