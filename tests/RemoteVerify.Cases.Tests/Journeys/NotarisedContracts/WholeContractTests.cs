using System.Diagnostics;
using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Sealing;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Tests.Journeys.NotarisedContracts;

public sealed class WholeContractTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [SkippableFact]
    public async Task Contract_TwoVenuesTwoParties_OneDocumentWithEverySignatureTakesEffect()
    {
        await using NotaryDesk desk = await NotaryDesk.OpenAsync();
        await desk.ClosedAsync();
        Assert.Equal([RefusalCode.ActorNotAssigned], [(await desk.ApproveAsync(NotaryDesk.Second)).Refusal!.Code]);
        (await desk.ApproveAsync()).Done();

        // Venue notaries first, then the lead; nobody out of turn.
        (await desk.CountersignAsync(NotaryDesk.Lead)).Refused(RefusalCode.CountersignatureOfAnotherOfficer);
        Assert.IsType<Approved>((await desk.CountersignAsync(NotaryDesk.Second)).Done());
        Assert.IsType<Countersigned>((await desk.CountersignAsync(NotaryDesk.Lead)).Done());
        PublishedBytes result = await StoreAsync(desk);

        DocumentVerdict verdict = desk.Office.Validator.Validate(result.Pdf, desk.Office.Clock.GetUtcNow()).Value;
        Assert.All(verdict.Signatures, s => Assert.Equal("TOTAL_PASSED", s.Indication));
        Assert.Equal(
            new[] { "Signature_p1", "Signature_p2", "Notary_v2", SlotNames.Countersignature, SlotNames.Seal }.Order(), verdict.Signatures.Select(s => s.Field).Order());
        Assert.Equal(1, verdict.DocumentTimestamps);

        Completed completed = await desk.StateAsync<Completed>();
        Assert.Equal([NotaryDesk.Second, NotaryDesk.Lead], completed.File.OfficerSignatures.Select(s => s.Officer));
        UsedEntry number = Assert.IsType<UsedEntry>(Assert.Single(await desk.NumbersAsync()));
        Assert.Equal(result.Document.Sha256, number.Document);
        Assert.Equal($"1/{number.Book.Year}/CCGD", completed.File.Number!.Printed);
        Assert.Equal(completed.File.ResultCode, result.Document.Code);
        CodeCheck found = (await new CheckCode(desk.Office.Desk, desk.Office.Validator).DoAsync(Actor.Anyone, result.Code, None)).Done();
        Assert.Equal(result.Document.Sha256, found.Issued.Sha256);
        Keep("hop-dong-cong-chung.pdf", result.Pdf);
        await PdfsigAgreesAsync(result.Pdf, 5);
    }

    [Fact]
    public async Task Contract_WithWitnessInterpreterAndGuardian_AllSignAndAHelperOnlyPrepares()
    {
        await using NotaryDesk desk = await NotaryDesk.OpenAsync(
        [
            .. NotaryDesk.TwoParties,
            new("Lý Thị Giám Hộ", "001199000013", "party-b") { Kind = ParticipantKind.Guardian },
            new("Hoàng Văn Chứng", "001199000014", "witness") { Kind = ParticipantKind.Witness },
            new("Vũ Thị Dịch", "001199000015", "interpreter") { Kind = ParticipantKind.Interpreter },
            new("Ngô Văn Giúp", "001199000016", "helper") { Kind = ParticipantKind.Helper },
        ]);
        await desk.SharedAsync(agreed: false);
        Sha256Digest draft = (await desk.StateAsync<DraftShared>()).Draft.Sha256;
        (await desk.AgreeAsync("p6", draft)).Refused(RefusalCode.ActorCannotSign);
        await desk.AgreedAsync();
        (await desk.ScheduleAsync(desk.Plan(new("room-1", null, NotaryDesk.Lead, NotaryDesk.Ids("p1", "p6")), new("room-2", null, NotaryDesk.Second, NotaryDesk.Ids("p2", "p3", "p4", "p5")))))
            .Refused(RefusalCode.SessionPlanInvalid);
        (await desk.ScheduleAsync(desk.Plan())).Done();
        (await desk.ReserveAsync()).Done();
        (await desk.OpenSessionAsync(NotaryDesk.Lead, "p3")).Done();
        await desk.ProvenAsync();

        AwaitingConfirmation waiting = await desk.StateAsync<AwaitingConfirmation>();
        Actor helper = Office.Citizen(desk.Case, "p6");
        (await new ConfirmContent(desk.Office.Desk).DoAsync(helper, desk.Case, waiting.Document.Sha256, None)).Refused(RefusalCode.ActorCannotSign);
        (await desk.Office.Signing().DoAsync(helper, desk.Case, None)).Refused(RefusalCode.ActorCannotSign);

        await desk.SignAsync("p1");
        await desk.SignAsync("p2");

        // The statement says that the guardian hears the text; a silent reading is another thing.
        (await desk.PapersAsync(NotaryDesk.Second, "p3")).Done();
        (await desk.CapacityAsync(NotaryDesk.Second, "p3")).Done();
        Assert.Equal(["reading:p3"], (await desk.ReadAsync(NotaryDesk.Second, "p3")).Refused(RefusalCode.SessionReadingDiffers));
        (await desk.ReadAsync(NotaryDesk.Second, "p3", ReadingWay.ReadAloud)).Done();
        (await desk.Office.ConfirmAndSignAsync(desk.Case, "p3")).Done();
        (await desk.PhotoAsync(NotaryDesk.Second, ["p2", "p3"])).Done();

        // The procedure has witness and interpreter sign after the parties and who acts for them.
        await desk.SignAsync("p4");
        await desk.SignAsync("p5");

        ParticipantsSigned signed = await desk.StateAsync<ParticipantsSigned>();
        Assert.Equal(["p1", "p2", "p3", "p4", "p5"], signed.Signatures.Select(s => s.Participant.Value));
        desk.Office.Clock.Advance(TimeSpan.FromMinutes(5));
        (await desk.CloseAsync()).Done();
        await desk.RecordAllAsync();
        (await desk.ApproveAsync()).Done();
    }

    private static async Task<PublishedBytes> StoreAsync(NotaryDesk desk)
    {
        Office office = desk.Office;
        (await office.Sealing().DoAsync(office.Seal, desk.Case, None)).Done();
        (await office.Timestamping().DoAsync(office.Seal, desk.Case, None)).Done();
        return (await new StoreResult(office.Desk, office.Seals, office.Validator).DoAsync(office.Seal, desk.Case, None)).Done();
    }

    /// <summary>A second opinion from poppler on the mathematics of every signature.</summary>
    private static async Task PdfsigAgreesAsync(ReadOnlyMemory<byte> pdf, int signatures)
    {
        Skip.IfNot(File.Exists("/usr/bin/pdfsig"), "pdfsig (poppler-utils) is not installed.");
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, pdf.ToArray());
            using Process process = Process.Start(new ProcessStartInfo("/usr/bin/pdfsig", ["-nocert", file]) { RedirectStandardOutput = true })!;
            string said = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.Equal(signatures, said.Split("Signature is Valid.").Length - 1);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>For looking at the papers: set RV_PAPERS to a folder.</summary>
    internal static void Keep(string name, ReadOnlyMemory<byte> pdf)
    {
        if (Environment.GetEnvironmentVariable("RV_PAPERS") is { Length: > 0 } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, name), pdf.ToArray());
        }
    }
}
