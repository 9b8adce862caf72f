using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Sharing;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Tests.Results;

namespace RemoteVerify.Cases.Tests.Sharing;

public sealed class ShareTests
{
    private const string Consent = "share-result/2026-11";

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly ShareConsentTexts Texts = ShareConsentTexts.Delivered();
    private static readonly Actor Bank = Actor.Portal(new TenantId("ngan-hang"), "bank-portal");

    [Fact]
    public async Task Share_ToAClientOfAnotherTenant_ShowsItsScopeUntilItIsRevoked()
    {
        await using Office office = await Office.OpenAsync();
        PublishedDocument document = await office.AddAsync();
        PublishedDocument other = await office.AddAsync("other-kind");
        Actor citizen = await office.ProvenCitizenAsync();
        UseShare use = new(office.Desk);
        Share share = (await new ShareResult(office.Desk, Texts).DoAsync(citizen, Order(office, ShareContent.File, document.Id), None)).Value.Share;

        SharedResult shown = Assert.Single((await use.DoAsync(Bank, share.Id, None)).Value.Results);
        Assert.Equal((document.Id, "valid", "N*** T** T** N***", document.Title), (shown.Id, shown.State, shown.Owner, shown.Title));
        Assert.Equal(document.Sha256, Sha256Digest.Of((await new UseDownloadLink(office.Desk).DoAsync(shown.Download!.Token, None)).Value.Pdf.Span));
        Assert.NotEqual(other.Id, shown.Id);
        Assert.Equal(RefusalCode.ShareNotFound, (await use.DoAsync(Actor.Portal(Bank.Tenant, "another-portal"), share.Id, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ShareNotFound, (await use.DoAsync(office.Officer, share.Id, None)).Refusal!.Code);

        ShareWithUses listed = Assert.Single((await new ListShares(office.Desk).DoAsync(citizen, None)).Value);
        ShareUse recorded = Assert.Single(listed.Uses);
        Assert.Equal(("active", "bank-portal", "ngan-hang"), (listed.State, recorded.By, recorded.Tenant));
        Assert.Equal([document.Id], recorded.Results);

        Assert.Equal(RefusalCode.ShareNotFound, (await new RevokeShare(office.Desk).DoAsync(Office.Citizen(await office.ProvenAsync(("Trần Văn Khác", "001199000020"))), share.Id, None)).Refusal!.Code);
        Assert.True((await new RevokeShare(office.Desk).DoAsync(citizen, share.Id, None)).IsDone);
        Assert.True((await new RevokeShare(office.Desk).DoAsync(citizen, share.Id, None)).IsDone);
        Refusal gone = (await use.DoAsync(Bank, share.Id, None)).Refusal!;
        Assert.Equal((RefusalCode.ShareRevoked, RefusalKind.Gone), (gone.Code, gone.Code.Kind));
    }

    [Theory]
    [InlineData(ShareContent.Existence, false)]
    [InlineData(ShareContent.Masked, true)]
    public async Task Share_OfLessThanTheFile_ShowsNoMore(ShareContent content, bool masked)
    {
        await using Office office = await Office.OpenAsync();
        PublishedDocument document = await office.AddAsync();
        Actor citizen = await office.ProvenCitizenAsync();
        ShareOrder order = Order(office, content) with { Scope = new ShareScope([], [Repository.Type], content) };
        Share share = (await new ShareResult(office.Desk, Texts).DoAsync(citizen, order, None)).Value.Share;

        SharedResult shown = Assert.Single((await new UseShare(office.Desk).DoAsync(Bank, share.Id, None)).Value.Results);
        Assert.Equal(document.Id, shown.Id);
        Assert.Null(shown.Download);
        Assert.Equal(masked, shown.Number is not null && shown.Issuer is not null && shown.Owner is not null && shown.Title is not null);

        // What comes later under the same kind is covered too.
        await office.AddAsync();
        Assert.Equal(2, (await new UseShare(office.Desk).DoAsync(Bank, share.Id, None)).Value.Results.Count);
    }

    [Fact]
    public async Task Share_ByLink_WorksForItsHolderUntilItRunsOut()
    {
        await using Office office = await Office.OpenAsync();
        PublishedDocument document = await office.AddAsync();
        Actor citizen = await office.ProvenCitizenAsync();
        GivenShare given = (await new ShareResult(office.Desk, Texts).DoAsync(
            citizen, Order(office, ShareContent.Masked, document.Id) with { Recipient = ShareRecipient.Bearer, ExpiresAt = office.Clock.GetUtcNow().AddDays(3) }, None)).Value;
        UseShare use = new(office.Desk);

        Assert.Single((await use.DoAsync(Actor.Anyone, given.Token!, None)).Value.Results);
        Assert.Equal(RefusalCode.ShareNotFound, (await use.DoAsync(Actor.Anyone, "guess", None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ShareNotFound, (await use.DoAsync(Bank, given.Share.Id, None)).Refusal!.Code);
        office.Clock.Advance(TimeSpan.FromDays(3));
        Refusal gone = (await use.DoAsync(Actor.Anyone, given.Token!, None)).Refusal!;
        Assert.Equal((RefusalCode.ShareExpired, RefusalKind.Gone), (gone.Code, gone.Code.Kind));
    }

    [Fact]
    public async Task ShareResult_WithAnyPartMissing_SharesNothing()
    {
        await using Office office = await Office.OpenAsync();
        PublishedDocument document = await office.AddAsync();
        PublishedDocument foreign = await office.AddAsync(owners: [new ResultOwner("001199000020", "Trần Văn Khác")]);
        Actor citizen = await office.ProvenCitizenAsync();
        ShareResult share = new(office.Desk, Texts);
        ShareOrder good = Order(office, ShareContent.Masked, document.Id);
        async Task<Refusal> RefusalAsync(ShareOrder order) => (await share.DoAsync(citizen, order, None)).Refusal!;

        Assert.Equal(["recipient", "scope", "purpose", "expires-at"], (await RefusalAsync(new ShareOrder(null, null, null, null, null, null))).Reasons);
        Assert.Equal(["expires-at"], (await RefusalAsync(good with { ExpiresAt = office.Clock.GetUtcNow().AddYears(2) })).Reasons);
        Assert.Equal(RefusalCode.ConsentTextUnknown, (await RefusalAsync(good with { ConsentText = null })).Code);
        Assert.Equal(RefusalCode.ConsentTextUnknown, (await RefusalAsync(good with { ConsentText = "share-result/1999-01" })).Code);
        Assert.Equal(RefusalCode.ConsentNotGiven, (await RefusalAsync(good with { Agreed = null })).Code);
        Assert.Equal(RefusalCode.ConsentNotGiven, (await RefusalAsync(good with { Agreed = false })).Code);
        Assert.Equal(RefusalCode.ResultNotFound, (await RefusalAsync(Order(office, ShareContent.Masked, foreign.Id))).Code);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await share.DoAsync(office.Portal, good, None)).Refusal!.Code);
        Assert.Empty((await new ListShares(office.Desk).DoAsync(citizen, None)).Value);
        Assert.Equal(RefusalCode.ConsentTextUnknown, (await new ShareResult(office.Desk, ShareConsentTexts.Delivered(onlyVerified: true)).DoAsync(citizen, good, None)).Refusal!.Code);
    }

    [Fact]
    public async Task PersonCode_ChangesEachMinuteAndNamesNobody()
    {
        await using Office office = await Office.OpenAsync();
        Actor citizen = await office.ProvenCitizenAsync();
        ShowPersonCode show = new(office.Desk);
        List<string> seen = [];
        for (int i = 0; i < 5; i++)
        {
            PersonCode code = (await show.DoAsync(citizen, None)).Value;
            Assert.Equal(code.Token, (await show.DoAsync(citizen, None)).Value.Token);
            Assert.InRange(code.NextAt - office.Clock.GetUtcNow(), TimeSpan.FromSeconds(0.001), ShowPersonCode.Step);
            seen.Add(code.Token);
            office.Clock.Advance(ShowPersonCode.Step);
        }

        // Another session of the same person shows other codes in the same minute.
        seen.Add((await show.DoAsync(await office.ProvenCitizenAsync(), None)).Value.Token);
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.All(seen, token => Assert.Equal(16, System.Buffers.Text.Base64Url.DecodeFromChars(token).Length));
        Assert.Equal(RefusalCode.IdentityNotProven, (await show.DoAsync(Office.Citizen((await office.OpenCaseAsync()).File.Id), None)).Refusal!.Code);
    }

    [Fact]
    public async Task PersonCode_ScannedOnceInItsMinute_BecomesAQuestionThatOnlyThePersonAnswers()
    {
        await using Office office = await Office.OpenAsync();
        PublishedDocument document = await office.AddAsync();
        Actor citizen = await office.ProvenCitizenAsync();
        ResolvePersonCode resolve = new(office.Desk);
        string token = (await new ShowPersonCode(office.Desk).DoAsync(citizen, None)).Value.Token;
        PersonCodeQuestion question = new(token, [Repository.Type], ShareContent.Masked, "Mở tài khoản");

        Assert.Equal(RefusalCode.ShareInvalid, (await resolve.DoAsync(Bank, question with { Purpose = "" }, None)).Refusal!.Code);
        ShareRequest asked = (await resolve.DoAsync(Bank, question, None)).Value;
        Assert.Equal(RefusalCode.PersonCodeUsed, (await resolve.DoAsync(Bank, question, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.PersonCodeNotFound, (await resolve.DoAsync(Bank, question with { Token = "x" }, None)).Refusal!.Code);
        ReadShareRequest read = new(office.Desk);
        Assert.Equal("open", (await read.DoAsync(Bank, asked.Id, None)).Value.StateAt(office.Clock.GetUtcNow()));
        Assert.Equal(RefusalCode.ShareRequestNotFound, (await read.DoAsync(office.Portal, asked.Id, None)).Refusal!.Code);

        ShareRequest waiting = Assert.Single((await new ListShareRequests(office.Desk).DoAsync(citizen, None)).Value);
        Assert.Equal(("Mở tài khoản", "ngan-hang"), (waiting.Purpose, waiting.Requester.Tenant));
        AnswerShareRequest answer = new(office.Desk, Texts);
        Actor stranger = Office.Citizen(await office.ProvenAsync(("Trần Văn Khác", "001199000020")));
        Assert.Equal(RefusalCode.ShareRequestNotFound, (await answer.DoAsync(stranger, asked.Id, null, None)).Refusal!.Code);
        ShareOrder order = Order(office, ShareContent.Masked, document.Id) with { Recipient = new ShareRecipient("somebody-else", null) };
        Assert.Equal(RefusalCode.ConsentNotGiven, (await answer.DoAsync(citizen, asked.Id, order with { Agreed = false }, None)).Refusal!.Code);
        ShareRequest given = (await answer.DoAsync(citizen, asked.Id, order, None)).Value;
        Assert.Equal(RefusalCode.ShareRequestClosed, (await answer.DoAsync(citizen, asked.Id, null, None)).Refusal!.Code);
        Assert.Single((await new UseShare(office.Desk).DoAsync(Bank, given.Share!.Value, None)).Value.Results);
        Assert.Empty((await new ListShareRequests(office.Desk).DoAsync(citizen, None)).Value);
    }

    [Fact]
    public async Task PersonCode_TooLateOrDeclined_GivesNothing()
    {
        await using Office office = await Office.OpenAsync();
        await office.AddAsync();
        Actor citizen = await office.ProvenCitizenAsync();
        ResolvePersonCode resolve = new(office.Desk);
        PersonCode code = (await new ShowPersonCode(office.Desk).DoAsync(citizen, None)).Value;
        PersonCodeQuestion question = new(code.Token, [Repository.Type], ShareContent.File, "Mở tài khoản");
        office.Clock.Advance(ShowPersonCode.Step + ShowPersonCode.Grace);
        Assert.Equal(RefusalCode.PersonCodeExpired, (await resolve.DoAsync(Bank, question, None)).Refusal!.Code);

        string next = (await new ShowPersonCode(office.Desk).DoAsync(citizen, None)).Value.Token;
        ShareRequest asked = (await resolve.DoAsync(Bank, question with { Token = next }, None)).Value;
        AnswerShareRequest answer = new(office.Desk, Texts);
        Assert.Equal("declined", (await answer.DoAsync(citizen, asked.Id, null, None)).Value.Answer);
        Assert.Null((await new ReadShareRequest(office.Desk).DoAsync(Bank, asked.Id, None)).Value.Share);

        office.Clock.Advance(ShowPersonCode.Step);
        ShareRequest slow = (await resolve.DoAsync(Bank, question with { Token = (await new ShowPersonCode(office.Desk).DoAsync(citizen, None)).Value.Token }, None)).Value;
        office.Clock.Advance(ResolvePersonCode.AnswerTime);
        Assert.Equal(RefusalCode.ShareRequestExpired, (await answer.DoAsync(citizen, slow.Id, null, None)).Refusal!.Code);
    }

    private static ShareOrder Order(Office office, ShareContent content, params PublishedId[] results) => new(
        new ShareRecipient(Bank.Tenant.Value, Bank.Id), new ShareScope(results, [], content), "Mở tài khoản", office.Clock.GetUtcNow().AddDays(30), Consent, true);
}
