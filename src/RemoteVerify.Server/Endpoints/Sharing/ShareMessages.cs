using RemoteVerify.Cases;
using RemoteVerify.Cases.Sharing;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Endpoints.Results;

namespace RemoteVerify.Server.Endpoints.Sharing;

/// <summary>What the owner agrees to. Nothing has a default.</summary>
/// <param name="RecipientTenant">Tenant of who may see; left out for a link.</param>
/// <param name="RecipientClient">Account there; left out for the whole tenant.</param>
/// <param name="Link">True for a link that works for who holds it.</param>
/// <param name="Results">These results.</param>
/// <param name="Types">Every result of these kinds, later ones too.</param>
/// <param name="Content">Existence, Masked or File.</param>
/// <param name="Purpose">What for, in words.</param>
/// <param name="ExpiresAt">Until when; at most a year.</param>
/// <param name="ConsentText">Id and version of the text that was read, from /v1/consent-texts.</param>
/// <param name="Agreed">True when the person ticked it.</param>
public sealed record ShareBody(
    string? RecipientTenant, string? RecipientClient, bool? Link, IReadOnlyList<Guid>? Results, IReadOnlyList<string>? Types, ShareContent? Content, string? Purpose, DateTimeOffset? ExpiresAt,
    string? ConsentText, bool? Agreed)
{
    internal ShareOrder Order() => new(
        Link == true ? ShareRecipient.Bearer : string.IsNullOrWhiteSpace(RecipientTenant) ? null : new ShareRecipient(RecipientTenant, string.IsNullOrWhiteSpace(RecipientClient) ? null : RecipientClient),
        Content is { } content ? new ShareScope([.. (Results ?? []).Select(id => new PublishedId(id))], Types ?? [], content) : null,
        Purpose, ExpiresAt, ConsentText, Agreed);

    public override string ToString() => nameof(ShareBody);
}

/// <summary>A share as its owner sees it.</summary>
/// <param name="State">active, revoked or expired.</param>
/// <param name="Token">Of the link; told once.</param>
public sealed record ShareResponse(
    Guid Id, string State, bool IsLink, string? RecipientTenant, string? RecipientClient, IReadOnlyList<Guid> Results, IReadOnlyList<string> Types, ShareContent Content, string Purpose, string ConsentText,
    DateTimeOffset GivenAt, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt, string? Token, IReadOnlyList<ShareUseResponse> Uses)
{
    public static ShareResponse Of(Share share, DateTimeOffset now, string? token, IReadOnlyList<ShareUse> uses) => new(
        share.Id.Value, share.StateAt(now), share.Recipient.IsBearer, share.Recipient.Tenant, share.Recipient.Client, [.. share.Scope.Results.Select(r => r.Value)], share.Scope.Types, share.Scope.Content,
        share.Purpose, share.ConsentText, share.GivenAt, share.ExpiresAt, share.RevokedAt, token, [.. uses.Select(u => new ShareUseResponse(u.At, u.Role.ToString(), u.Tenant, u.By, [.. u.Results.Select(r => r.Value)]))]);

    public override string ToString() => $"ShareResponse {Id}";
}

public sealed record ShareUseResponse(DateTimeOffset At, string As, string Tenant, string By, IReadOnlyList<Guid> Results)
{
    public override string ToString() => nameof(ShareUseResponse);
}

/// <summary>What stands in the QR.</summary>
public sealed record PersonCodeResponse(string Token, DateTimeOffset ExpiresAt, DateTimeOffset NextAt)
{
    public override string ToString() => nameof(PersonCodeResponse);
}

/// <summary>A scanned code with what is asked for.</summary>
public sealed record PersonCodeBody(string? Token, IReadOnlyList<string>? Types, ShareContent? Content, string? Purpose)
{
    public override string ToString() => nameof(PersonCodeBody);
}

/// <summary>A question to a person; it does not say who that is.</summary>
/// <param name="State">open, given, declined or expired.</param>
/// <param name="Share">The share that was given.</param>
public sealed record ShareRequestResponse(
    Guid Id, string State, string RequesterTenant, string RequesterClient, IReadOnlyList<string> Types, ShareContent Content, string Purpose, DateTimeOffset AskedAt, DateTimeOffset ExpiresAt, Guid? Share)
{
    public static ShareRequestResponse Of(ShareRequest request, DateTimeOffset now) => new(
        request.Id, request.StateAt(now), request.Requester.Tenant!, request.Requester.Client!, request.Types, request.Content, request.Purpose, request.AskedAt, request.ExpiresAt, request.Share?.Value);

    public override string ToString() => $"ShareRequestResponse {Id}";
}

/// <summary>The person's answer: a share, or a no.</summary>
public sealed record AnswerBody(ShareBody? Share, bool? Decline)
{
    public override string ToString() => nameof(AnswerBody);
}

public sealed record ShareLinkBody(string? Token)
{
    public override string ToString() => nameof(ShareLinkBody);
}

/// <summary>What a share shows; members that it doesn't cover are null.</summary>
public sealed record SharedResponse(Guid Share, ShareContent Content, DateTimeOffset ExpiresAt, IReadOnlyList<SharedResultResponse> Results)
{
    public static SharedResponse Of(SharedResults shown, ServiceOptions options) => new(
        shown.Share.Id.Value, shown.Share.Scope.Content, shown.Share.ExpiresAt,
        [.. shown.Results.Select(r => new SharedResultResponse(
            r.Id.Value, r.Type, r.State, r.IsTest, r.Title, r.Number, r.Issuer, r.IssuedAt, r.Validity?.From, r.Validity?.Until, r.Owner, r.Download is { } given ? LinkResponse.Of(given, options) : null))]);
}

/// <param name="Owner">Masked name.</param>
/// <param name="Download">A single-use address of the document.</param>
public sealed record SharedResultResponse(
    Guid Id, string? Type, string State, bool IsTest, string? Title, string? Number, string? Issuer, DateTimeOffset? IssuedAt, DateTimeOffset? ValidFrom, DateTimeOffset? ValidUntil, string? Owner, LinkResponse? Download)
{
    public override string ToString() => $"SharedResultResponse {Id}";
}

/// <param name="Name">Id and version, as a share names it.</param>
/// <param name="LegalReview">Unverified or Verified.</param>
public sealed record ConsentTextResponse(string Name, string Purpose, DateOnly EffectiveFrom, DateOnly? EffectiveUntil, string TextVi, string TextEn, string Source, string LegalReview)
{
    public static ConsentTextResponse Of(ShareConsentText text) =>
        new(text.Name, text.Purpose, text.EffectiveFrom, text.EffectiveUntil, text.TextVi, text.TextEn, text.Source, text.LegalReview.Status.ToString());
}
