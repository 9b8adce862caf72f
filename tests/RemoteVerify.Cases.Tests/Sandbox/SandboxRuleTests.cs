using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Engines;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Sandbox;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Tenants;
using RemoteVerify.Cases.Tests.Papers;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Tests.Sandbox;

public sealed class SandboxRuleTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TenantTree Tree = new([Of("real", false), Of("sandbox", true)]);

    [Theory]
    [InlineData(false, "real", true)]
    [InlineData(false, "sandbox", true)]
    [InlineData(true, "real", false)]
    [InlineData(true, "sandbox", true)]
    [InlineData(true, "nobody", false)]
    public void Rule_InProduction_OpensMarkedTenantsAlone(bool isProduction, string tenant, bool open) =>
        Assert.Equal(open, new SandboxRule(isProduction, Tree).Closed(new TenantId(tenant)) is null);

    [Fact]
    public async Task Case_WithEffect_IsClosedEverywhere()
    {
        await using Office office = await Office.OpenAsync();
        CaseFile trial = (await office.OpenCaseAsync()).File;
        SandboxRule rule = new(false, new TenantTree([]));
        Assert.Null(rule.Closed(trial));
        Assert.Equal(RefusalCode.SandboxClosed, rule.Closed(trial with { IsTest = false })!.Code);
    }

    /// <summary>Also under a procedure that has effect elsewhere.</summary>
    [Fact]
    public async Task Case_OfASandboxTenant_IsATrialWhateverTheProcedureSays()
    {
        await using Office office = await Office.OpenAsync();
        Procedure effective = ProcedureCatalog.Delivered().Versions.First(v => v.Code == ProcedureCatalog.RemoteContractTest) with
        {
            IsTest = false, LegalReview = new LegalReview(ReviewStatus.Verified, "Luật sư Mẫu", new DateOnly(2026, 1, 1)),
        };
        ProcedureLibrary library = new(new ProcedureCatalog([effective]), new ProcedureRule(TakesUnverified: false));
        OpenCaseRequest request = new(ProcedureCatalog.RemoteContractTest, null, [new DeclaredParticipant("Nguyễn Thị An", "999190000001", "party")]);
        async Task<bool> IsTestAsync(bool sandbox)
        {
            Desk desk = new(office.Storage, office.Clock, new TenantTree([Of(Office.Tenant.Value, sandbox)]));
            return (await new OpenCase(desk, library).DoAsync(office.Portal, request, None)).Value.File.IsTest;
        }

        Assert.False(await IsTestAsync(sandbox: false));
        Assert.True(await IsTestAsync(sandbox: true));
    }

    [Fact]
    public async Task Document_OfASandboxTenant_IsMarkedOnEveryPageBeforeAnybodySignsIt()
    {
        await using Office office = await Office.OpenAsync();
        Desk desk = new(office.Storage, office.Clock, new TenantTree([Of(Office.Tenant.Value, true)]));
        CaseId id = (await office.OpenCaseAsync()).File.Id;
        SandboxPapers papers = new(office.Fonts);
        Outcome<AwaitingIdentity> without = await new AttachDocument(desk, office.Procedures, office.Signer).DoAsync(office.Portal, id, office.Contract(), SignaturePlaces.None, None);
        Assert.Equal(RefusalCode.DocumentNotAccepted, without.Refusal!.Code);
        Outcome<AwaitingIdentity> attached = await new AttachDocument(desk, office.Procedures, office.Signer, papers).DoAsync(office.Portal, id, office.Contract(), SignaturePlaces.None, None);
        Assert.True(attached.IsDone, attached.ToString());
        byte[] pdf = (await new ReadDocument(desk).DoAsync(office.Officer, id, None)).Value.Pdf.ToArray();
        IReadOnlyList<string> pages = [.. PaperPrints.ReadText(pdf)];
        Assert.True(pages.Count >= 2, "the contract has several pages");
        // The mark is slanted, so its letters come out in pieces; the contract itself has no such capitals.
        Assert.All(PaperPrints.ReadText(office.Contract()), page => Assert.DoesNotContain("BẢ", page, StringComparison.Ordinal));
        Assert.All(pages, page => Assert.Contains("BẢ", page, StringComparison.Ordinal));
    }

    [Fact]
    public void People_OfTheData_HaveNumbersOfNoProvinceAndAPortraitEach()
    {
        IReadOnlyList<SandboxPerson> people = SandboxPeople.Delivered.All;
        Assert.All(people, person =>
        {
            Assert.Matches("^999[0-9]{9}$", person.PersonalNumber);
            Assert.True(SandboxPeople.PortraitOf(person).Length > 1000);
            Assert.True(person.Chip.Accepted ? person.Camera.Count > 0 : person.Chip.Code is not null, person.ToString());
            Assert.DoesNotContain(person.FullName, person.ToString(), StringComparison.Ordinal);
        });
        foreach (CaptureVerdict verdict in new[] { CaptureVerdict.Passed, CaptureVerdict.Retry, CaptureVerdict.Officer, CaptureVerdict.Abandoned })
        {
            Assert.Contains(people, person => person.Camera.Any(answer => answer.Verdict == verdict));
        }
    }

    private static Tenant Of(string id, bool sandbox) => new(new TenantId(id), id, null, new Dictionary<string, long>()) { IsSandbox = sandbox };
}
