using RemoteVerify.Cases;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Server.Problems;

namespace RemoteVerify.Server.Endpoints.Sessions;

/// <summary>The citizen's way in: a one-time ticket becomes a session for one case.</summary>
public static class SessionEndpoints
{
    public static void MapSessions(this RouteGroupBuilder api) =>
        api.MapPost("/sessions", EnterAsync).WithTags("Sessions").WithName("EnterSession").WithSummary("Exchange an invitation for a session token")
            .AllowAnonymous().Produces<SessionResponse>(StatusCodes.Status201Created);

    private static async Task<IResult> EnterAsync(SessionBody body, EnterAsCitizen act, RecogniseCitizen citizens, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(body.Ticket))
        {
            return Problem.Of(StatusCodes.Status400BadRequest, "request.malformed", "The ticket of the invitation is missing.");
        }

        Outcome<GivenToken> given = await act.DoAsync(body.Ticket, cancellationToken);
        return given.Refusal is { } refusal
            ? RefusalProblems.Of(refusal)
            : (await citizens.DoAsync(given.Value.Token, cancellationToken)).Answer(citizen => TypedResults.Created(
                (string?)null, new SessionResponse(given.Value.Token, given.Value.ExpiresAt, citizen.OnlyCase!.Value.Value, citizen.Id)));
    }
}

/// <summary>The ticket of an invitation.</summary>
public sealed record SessionBody(string? Ticket)
{
    public override string ToString() => nameof(SessionBody);
}

/// <summary>A citizen's bearer token, with the one case that it opens and the citizen's place in it.</summary>
public sealed record SessionResponse(string Token, DateTimeOffset ExpiresAt, Guid CaseId, string Participant)
{
    public override string ToString() => nameof(SessionResponse);
}
