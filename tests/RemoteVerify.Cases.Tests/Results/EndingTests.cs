using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Tests.Results;

public sealed class EndingTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task ReplaceResult_ByANewerOfTheSamePerson_OlderSaysSoAndLeadsToTheNewer()
    {
        await using Office office = await Office.OpenAsync();
        PublishedDocument older = await office.AddAsync();
        PublishedDocument newer = await office.AddAsync();
        PublishedDocument foreign = await office.AddAsync(owners: [new ResultOwner("001199000020", "Trần Văn Khác")]);
        PublishedDocument otherKind = await office.AddAsync("other-kind");
        ReplaceResult replace = new(office.Desk);

        Assert.Equal(["replacement.owners"], (await replace.DoAsync(office.Officer, older.Id, foreign.Id, "mới hơn", None)).Refusal!.Reasons);
        Assert.Equal(["replacement.kind"], (await replace.DoAsync(office.Officer, older.Id, otherKind.Id, "mới hơn", None)).Refusal!.Reasons);
        Assert.Equal(RefusalCode.ReplacementNotFit, (await replace.DoAsync(office.Officer, older.Id, older.Id, "mới hơn", None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ReasonRequired, (await replace.DoAsync(office.Officer, older.Id, newer.Id, "", None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ResultNotFound, (await replace.DoAsync(Actor.Officer(new TenantId("other"), "o"), older.Id, newer.Id, "x", None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await replace.DoAsync(office.Portal, older.Id, newer.Id, "x", None)).Refusal!.Code);
        Assert.True((await replace.DoAsync(office.Officer, older.Id, newer.Id, "mới hơn", None)).IsDone);
        Assert.Equal(RefusalCode.ResultAlreadyEnded, (await replace.DoAsync(office.Officer, older.Id, newer.Id, "mới hơn", None)).Refusal!.Code);
        Assert.Contains("replacement.not-valid", (await replace.DoAsync(office.Officer, newer.Id, older.Id, "về cũ", None)).Refusal!.Reasons);

        CodeCheck check = (await new CheckCode(office.Desk, office.Validator).DoAsync(Actor.Anyone, older.Code, None)).Value;
        Assert.Equal("replaced", check.Issued.State.Name);
        Assert.True(VerificationCode.TryParse(check.Issued.ReplacedByCode, out VerificationCode? code));
        Assert.Equal(newer.Code, code.Plain);
        Assert.Equal(["N*** T** T** N***"], check.Issued.Owners);
    }

    [Fact]
    public async Task RevokeResult_Once_CopiesAreRefusedAndTheCheckSaysRevoked()
    {
        await using Office office = await Office.OpenAsync();
        PublishedBytes result = await office.CompleteAsync();
        PublishedBytes copy = (await office.Copying().DoAsync(office.Portal, result.Document.Id, None)).Value;
        RevokeResult revoke = new(office.Desk);

        Assert.Equal(RefusalCode.ReasonRequired, (await revoke.DoAsync(office.Officer, result.Document.Id, " ", None)).Refusal!.Code);
        Assert.True((await revoke.DoAsync(office.Officer, result.Document.Id, "Giấy tờ giả", None)).IsDone);
        Assert.Equal(RefusalCode.ResultAlreadyEnded, (await revoke.DoAsync(office.Officer, result.Document.Id, "Giấy tờ giả", None)).Refusal!.Code);

        Assert.Equal(RefusalCode.OriginalNotValid, (await office.Copying().DoAsync(office.Portal, result.Document.Id, None)).Refusal!.Code);
        CodeCheck check = (await new CheckCode(office.Desk, office.Validator).DoAsync(Actor.Anyone, copy.Code, None)).Value;
        Assert.Equal(("valid", "revoked"), (check.Issued.State.Name, check.Original!.State.Name));
        Assert.True(check.Verdict.IsValid);
    }

    [Fact]
    public async Task LinkRelatedAct_Cancellation_IsToldFirstAndTheSealedBytesStay()
    {
        await using Office office = await Office.OpenAsync();
        PublishedBytes result = await office.CompleteAsync();
        PublishedBytes page = await office.CompleteAsync();
        PublishedDocument withoutOfficer = await office.AddAsync();
        LinkRelatedAct link = new(office.Desk, office.Validator);

        Assert.Equal(["related-act.missing-officer"], (await link.DoAsync(office.Officer, result.Document.Id, withoutOfficer.Id, RelatedActKind.Correction, None)).Refusal!.Reasons);
        Assert.Contains("related-act.document", (await link.DoAsync(office.Officer, result.Document.Id, result.Document.Id, RelatedActKind.Correction, None)).Refusal!.Reasons);
        Assert.True((await link.DoAsync(office.Officer, result.Document.Id, page.Document.Id, RelatedActKind.Cancellation, None)).IsDone);
        Assert.Contains("related-act.linked-before", (await link.DoAsync(office.Officer, result.Document.Id, page.Document.Id, RelatedActKind.Amendment, None)).Refusal!.Reasons);

        CodeCheck check = (await new CheckCode(office.Desk, office.Validator).DoAsync(Actor.Anyone, result.Code, None)).Value;
        Assert.Equal("cancelled", check.Issued.State.Name);
        PublicRelatedAct act = Assert.Single(check.Issued.RelatedActs);
        Assert.Equal((RelatedActKind.Cancellation, page.Document.Sha256), (act.Kind, act.Sha256));
        Assert.True((await new CheckCode(office.Desk, office.Validator).DoAsync(Actor.Anyone, act.Code, None)).Value.Verdict.IsValid);
        Assert.Equal(result.Pdf.ToArray(), check.Pdf.ToArray());
        ResultRecord record = (await new ViewResult(office.Desk).DoAsync(office.Portal, result.Document.Id, None)).Value;
        Assert.Equal(("cancelled", page.Document.Id), (record.State.Name, Assert.Single(record.RelatedActs).Act.Document));
        Assert.Equal(RefusalCode.OriginalNotValid, (await office.Copying().DoAsync(office.Portal, result.Document.Id, None)).Refusal!.Code);
    }

    [Fact]
    public async Task CheckCode_OfAPersonsResult_NamesTheOfficerAndMasksTheOwner()
    {
        await using Office office = await Office.OpenAsync();
        PublishedBytes result = await office.CompleteAsync();
        CodeCheck check = (await new CheckCode(office.Desk, office.Validator).DoAsync(Actor.Anyone, result.Code, None)).Value;

        Assert.Equal(["N*** T** T** N***", "Trần Văn Cán Bộ"], check.Verdict.Signatures.Take(2).Select(s => s.Signer));
        using System.Text.Json.JsonDocument report = System.Text.Json.JsonDocument.Parse(check.Verdict.Report);
        string[] texts = [.. Texts(report.RootElement)];
        Assert.DoesNotContain(texts, t => t.Contains(Office.Name, StringComparison.OrdinalIgnoreCase) || t.Contains(Office.Number, StringComparison.Ordinal));
        Assert.Contains(texts, t => t.Contains("Trần Văn Cán Bộ", StringComparison.Ordinal));

        // Who has the file sees what stands in it.
        DocumentCheck file = (await new CheckDocument(office.Desk, office.Validator).DoAsync(Actor.Anyone, result.Pdf, None)).Value;
        Assert.Equal(Office.Name, file.Verdict.Signatures[0].Signer);
    }

    private static IEnumerable<string> Texts(System.Text.Json.JsonElement json) => json.ValueKind switch
    {
        System.Text.Json.JsonValueKind.Object => json.EnumerateObject().SelectMany(p => Texts(p.Value)),
        System.Text.Json.JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
        System.Text.Json.JsonValueKind.String => [json.GetString()!],
        _ => [],
    };

    [Fact]
    public async Task DownloadLink_UsedOnceWithinTwoMinutes_ThenGone()
    {
        await using Office office = await Office.OpenAsync();
        PublishedDocument document = await office.AddAsync();
        MakeDownloadLink make = new(office.Desk);
        UseDownloadLink use = new(office.Desk);
        string token = (await make.DoAsync(office.Officer, document.Id, None)).Value.Token;

        Assert.Equal(RefusalCode.ResultNotFound, (await make.DoAsync(office.Portal, document.Id, None)).Refusal!.Code);
        Assert.Equal(document.Sha256, Sha256Digest.Of((await use.DoAsync(token, None)).Value.Pdf.Span));
        Assert.Equal(RefusalCode.DownloadUsed, (await use.DoAsync(token, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.DownloadNotFound, (await use.DoAsync("nothing", None)).Refusal!.Code);

        string late = (await make.DoAsync(office.Officer, document.Id, None)).Value.Token;
        office.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(RefusalCode.DownloadExpired, (await use.DoAsync(late, None)).Refusal!.Code);

        // Two at the same moment: one gets it.
        string raced = (await make.DoAsync(office.Officer, document.Id, None)).Value.Token;
        Outcome<PublishedBytes>[] both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => use.DoAsync(raced, None)));
        Assert.Single(both, o => o.IsDone);
    }
}
