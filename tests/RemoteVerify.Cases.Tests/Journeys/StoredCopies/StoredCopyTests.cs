using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.StoredCopies;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Tests.Journeys.PaperCopies;
using RemoteVerify.Cases.Tests.Results;

namespace RemoteVerify.Cases.Tests.Journeys.StoredCopies;

/// <summary>Journey (c): a copy of a stored digital result, over the real store, composer and signatures.</summary>
public sealed class StoredCopyTests
{
    private const string Kind = "marital-certificate";
    private static readonly CancellationToken None = CancellationToken.None;

    [SkippableFact]
    public async Task Journey_SaoY_FromTheSignedRequestToTheCheckedCopy()
    {
        await using Office office = await Office.OpenAsync();
        PublishedDocument original = await office.AddAsync(Kind);
        CaseId id = await office.AcceptStoredCopyAsync();

        CopyPlanned planned = Office.Done(await office.PlanAsync(id, Request(CopyRoad.SaoY)));
        Assert.Equal((original.Id, CopyRoad.SaoY, "officer-1"), (planned.Plan.Result, planned.Plan.Road, planned.Plan.Officer));
        DossierPaper asked = Assert.Single(planned.File.Dossier.Papers);
        Assert.Equal(("stored-result", PaperOrigin.LookedUp, "results"), (asked.Need, asked.Origin, asked.Lookup!.Provider));
        PublishedBytes copy = await FinishAsync(office, id, pages: await PagesAsync(office, original) + 1, original);

        Assert.Equal(original.Id, copy.Document.Original);
        CodeCheck check = (await new CheckCode(office.Desk, office.Validator).DoAsync(Actor.Anyone, copy.Code, None)).Value;
        Assert.Equal(original.Sha256, check.Original!.Sha256);
        KeptPapers.Keep("sao-y.pdf", copy.Pdf);
        Assert.Contains("SAO Y", CopyPages.Text(copy.Pdf), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task TrichSao_ShowsTheNamedPagesOnly()
    {
        await using Office office = await Office.OpenAsync();
        PublishedDocument original = await office.AddAsync(Kind);
        CaseId id = await office.AcceptStoredCopyAsync();
        int pages = await PagesAsync(office, original);
        foreach (int[] wrong in new[] { Array.Empty<int>(), [0], [2, 1], [1, 1], [pages + 1] })
        {
            Assert.Equal(RefusalCode.CopyPagesInvalid, (await office.PlanAsync(id, Request(CopyRoad.TrichSao) with { Pages = wrong })).Refusal!.Code);
        }

        Assert.Equal(RefusalCode.CopyPagesInvalid, (await office.PlanAsync(id, Request(CopyRoad.SaoY) with { Pages = [1] })).Refusal!.Code);
        Office.Done(await office.PlanAsync(id, Request(CopyRoad.TrichSao) with { Pages = [pages] }));
        PublishedBytes copy = await FinishAsync(office, id, pages: 2, original);
        KeptPapers.Keep("trich-sao.pdf", copy.Pdf);
        Assert.Contains("TRÍCH SAO", CopyPages.Text(copy.Pdf), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task ConversionToPaper_IsOnA4WithItsMark()
    {
        await using Office office = await Office.OpenAsync();
        PublishedDocument original = await office.AddAsync(Kind);
        CaseId id = await office.AcceptStoredCopyAsync("paper");
        Office.Done(await office.PlanAsync(id, Request(CopyRoad.ConversionToPaper)));
        PublishedBytes copy = await FinishAsync(office, id, pages: await PagesAsync(office, original) + 1, original);
        KeptPapers.Keep("chuyen-doi.pdf", copy.Pdf);
        Assert.Contains("Bản giấy được chuyển đổi từ thông điệp dữ liệu", CopyPages.Text(copy.Pdf), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task RegisterExtract_OfARegisteredResult_SaysWhatTheBookSays()
    {
        await using Office office = await Office.OpenAsync();
        CaseId first = await office.AcceptPaperCopyAsync();
        Office.Done(await office.PresentAsync(first));
        Office.Done(await office.ScanAsync(first, ScanFile.Good()));
        Office.Done(await office.CompareAsync(first, Office.AllTicked));
        await office.PayAsync(first);
        await office.ReserveAsync(first);
        Office.Done(await office.ComposePaperCopyAsync(first));
        PublishedBytes registered = await office.FinishPaperAsync(first);

        CaseId id = await office.AcceptStoredCopyAsync();
        Office.Done(await office.PlanAsync(id, Request(CopyRoad.RegisterExtract) with { Type = "certified-copy-paper" }));
        await office.ReserveAsync(id);
        Office.Done(await office.ComposeStoredCopyAsync(id));
        PublishedBytes extract = await office.FinishPaperAsync(id);
        Assert.Equal(registered.Document.Id, extract.Document.Original);
        Assert.True(office.Validator.Validate(extract.Pdf, office.Clock.GetUtcNow()).Value.IsValid);
        KeptPapers.Keep("trich-luc.pdf", extract.Pdf);
        string text = CopyPages.Text(extract.Pdf);
        Assert.Contains("SCT/BS", text, StringComparison.Ordinal);
        Assert.Contains(Office.Name, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PlanCopy_NothingFound_OffersReissue_AndKeepsTheLookUp()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.AcceptStoredCopyAsync();
        Refusal none = (await office.PlanAsync(id, Request(CopyRoad.SaoY))).Refusal!;
        Assert.Equal((RefusalCode.ResultNotFound, PlanCopy.OfferReissue), (none.Code, none.Reasons.Single()));
        Assert.Contains("issued anew", none.Message, StringComparison.Ordinal);

        PublishedDocument revoked = await office.AddAsync(Kind);
        Office.Done(await new RevokeResult(office.Desk).DoAsync(office.Officer, revoked.Id, "Cấp sai", None));
        Refusal ended = (await office.PlanAsync(id, Request(CopyRoad.SaoY))).Refusal!;
        Assert.Equal(RefusalCode.ResultNotFound, ended.Code);
        Assert.Equal([PlanCopy.OfferReissue, $"revoked:{revoked.Id}"], ended.Reasons);

        Case current = (await office.ViewAsync(id)).Case;
        Assert.IsType<AcceptedCase>(current);
        Assert.Equal(2, current.File.Dossier.Papers.Count(p => p.Origin == PaperOrigin.LookedUp));
    }

    [Fact]
    public async Task PlanCopy_OfAResultThatCountsNoMore_SaysWhatBecameOfIt()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.AcceptStoredCopyAsync();
        DateTimeOffset now = office.Clock.GetUtcNow();
        PublishedDocument expired = await office.AddAsync(Kind, new ValidityPeriod(now.AddDays(-2), now.AddDays(-1)));
        PublishedDocument older = await office.AddAsync(Kind);
        PublishedDocument newer = await office.AddAsync(Kind);
        Office.Done(await new ReplaceResult(office.Desk).DoAsync(office.Officer, older.Id, newer.Id, "mới hơn", None));

        Refusal refusal = (await office.PlanAsync(id, Request(CopyRoad.SaoY) with { Result = expired.Id })).Refusal!;
        Assert.Equal((RefusalCode.OriginalNotValid, $"expired:{expired.Id}"), (refusal.Code, refusal.Reasons.Single()));
        refusal = (await office.PlanAsync(id, Request(CopyRoad.SaoY) with { Result = older.Id })).Refusal!;
        Assert.Equal([$"replaced:{older.Id}", $"replaced-by:{newer.Id}"], refusal.Reasons);
        Assert.Equal(newer.Id, Office.Done(await office.PlanAsync(id, Request(CopyRoad.SaoY))).Plan.Result);

        Assert.Equal(RefusalCode.ResultNotFound, (await office.PlanAsync(id, Request(CopyRoad.SaoY) with { Result = PublishedId.New(now) })).Refusal!.Code);
    }

    [Fact]
    public async Task PlanCopy_SeveralValid_MustBeNamed()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.AcceptStoredCopyAsync();
        PublishedDocument one = await office.AddAsync(Kind);
        PublishedDocument two = await office.AddAsync(Kind);

        Refusal refusal = (await office.PlanAsync(id, Request(CopyRoad.SaoY))).Refusal!;
        Assert.Equal(RefusalCode.CopySeveralResults, refusal.Code);
        Assert.Equal(new[] { one.Id.ToString(), two.Id.ToString() }.Order(), refusal.Reasons.Order());
        Assert.Equal(two.Id, Office.Done(await office.PlanAsync(id, Request(CopyRoad.SaoY) with { Result = two.Id })).Plan.Result);
    }

    [Fact]
    public async Task PlanCopy_AnotherPersonsResult_NeedsAPaperThatShowsTheRight()
    {
        const string Other = "001199000020";
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.AcceptStoredCopyAsync();
        PublishedDocument foreign = await office.AddAsync(Kind, owners: [new ResultOwner(Other, "Trần Văn Khác")]);

        Assert.Equal(RefusalCode.CopyRightNotShown, (await office.PlanAsync(id, Request(CopyRoad.SaoY) with { Result = foreign.Id })).Refusal!.Code);
        Refusal unasked = (await office.PlanAsync(id, Request(CopyRoad.SaoY) with { Owner = Other })).Refusal!;
        Assert.Equal((RefusalCode.CopyRightNotShown, "right-proof"), (unasked.Code, unasked.Reasons.Single()));
        Assert.Equal(RefusalCode.DossierPaperNotFound, (await office.PlanAsync(id, Request(CopyRoad.SaoY) with { Owner = Other, RightPaper = "d9" })).Refusal!.Code);

        string paper = await AddRightAsync(office, id);
        Assert.Equal(foreign.Id, Office.Done(await office.PlanAsync(id, Request(CopyRoad.SaoY) with { Owner = Other, RightPaper = paper })).Plan.Result);
    }

    [Fact]
    public async Task PlanCopy_RoadThatDoesNotFit_Refused()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.AcceptStoredCopyAsync();
        await office.AddAsync(Kind);

        Assert.Equal("sao-luc:of-a-copy", (await office.PlanAsync(id, Request(CopyRoad.SaoLuc))).Refusal!.Reasons.Single());
        Assert.Equal(RefusalCode.CopyNoRegisterEntry, (await office.PlanAsync(id, Request(CopyRoad.RegisterExtract))).Refusal!.Code);
        Refusal unknown = (await office.PlanAsync(id, Request((CopyRoad)99))).Refusal!;
        Assert.Equal((RefusalCode.CopyRoadNotOpen, "road:99"), (unknown.Code, unknown.Reasons.Single()));
    }

    [Fact]
    public async Task ComposePaper_AfterTheResultWasRevoked_Refused()
    {
        await using Office office = await Office.OpenAsync();
        PublishedDocument original = await office.AddAsync(Kind);
        CaseId id = await office.AcceptStoredCopyAsync();
        Office.Done(await office.PlanAsync(id, Request(CopyRoad.SaoY)));
        await office.ReserveAsync(id);
        Office.Done(await new RevokeResult(office.Desk).DoAsync(office.Officer, original.Id, "Cấp sai", None));

        Refusal refusal = (await office.ComposeStoredCopyAsync(id)).Refusal!;
        Assert.Equal((RefusalCode.OriginalNotValid, $"revoked:{original.Id}"), (refusal.Code, refusal.Reasons.Single()));
    }

    private static CopyRequest Request(CopyRoad road) => new(null, null, Kind, road, [], null);

    private static async Task<PublishedBytes> FinishAsync(Office office, CaseId id, int pages, PublishedDocument original)
    {
        await office.ReserveAsync(id);
        Office.Done(await office.ComposeStoredCopyAsync(id));
        PublishedBytes copy = await office.FinishPaperAsync(id);
        DocumentVerdict verdict = office.Validator.Validate(copy.Pdf, office.Clock.GetUtcNow()).Value;
        Assert.Equal(["Countersignature", "OrganisationSeal"], verdict.Signatures.Select(s => s.Field).Order());
        Assert.True(verdict.IsValid);
        CopyPages.AssertShows(copy.Pdf, await BytesAsync(office, original), pages);
        return copy;
    }

    private static async Task<int> PagesAsync(Office office, PublishedDocument document) =>
        Pdf.Forms.PageTree.Read(Pdf.Reading.PdfDocument.Open(await BytesAsync(office, document)).Latest).Count;

    private static async Task<ReadOnlyMemory<byte>> BytesAsync(Office office, PublishedDocument document)
    {
        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        return (await unit.Blobs.GetAsync(document.CaseId, document.Blob, None))!.Value;
    }

    private static async Task<string> AddRightAsync(Office office, CaseId id)
    {
        byte[] bytes = Pictures.Jpeg(60, 80, 90);
        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        Case current = (await unit.Cases.FindAsync(Office.Tenant, id, None))!;
        BlobId blob = await unit.Blobs.PutAsync(Office.Tenant, id, DataClass.Dossier, bytes, None);
        var paper = new DossierPaper(
            $"d{current.File.Dossier.Papers.Count + 1}", "right-proof", PaperOrigin.Uploaded, "image/jpeg", blob, Sha256Digest.Of(bytes), bytes.Length, "p1", office.Clock.GetUtcNow());
        await unit.Cases.UpdateAsync(
            current with { File = current.File with { Version = current.File.Version + 1, Dossier = current.File.Dossier.Add(paper) } }, office.Clock.GetUtcNow(), None);
        Assert.Equal(CommitResult.Committed, await unit.CommitAsync(None));
        return paper.Id;
    }
}
