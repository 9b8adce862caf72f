using System.Security.Claims;
using RemoteVerify.Cases.Privacy;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Server.Http;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Privacy;

/// <summary>Breaches of personal data with the clock of their notice.</summary>
public static class BreachEndpoints
{
    public static void MapBreaches(this RouteGroupBuilder api)
    {
        RouteGroupBuilder breaches = api.MapGroup("/breaches").WithTags("Privacy").RequireAuthorization();
        breaches.MapPost("/", RecordAsync).WithName("RecordBreach").WithSummary("Record a breach; the clock runs from its finding").Produces<BreachResponse>(StatusCodes.Status201Created);
        breaches.MapPost("/{id:guid}/updates", UpdateAsync).WithName("UpdateBreach").WithSummary("Add what was found out, done or notified since").Produces<BreachResponse>();
        breaches.MapGet("/", ListAsync).WithName("ListBreaches").WithSummary("The agency's breaches, newest first").Produces<IReadOnlyList<BreachResponse>>();
    }

    private static async Task<IResult> RecordAsync(BreachBody body, RecordBreach act, ClaimsPrincipal user, HttpResponse response, TimeProvider time, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), body.Report(), cancellationToken)).Answer(breach =>
        {
            response.TellVersion(breach.Version);
            return TypedResults.Created((string?)null, BreachResponse.Of(breach, time.GetUtcNow()));
        });

    private static async Task<IResult> UpdateAsync(Guid id, BreachBody body, UpdateBreach act, ClaimsPrincipal user, HttpContext http, TimeProvider time, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), id, http.Request.ExpectedVersion(), body.Report(), cancellationToken)).Answer(breach =>
        {
            http.Response.TellVersion(breach.Version);
            return TypedResults.Ok(BreachResponse.Of(breach, time.GetUtcNow()));
        });

    private static async Task<IResult> ListAsync(ListBreaches act, ClaimsPrincipal user, TimeProvider time, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), cancellationToken)).Answer(found => TypedResults.Ok(found.Select(breach => BreachResponse.Of(breach, time.GetUtcNow())).ToList()));
}

/// <summary>What is known of a breach; what is left out says nothing new.</summary>
/// <param name="What">What happened; needed when it is recorded. Names nobody.</param>
/// <param name="FoundAt">When it was found; only when it is recorded.</param>
/// <param name="Concerned">How many people.</param>
/// <param name="DataClasses">Which data.</param>
/// <param name="Measure">Something that was done.</param>
/// <param name="NotifiedAuthorityAt">When the authority was told, with the number of the notice.</param>
/// <param name="NotificationNumber">That number.</param>
/// <param name="NotifiedPeopleAt">When the people concerned were told.</param>
public sealed record BreachBody(
    string? What, DateTimeOffset? FoundAt, int? Concerned, IReadOnlyList<DataClass>? DataClasses, string? Measure, DateTimeOffset? NotifiedAuthorityAt, string? NotificationNumber,
    DateTimeOffset? NotifiedPeopleAt)
{
    internal BreachReport Report() => new(What, FoundAt, Concerned, DataClasses, Measure, NotifiedAuthorityAt, NotificationNumber, NotifiedPeopleAt);

    public override string ToString() => nameof(BreachBody);
}

/// <summary>A breach with its clock.</summary>
/// <param name="DueAt">Until when the authority is to be told.</param>
/// <param name="HoursLeft">Whole hours until then; negative when it is over; null once the authority was told.</param>
/// <param name="IsLate">Told too late, or not told and the time is over.</param>
public sealed record BreachResponse(
    Guid Id, string What, DateTimeOffset FoundAt, DateTimeOffset DueAt, int? HoursLeft, bool IsLate, int? Concerned, IReadOnlyList<DataClass> DataClasses, IReadOnlyList<BreachMeasureResponse> Measures,
    DateTimeOffset? NotifiedAuthorityAt, string? NotificationNumber, DateTimeOffset? NotifiedPeopleAt, DateTimeOffset? WarnedAt, long Version)
{
    public static BreachResponse Of(Breach breach, DateTimeOffset now) => new(
        breach.Id, breach.What, breach.FoundAt, breach.DueAt, breach.NotifiedAuthorityAt is null ? (int)Math.Floor((breach.DueAt - now).TotalHours) : null, breach.IsLate(now), breach.Concerned,
        breach.DataClasses, [.. breach.Measures.Select(measure => new BreachMeasureResponse(measure.Text, measure.At))], breach.NotifiedAuthorityAt, breach.NotificationNumber, breach.NotifiedPeopleAt,
        breach.WarnedAt, breach.Version);

    public override string ToString() => $"BreachResponse {Id}";
}

/// <summary>Something that was done.</summary>
public sealed record BreachMeasureResponse(string Text, DateTimeOffset At)
{
    public override string ToString() => nameof(BreachMeasureResponse);
}
