using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Results.RelatedActs;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Tests.Papers;
using RemoteVerify.Cases.Tests.States.Machine;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Cases.Tests.Results.RelatedActs;

/// <summary>The road of a related act: from the officer who begins it to the page that is shown with the result.</summary>
public sealed class RelatedActTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly RelatedActRequest Correction = new(
        RelatedActKind.Correction, "Ghi sai số tờ", "Luật Công chứng số 46/2024/QH15", null, [new("Trang 1", "tờ số 3", "tờ số 8")], null);

    private static readonly RelatedActRequest Cancellation = new(
        RelatedActKind.Cancellation, "Cấp nhầm người", "Nghị định số 23/2015/NĐ-CP", null, [], null);

    [SkippableFact]
    public async Task RelatedAct_FromItsBeginning_IsSealedNumberedAndShownWithTheResult()
    {
        await using Office office = await Office.OpenAsync();
        PublishedDocument result = await office.AddAsync("certified-copy-paper");
        RelatedActBegun begun = Office.Done(await BeginAsync(office, result.Id, Cancellation));
        Assert.Equal(("VĂN BẢN HỦY BỎ: Giấy xác nhận", true, ParticipantKind.Subject), (begun.File.Title, begun.File.IsTest, begun.File.Participants.Single().Kind));

        Assert.Equal(["number"], (await ComposeAsync(office, begun.File.Id)).Refusal!.Reasons);
        await office.ReserveAsync(begun.File.Id);
        Assert.Equal(RefusalCode.DecidingOfficerUnknown, (await ComposeAsync(office, begun.File.Id, "nobody")).Refusal!.Code);
        PaperPrepared prepared = Office.Done(await ComposeAsync(office, begun.File.Id));
        Assert.Equal("valid", (await RecordAsync(office, result.Id)).State.Name);
        PublishedBytes page = await office.FinishPaperAsync(begun.File.Id);

        string text = string.Join(' ', PaperPrints.ReadText(page.Pdf.ToArray()));
        foreach (string words in new[] { "VĂN BẢN HỦY BỎ", "Căn cứ: Nghị định số 23/2015/NĐ-CP", "Lý do: Cấp nhầm người", "12/UBND-XNTTHN", result.Sha256.Hex[..32], prepared.File.Number!.Printed })
        {
            Assert.Contains(words, text, StringComparison.Ordinal);
        }

        Assert.Equal((PublishedKind.RelatedAct, prepared.File.Number.Printed), (page.Document.Kind, page.Document.Number));
        ResultRecord record = await RecordAsync(office, result.Id);
        Assert.Equal(("cancelled", page.Document.Id, page.Code), (record.State.Name, Assert.Single(record.RelatedActs).Act.Document, record.RelatedActs[0].PrintedCode));
        CodeCheck ofResult = (await new CheckCode(office.Desk, office.Validator).DoAsync(Actor.Anyone, result.Code, None)).Value;
        Assert.Equal((RelatedActKind.Cancellation, page.Code), (Assert.Single(ofResult.Issued.RelatedActs).Kind, ofResult.Issued.RelatedActs[0].Code));
        CodeCheck ofPage = (await new CheckCode(office.Desk, office.Validator).DoAsync(Actor.Anyone, page.Code, None)).Value;
        Assert.True(ofPage.Verdict.IsValid);
        Assert.Equal(result.Sha256, ofPage.Issued.About!.Sha256);
        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        Assert.Equal(page.Document.Sha256, Assert.IsType<UsedEntry>(Assert.Single(await unit.Registers.FindAsync(Office.Tenant, begun.File.Id, None))).Document);
    }

    /// <summary>Without a number where the procedure gives none; then for the portal of the result's case, in a download, and in no answer to who looks for a result.</summary>
    [SkippableFact]
    public async Task RelatedAct_OfACasesResult_IsSeenByWhoSeesTheResultAndIsNoResultItself()
    {
        await using Office office = await Office.OpenAsync();
        PublishedBytes result = await office.CompleteAsync();
        RelatedActBegun begun = Office.Done(await BeginAsync(office, result.Document.Id, Correction));
        Assert.Equal(RefusalCode.CaseNotFound, (await new ViewCase(office.Desk).DoAsync(office.Portal, begun.File.Id, None)).Refusal!.Code);
        Office.Done(await ComposeAsync(office, begun.File.Id));
        PublishedBytes page = await office.FinishPaperAsync(begun.File.Id);

        Assert.Equal(page.Pdf.ToArray(), Office.Done(await new ReadResult(office.Desk).DoAsync(office.Portal, page.Document.Id, None)).Pdf.ToArray());
        Assert.Equal(RefusalCode.ResultNotFound, (await new ReadResult(office.Desk).DoAsync(Actor.Portal(Office.Tenant, "portal-2"), page.Document.Id, None)).Refusal!.Code);
        string token = (await new MakeDownloadLink(office.Desk).DoAsync(office.Portal, result.Document.Id, None)).Value.Token;
        PublishedBytes downloaded = Office.Done(await new UseDownloadLink(office.Desk).DoAsync(token, None));
        Assert.Equal(("valid", page.Code), (downloaded.Record!.State.Name, Assert.Single(downloaded.Record.RelatedActs).PrintedCode));

        PublishedBytes copy = Office.Done(await office.Copying().DoAsync(office.Portal, result.Document.Id, None));
        Assert.Contains(page.Code, string.Join(' ', PaperPrints.ReadText(copy.Pdf.ToArray())), StringComparison.Ordinal);
        PdfDocument opened = PdfDocument.Open(copy.Pdf);
        Assert.Single(
            opened.Latest.AllNumbers().Select(number => opened.Latest.Get(new PdfReference(number, 0))).OfType<PdfStream>(),
            stream => opened.Latest.Get<PdfName>(stream.Dictionary, "Type")?.Value == "EmbeddedFile" && opened.Decode(stream).Span.SequenceEqual(page.Pdf.Span));

        Assert.True((await new RevokeResult(office.Desk).DoAsync(office.Officer, result.Document.Id, "Giả mạo", None)).IsDone);
        ResultQuery query = new(Office.Number, result.Document.Type, "test", "kiểm tra", null);
        ResultLookUp found = Office.Done(await new FindResults(office.Desk).DoAsync(office.Officer, query, None));
        Assert.Equal((2, false), (found.Found.Count, found.HasValid));
    }

    [Fact]
    public async Task BeginRelatedAct_WhatDoesNotFit_IsRefusedWithReasonsAndOpensNothing()
    {
        await using Office office = await Office.OpenAsync();
        PublishedDocument result = await office.AddAsync("certified-copy-paper");
        PublishedDocument strange = await office.AddAsync("no-procedure");
        (RelatedActRequest Request, string[] Reasons)[] incomplete =
        [
            (Correction with { Reason = " ", LegalBasis = null }, ["reason", "legal-basis"]),
            (Correction with { Changes = [] }, ["changes"]),
            (Correction with { Changes = [new("Trang 1", "", "x")] }, ["changes"]),
            (Correction with { Reason = new string('x', 1001) }, ["reason"]),
            (Cancellation with { Changes = Correction.Changes }, ["changes"]),
            (Correction with { Kind = RelatedActKind.Amendment }, ["agreement"]),
            (Correction with { Kind = (RelatedActKind)9, Changes = [] }, ["kind"]),
        ];
        foreach ((RelatedActRequest request, string[] reasons) in incomplete)
        {
            Refusal refusal = (await BeginAsync(office, result.Id, request)).Refusal!;
            Assert.Equal(RefusalCode.RelatedActIncomplete, refusal.Code);
            Assert.Equal(reasons, refusal.Reasons);
        }

        Assert.Equal(RefusalCode.ProcedureUnknown, (await BeginAsync(office, strange.Id, Cancellation)).Refusal!.Code);
        Assert.True((await BeginAsync(office, strange.Id, Cancellation with { Procedure = "certified-copy-paper" })).IsDone);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await BeginAsync(office, result.Id, Cancellation, office.Portal)).Refusal!.Code);
        Assert.Equal(RefusalCode.ResultNotFound, (await BeginAsync(office, result.Id, Cancellation, Actor.Officer(new TenantId("other"), "o"))).Refusal!.Code);

        PublishedDocument newer = await office.AddAsync("certified-copy-paper");
        Assert.True((await new ReplaceResult(office.Desk).DoAsync(office.Officer, result.Id, newer.Id, "mới hơn", None)).IsDone);
        Assert.Equal(["related-act.target-replaced"], (await BeginAsync(office, result.Id, Cancellation with { Kind = RelatedActKind.Termination })).Refusal!.Reasons);
        Assert.True((await BeginAsync(office, result.Id, Cancellation)).IsDone);
        Assert.True((await new RevokeResult(office.Desk).DoAsync(office.Officer, newer.Id, "Giả mạo", None)).IsDone);
        Assert.Equal(["related-act.target-revoked"], (await BeginAsync(office, newer.Id, Correction)).Refusal!.Reasons);
    }

    [Fact]
    public async Task RelatedAct_EndedBeforeItsSeal_VoidsItsNumberAndTheResultStays()
    {
        await using Office office = await Office.OpenAsync();
        PublishedDocument result = await office.AddAsync("certified-copy-paper");
        RelatedActBegun stopped = Office.Done(await BeginAsync(office, result.Id, Cancellation));
        await office.ReserveAsync(stopped.File.Id);
        Office.Done(await new StopCase(office.Desk).DoAsync(office.Officer, stopped.File.Id, "not-needed", "Không cần nữa", None));

        RelatedActBegun second = Office.Done(await BeginAsync(office, result.Id, Correction));
        await office.ReserveAsync(second.File.Id);
        Office.Done(await ComposeAsync(office, second.File.Id));
        RefusedCase refused = Office.Done(await new RefuseCase(office.Desk, office.Slips).DoAsync(office.Officer, second.File.Id, "wrong-words", "Sai câu chữ", None));

        Assert.Empty(refused.File.Dossier.Papers);
        Assert.Equal("valid", (await RecordAsync(office, result.Id)).State.Name);
        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        foreach (CaseId id in new[] { stopped.File.Id, second.File.Id })
        {
            Assert.IsType<VoidedEntry>(Assert.Single(await unit.Registers.FindAsync(Office.Tenant, id, None)));
        }

        // Contested and opened again, it begins with its page and not with an intake that it never had.
        Assert.IsType<RelatedActBegun>(refused.Contest(new CaseContest("p1", "Câu chữ đúng", office.Clock.GetUtcNow())).Reopen());
    }

    [Fact]
    public async Task ComposeRelatedAct_ResultCancelledMeanwhile_IsRefused()
    {
        await using Office office = await Office.OpenAsync();
        PublishedDocument result = await office.AddAsync("certified-copy-paper");
        RelatedActBegun first = Office.Done(await BeginAsync(office, result.Id, Correction));
        await office.ReserveAsync(first.File.Id);
        Assert.True((await new RevokeResult(office.Desk).DoAsync(office.Officer, result.Id, "Giả mạo", None)).IsDone);

        Refusal refusal = (await ComposeAsync(office, first.File.Id)).Refusal!;

        Assert.Equal((RefusalCode.RelatedActNotAccepted, "related-act.target-revoked"), (refusal.Code, refusal.Reasons.Single()));
    }

    /// <summary>Acts of other states, and the composing of another journey, are refused with the list of what is allowed, and move nothing.</summary>
    [Fact]
    public async Task RelatedActBegun_EveryOtherAct_IsRefusedAndMovesNothing()
    {
        await using Office office = await Office.OpenAsync();
        PublishedDocument result = await office.AddAsync("certified-copy-paper");
        CaseId id = Office.Done(await BeginAsync(office, result.Id, Cancellation)).File.Id;
        PaperCopyMachine machine = new(office);
        await machine.StartAsync();

        foreach (Move move in machine.Moves.Value.Where(move => move.NamesCase && move.Act is not ("register.reserve" or "case.stop")))
        {
            Situation seen = await machine.LookAsync(id);
            Refusal? refusal = await move.TryAsync(new Attempt(id, seen, move.By(seen), false, new Random(0)));
            Assert.True(refusal is not null || move.Act is "message.send" or "fields.set" or "consent.give" or "consent.withdraw", $"{move} was done");
            Assert.Equal("related-act-begun", (await machine.LookAsync(id)).Case.State);
        }

        StateDiagram diagram = StateDiagram.Read();
        Assert.True(diagram.Permits("related-act-begun", "paper.compose", "paper-prepared", null));
        Assert.False(diagram.Permits("related-act-begun", "case.approve", "approved", null));
    }

    private static Task<Outcome<RelatedActBegun>> BeginAsync(Office office, PublishedId target, RelatedActRequest request, Actor? actor = null) =>
        new BeginRelatedAct(office.Desk, office.Procedures, RemoteVerify.Cases.Papers.Templates.PaperTemplates.OfDelivered()).DoAsync(actor ?? office.Officer, target, request, None);

    private static Task<Outcome<PaperPrepared>> ComposeAsync(Office office, CaseId id, string decidedBy = "officer-1") =>
        new ComposeRelatedAct(office.Desk, office.Procedures, office.DossierComposer, office.Signer, office.Officers, office.DossierHead, office.Check)
            .DoAsync(office.Officer, id, decidedBy, None);

    private static async Task<ResultRecord> RecordAsync(Office office, PublishedId id) => Office.Done(await new ViewResult(office.Desk).DoAsync(office.Officer, id, None));
}
