using System.Globalization;
using System.Security.Claims;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Notifications;
using RemoteVerify.Server.Http;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Notifications;

/// <summary>How people are told: their wish, what was sent, who must be told in person, the printed code, and help.</summary>
public static class NotificationEndpoints
{
    public static void MapNotifications(this RouteGroupBuilder api)
    {
        RouteGroupBuilder cases = api.MapGroup("/cases/{id:guid}").WithTags("Notifications").RequireAuthorization();
        cases.MapPut("/participants/{participant}/notification-wish", WishAsync)
            .WithName("SetNotificationWish").WithSummary("How a person wishes to be told, in order; without a wish nothing is sent").Produces<NotificationWishResponse>();
        cases.MapGet("/notifications", OfCaseAsync).WithName("ListCaseNotifications").WithSummary("What people of a case were told, and how far it is").Produces<IReadOnlyList<NotificationResponse>>();
        cases.MapPost("/participants/{participant}/outcome-slip", SlipAsync)
            .WithName("PrintOutcomeSlip").WithSummary("A slip to print, with a code for asking the outcome; replaces an earlier one").Produces<byte[]>(contentType: "application/pdf");
        cases.MapPost("/help", HelpAsync).WithName("AskForHelp").WithSummary("A ticket for a hotline or a desk: step and error code, nothing of the person").Produces<HelpResponse>(StatusCodes.Status201Created);
        RouteGroupBuilder notifications = api.MapGroup("/notifications").WithTags("Notifications").RequireAuthorization();
        notifications.MapGet("/", ListAsync).WithName("ListNotifications").WithSummary("Notifications of the tenant, the oldest first; state=toBeTold is the counter's list").Produces<IReadOnlyList<NotificationResponse>>();
        notifications.MapPost("/{id:guid}/told", ToldAsync).WithName("MarkTold").WithSummary("An officer told the person").Produces<NotificationStateResponse>();
        api.MapGet("/help/{ticket}", ReadHelpAsync).WithName("ReadHelp").WithTags("Notifications").WithSummary("What the desk needs of who reads out a ticket").RequireAuthorization().Produces<HelpDeskResponse>();
        api.MapPost("/outcomes", OutcomeAsync)
            .WithName("ReadOutcome").WithTags("Notifications").WithSummary("The outcome, for who has a slip's code and knows the personal number it was printed for").Produces<OutcomeResponse>();
    }

    private static async Task<IResult> WishAsync(
        Guid id, string participant, NotificationWishBody body, HttpRequest request, SetNotificationWish act, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        List<NotificationChannel> channels = [];
        foreach (string? name in body.Channels ?? [])
        {
            if (Words.Channel(name) is not { } channel)
            {
                return Problem.Of(StatusCodes.Status422UnprocessableEntity, RefusalCode.NotificationWishInvalid.Value, "Channels are vneid, sms, printedCode and counter.");
            }

            channels.Add(channel);
        }

        return (await act.DoAsync(user.Actor(), request.CaseOf(id), new ParticipantId(participant), channels, body.Phone, cancellationToken)).Answer(wish =>
            TypedResults.Ok(new NotificationWishResponse([.. wish.Channels.Select(Words.Of)])));
    }

    private static async Task<IResult> OfCaseAsync(Guid id, ListNotifications act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        Shown(await act.DoAsync(user.Actor(), new NotificationQuery(new CaseId(id), null, null, 200), cancellationToken));

    private static async Task<IResult> ListAsync(string? state, Guid? after, int? limit, ListNotifications act, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        NotificationState? wanted = Words.State(state);
        return state is not null && wanted is null
            ? Problem.Of(StatusCodes.Status400BadRequest, "request.malformed", "States are waiting, sent, toBeTold and told.")
            : Shown(await act.DoAsync(user.Actor(), new NotificationQuery(null, wanted, after, limit ?? 50), cancellationToken));
    }

    private static IResult Shown(Outcome<IReadOnlyList<NotificationView>> outcome) => outcome.Answer(found => TypedResults.Ok(found.Select(NotificationResponse.Of).ToList()));

    private static async Task<IResult> ToldAsync(Guid id, MarkTold act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), id, cancellationToken)).Answer(told => TypedResults.Ok(new NotificationStateResponse(told.Id, Words.Of(told.State))));

    private static async Task<IResult> SlipAsync(Guid id, string participant, HttpRequest request, PrintOutcomeSlip act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), request.CaseOf(id), new ParticipantId(participant), cancellationToken)).Answer(pdf => TypedResults.Bytes(pdf, "application/pdf"));

    private static async Task<IResult> HelpAsync(Guid id, HelpBody body, AskForHelp act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new CaseId(id), body.ErrorCode, cancellationToken)).Answer(offer =>
            TypedResults.Created((string?)null, new HelpResponse(offer.Ticket.Ticket, offer.Ticket.Step, offer.Ticket.ErrorCode, offer.Desk?.Telephone, PlaceResponse.Of(offer.Desk))));

    private static async Task<IResult> ReadHelpAsync(string ticket, ReadHelp act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), ticket, cancellationToken)).Answer(found =>
            TypedResults.Ok(new HelpDeskResponse(found.Ticket, found.Case.Value, found.Step, found.ErrorCode, found.At)));

    private static async Task<IResult> OutcomeAsync(OutcomeBody body, HttpContext context, ReadOutcome act, CodeGuessLimit limit, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (limit.Wait(context.Connection.RemoteIpAddress) is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Problem.Of(StatusCodes.Status429TooManyRequests, "request.too-many", "Too many codes were tried from here. Wait a minute.");
        }

        Outcome<OutcomeView> outcome = await act.DoAsync(user.Actor(), body.Code, body.PersonalNumber, cancellationToken);
        if (!outcome.IsDone)
        {
            limit.Miss(context.Connection.RemoteIpAddress);
        }

        return outcome.Answer(view => TypedResults.Ok(OutcomeResponse.Of(view)));
    }
}
