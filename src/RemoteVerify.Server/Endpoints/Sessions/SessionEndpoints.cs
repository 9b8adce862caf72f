using RemoteVerify.Cases.Opening;
using RemoteVerify.Server.Problems;

namespace RemoteVerify.Server.Endpoints.Sessions;

/// <summary>The citizen's way in: a one-time ticket becomes a session for one case.</summary>
public static class SessionEndpoints
{
    public static void MapSessions(this RouteGroupBuilder api) =>
        api.MapPost("/sessions", EnterAsync).WithTags("Sessions").WithName("EnterSession").WithSummary("Exchange an invitation for a session token")
            .AllowAnonymous().Produces<SessionResponse>(StatusCodes.Status201Created);

    private static async Task<IResult> EnterAsync(SessionBody body, EnterAsCitizen act, CancellationToken cancellationToken) =>
        string.IsNullOrEmpty(body.Ticket)
            ? Problem.Of(StatusCodes.Status400BadRequest, "request.malformed", "The ticket of the invitation is missing.")
            : (await act.DoAsync(body.Ticket, cancellationToken)).Answer(given => TypedResults.Created((string?)null, new SessionResponse(given.Token, given.ExpiresAt)));
}

/// <summary>The ticket of an invitation.</summary>
public sealed record SessionBody(string? Ticket)
{
    public override string ToString() => nameof(SessionBody);
}

/// <summary>A citizen's bearer token.</summary>
public sealed record SessionResponse(string Token, DateTimeOffset ExpiresAt)
{
    public override string ToString() => nameof(SessionResponse);
}
