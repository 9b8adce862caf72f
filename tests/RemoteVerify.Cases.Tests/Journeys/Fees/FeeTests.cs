using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Journeys.Fees;
using RemoteVerify.Cases.Journeys.MaritalCertificates;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Journeys.StoredCopies;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Tests.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Tests.Journeys.PaperCopies;

namespace RemoteVerify.Cases.Tests.Journeys.Fees;

/// <summary>Where the procedure has a fee, no paper is composed before it is paid or an exemption of the table is recorded.</summary>
public sealed class FeeTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task PaperCopy_AFeeThatAnOfficerTyped_DoesNotSettleTheTable()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await ComparedAsync(office);
        PaymentRequested asked = Office.Done(await new RequestPayment(office.Desk).DoAsync(office.Officer, id, [new ClaimLine("Phí dịch vụ", 4000)], None));
        Office.Done(await new ConfirmPayment(office.Desk).DoAsync(office.Service, id, asked.Claim, 4000, "BL-0", None));

        Assert.Equal(RefusalCode.FeeNotSettled, (await office.ComposePaperCopyAsync(id)).Refusal!.Code);
        await office.PayAsync(id);
        await office.ReserveAsync(id);
        Office.Done(await office.ComposePaperCopyAsync(id));
    }

    [Fact]
    public async Task PaperCopy_ScannedAnewWithMorePages_OwesTheRest()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await ComparedAsync(office, compared: false);
        Assert.Equal(4000, (await office.PayAsync(id)).AmountVnd);
        Assert.Equal(RefusalCode.PaymentDiffers, (await new RequestFee(office.Desk, office.Procedures).DoAsync(office.Officer, id, [], None)).Refusal!.Code);
        Office.Done(await office.ScanAsync(id, ScanFile.Good(3)));
        Office.Done(await office.CompareAsync(id, Office.AllTicked));

        Assert.Contains("to-pay-vnd:6000", (await office.ComposePaperCopyAsync(id)).Refusal!.Reasons);
        Assert.Equal(6000, (await office.PayAsync(id)).AmountVnd);
    }

    [Fact]
    public async Task PaperCopy_AnExemptionOfTheTable_IsRecordedAndLiftsTheFee_OthersAreRefused()
    {
        await using Office office = await Office.OpenAsync();
        office.Procedures = With("certified-copy-paper", p => p with
        {
            Fees = p.Fees! with { Exemptions = [new FeeExemption("poor", "Hộ nghèo", "Poor household", "Thông tư 226/2016/TT-BTC", 100, [])] },
        });
        CaseId id = await ComparedAsync(office);
        var fee = new RequestFee(office.Desk, office.Procedures);

        Refusal unknown = (await fee.DoAsync(office.Officer, id, ["friend"], None)).Refusal!;
        Assert.Equal((RefusalCode.FeeBasisIncomplete, "exemption:friend"), (unknown.Code, unknown.Reasons.Single()));
        Case exempt = Office.Done(await fee.DoAsync(office.Officer, id, ["poor"], None));
        Assert.Equal("original-compared", exempt.State);
        AcceptedExemption accepted = Assert.Single(exempt.File.Dossier.FeeExemptions);
        Assert.Equal(("poor", "Thông tư 226/2016/TT-BTC", "officer-1"), (accepted.Id, accepted.LegalBasis, accepted.Officer));
        Assert.Empty(exempt.File.Dossier.Payments);
        await office.ReserveAsync(id);
        Office.Done(await office.ComposePaperCopyAsync(id));
    }

    [Fact]
    public async Task NotarisedContract_WithoutValueOrPayment_IsNotSubmittedNorScheduled()
    {
        await using NotaryDesk desk = await NotaryDesk.OpenAsync();
        Procedure procedure = ProcedureCatalog.Delivered().Versions.Single(v => v.Code == "notarised-contract");
        Dossier dossier = Dossier.Empty.Set([new FieldValue("transaction", "land-transfer", ValueSource.Typed, null, "p1", default)]);
        Assert.Equal(["value-vnd"], CaseFees.MissingFields(procedure, dossier));
        Assert.Empty(CaseFees.MissingFields(procedure, dossier.Set([new FieldValue("transaction", "mandate-contract", ValueSource.Typed, null, "p1", default)])));

        await desk.SharedAsync(agreed: false);
        Sha256Digest draft = (await desk.StateAsync<DraftShared>()).Draft.Sha256;
        (await desk.AgreeAsync("p1", draft)).Done();
        (await desk.AgreeAsync("p2", draft)).Done();
        IReadOnlyList<string> open = (await desk.ScheduleAsync(desk.Plan())).Refused(RefusalCode.FeeNotSettled);
        Assert.Equal(["fee:by-value:1900000", "paid-vnd:0", "to-pay-vnd:1900000"], open);
        Assert.IsType<DraftShared>(await desk.CaseAsync());
        await desk.PayAsync();
        (await desk.ScheduleAsync(desk.Plan())).Done();
    }

    [Fact]
    public async Task MaritalAndStoredCopy_OfAProvinceWithFees_WaitForThePayment()
    {
        await using Office office = await MaritalJourneyTests.OnMondayAsync();
        var perCopy = new FeeTable("Nghị quyết của Hội đồng nhân dân tỉnh", [new FeeLine("copy", "Lệ phí", "Fee", FeeUnit.Copy, 8000)], []);
        office.Procedures = With("marital-certificate", p => p with { Fees = perCopy }, "certified-copy-stored", p => p with
        {
            Fees = perCopy with { Lines = [new FeeLine("pages", "Lệ phí", "Fee", FeeUnit.Page, 500)] },
        });
        CaseId marital = await office.AcceptedMaritalAsync();
        await office.LookUpStatusAsync(marital);
        Office.Done(await office.DraftAsync(marital));
        Office.Done(await office.ConfirmDraftAsync(marital));
        Assert.Contains("to-pay-vnd:8000", (await office.ComposeCertificateAsync(marital)).Refusal!.Reasons);
        Assert.IsType<DraftConfirmed>((await office.ViewAsync(marital)).Case);
        await office.PayAsync(marital);
        await office.FinishCertificateAsync(marital);

        CaseId copy = await office.AcceptStoredCopyAsync();
        Assert.Equal("pages", (await new RequestFee(office.Desk, office.Procedures).DoAsync(office.Officer, copy, [], None)).Refusal!.Reasons.Single());
        Office.Done(await office.PlanAsync(copy, new CopyRequest(null, null, "marital-certificate", CopyRoad.SaoY, [], null)));
        Assert.Equal(RefusalCode.FeeNotSettled, (await office.ComposeStoredCopyAsync(copy)).Refusal!.Code);
        await office.PayAsync(copy);
        await office.ReserveAsync(copy);
        Office.Done(await office.ComposeStoredCopyAsync(copy));
    }

    /// <summary>The delivered procedures with some of them changed.</summary>
    internal static ProcedureLibrary With(string code, Func<Procedure, Procedure> change, string? second = null, Func<Procedure, Procedure>? other = null) => new(
        new ProcedureCatalog([.. ProcedureCatalog.Delivered().Versions.Select(v => v.Code == code ? change(v) : v.Code == second ? other!(v) : v)]),
        new ProcedureRule(TakesUnverified: true));

    private static async Task<CaseId> ComparedAsync(Office office, bool compared = true)
    {
        CaseId id = await office.AcceptPaperCopyAsync();
        Office.Done(await office.PresentAsync(id));
        Office.Done(await office.ScanAsync(id, ScanFile.Good()));
        if (compared)
        {
            Office.Done(await office.CompareAsync(id, Office.AllTicked));
        }

        return id;
    }
}
