using System.Security.Claims;
using Microsoft.Extensions.Options;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Sharing;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Http.Paging;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Sharing;

/// <summary>Sharing results by consent of their owner: given, used, ended; and the rotating code that a person shows.</summary>
public static class ShareEndpoints
{
    public static void MapSharing(this RouteGroupBuilder api)
    {
        RouteGroupBuilder own = api.MapGroup("/me").WithTags("Sharing").RequireAuthorization();
        own.MapGet("/shares", ListAsync).WithName("ListShares").WithSummary("The citizen's shares and every use of them").Produces<IReadOnlyList<ShareResponse>>();
        own.MapPost("/shares", GiveAsync).WithName("ShareResult").WithSummary("Let somebody see own results, for a purpose, until a time").Produces<ShareResponse>(StatusCodes.Status201Created);
        own.MapPost("/shares/{id:guid}/revocation", RevokeAsync).WithName("RevokeShare").WithSummary("End a share; its later uses are answered with 410").Produces<ShareResponse>();
        own.MapPost("/code", CodeAsync).WithName("ShowPersonCode").WithSummary("What to show as QR now: another one each minute, good for one scan").Produces<PersonCodeResponse>(StatusCodes.Status201Created);
        own.MapGet("/share-requests", RequestsAsync).WithName("ListShareRequests").WithSummary("Who asks the citizen for what, now").Produces<IReadOnlyList<ShareRequestResponse>>();
        own.MapPost("/share-requests/{id:guid}/answer", AnswerAsync).WithName("AnswerShareRequest").WithSummary("A share for who asked, or a no").Produces<ShareRequestResponse>();

        RouteGroupBuilder others = api.MapGroup("").WithTags("Sharing").RequireAuthorization();
        others.MapPost("/shares/{id:guid}/uses", UseAsync).WithName("UseShare").WithSummary("What a share shows its recipient; recorded for the owner").Produces<SharedResponse>();
        others.MapPost("/person-codes", ResolveAsync).WithName("ResolvePersonCode").WithSummary("Turn a scanned code, once, into a question to the person").Produces<ShareRequestResponse>(StatusCodes.Status201Created);
        others.MapGet("/share-requests/{id:guid}", RequestAsync).WithName("ReadShareRequest").WithSummary("How the question stands, for who asked it").Produces<ShareRequestResponse>();

        RouteGroupBuilder anyone = api.MapGroup("").WithTags("Sharing").AllowAnonymous();
        anyone.MapPost("/shares/uses", UseLinkAsync).WithName("UseShareLink").WithSummary("What a share shows who holds its link; recorded for the owner").Produces<SharedResponse>();
        anyone.MapGet("/consent-texts", (ShareConsentTexts texts) => TypedResults.Ok(texts.All.Select(ConsentTextResponse.Of).ToList()))
            .WithName("ReadConsentTexts").WithSummary("The texts that people agree to, with version, source and legal review").Produces<IReadOnlyList<ConsentTextResponse>>();
    }

    private static async Task<IResult> ListAsync(int? limit, string? cursor, ListShares act, HttpContext context, ClaimsPrincipal user, TimeProvider time, CancellationToken cancellationToken)
    {
        PageQuery page = PageQuery.Of(context, "shares");
        return page.IsMalformed
            ? PageQuery.Malformed
            : (await act.DoAsync(user.Actor(), cancellationToken)).Answer(found => TypedResults.Ok(
                page.Cut(found, s => s.Share.Id.ToString()).Select(s => ShareResponse.Of(s.Share, time.GetUtcNow(), null, s.Uses)).ToList()));
    }

    private static async Task<IResult> GiveAsync(ShareBody body, ShareResult act, ClaimsPrincipal user, TimeProvider time, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), body.Order(), cancellationToken)).Answer(given => TypedResults.Created(
            $"/v1/shares/{given.Share.Id}", ShareResponse.Of(given.Share, time.GetUtcNow(), given.Token, [])));

    private static async Task<IResult> RevokeAsync(Guid id, RevokeShare act, ClaimsPrincipal user, TimeProvider time, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new ShareId(id), cancellationToken)).Answer(ended => TypedResults.Ok(ShareResponse.Of(ended, time.GetUtcNow(), null, [])));

    private static async Task<IResult> CodeAsync(ShowPersonCode act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), cancellationToken)).Answer(code => TypedResults.Created((string?)null, new PersonCodeResponse(code.Token, code.ExpiresAt, code.NextAt)));

    private static async Task<IResult> RequestsAsync(ListShareRequests act, ClaimsPrincipal user, TimeProvider time, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), cancellationToken)).Answer(found => TypedResults.Ok(found.Select(r => ShareRequestResponse.Of(r, time.GetUtcNow())).ToList()));

    private static async Task<IResult> AnswerAsync(Guid id, AnswerBody body, AnswerShareRequest act, ClaimsPrincipal user, TimeProvider time, CancellationToken cancellationToken) =>
        (body.Share is null) == (body.Decline != true)
            ? Problem.Of(StatusCodes.Status422UnprocessableEntity, RefusalCode.ShareInvalid.Value, "Send either share, or decline: true.")
            : (await act.DoAsync(user.Actor(), id, body.Share?.Order(), cancellationToken)).Answer(answered => TypedResults.Ok(ShareRequestResponse.Of(answered, time.GetUtcNow())));

    private static async Task<IResult> UseAsync(Guid id, UseShare act, IOptions<ServiceOptions> options, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new ShareId(id), cancellationToken)).Answer(shown => TypedResults.Ok(SharedResponse.Of(shown, options.Value)));

    private static async Task<IResult> UseLinkAsync(ShareLinkBody body, UseShare act, IOptions<ServiceOptions> options, CancellationToken cancellationToken) =>
        (await act.DoAsync(Actor.Anyone, body.Token ?? string.Empty, cancellationToken)).Answer(shown => TypedResults.Ok(SharedResponse.Of(shown, options.Value)));

    private static async Task<IResult> ResolveAsync(PersonCodeBody body, ResolvePersonCode act, ClaimsPrincipal user, TimeProvider time, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new PersonCodeQuestion(body.Token, body.Types, body.Content, body.Purpose), cancellationToken)).Answer(asked => TypedResults.Created(
            $"/v1/share-requests/{asked.Id}", ShareRequestResponse.Of(asked, time.GetUtcNow())));

    private static async Task<IResult> RequestAsync(Guid id, ReadShareRequest act, ClaimsPrincipal user, TimeProvider time, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), id, cancellationToken)).Answer(found => TypedResults.Ok(ShareRequestResponse.Of(found, time.GetUtcNow())));
}
