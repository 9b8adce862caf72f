using System.Security.Claims;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Server.Http.Paging;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Cases;

/// <summary>The thread between the people of a case and the office.</summary>
public static class MessageEndpoints
{
    public static void MapMessages(this RouteGroupBuilder api)
    {
        RouteGroupBuilder thread = api.MapGroup("/cases/{id:guid}/messages").WithTags("Messages").RequireAuthorization();
        thread.MapGet("/", ListAsync).WithName("ListMessages").WithSummary("The thread of a case, oldest first").Produces<IReadOnlyList<MessageResponse>>();
        thread.MapPost("/", SendAsync).WithName("SendMessage").WithSummary("Write into the thread; the office answers by a deadline").Produces<MessageResponse>(StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync(Guid id, int? limit, string? cursor, ViewCase act, HttpContext context, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        PageQuery page = PageQuery.Of(context, $"messages/{id}");
        return page.IsMalformed
            ? PageQuery.Malformed
            : (await act.DoAsync(user.Actor(), new CaseId(id), cancellationToken))
                .Answer(view => TypedResults.Ok(page.Cut(view.Case.File.Dossier.Messages, message => message.Id).Select(MessageResponse.Of).ToList()));
    }

    private static async Task<IResult> SendAsync(Guid id, MessageBody body, SendMessage act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), request.CaseOf(id), body.Text ?? string.Empty, body.Answers, cancellationToken))
        .Answer(message => TypedResults.Created((string?)null, MessageResponse.Of(message)));
}
