using System.Security.Claims;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Cases;

/// <summary>Service points and appointments.</summary>
public static class AppointmentEndpoints
{
    public static void MapAppointments(this RouteGroupBuilder api)
    {
        RouteGroupBuilder points = api.MapGroup("/service-points").WithTags("Appointments").RequireAuthorization();
        points.MapGet("/", ListPoints).WithName("ListServicePoints").WithSummary("Where people are served, the main desk first").Produces<IReadOnlyList<ServicePointResponse>>();
        points.MapGet("/{point}/slots", SlotsAsync).WithName("ListSlots").WithSummary("Free times of a day; of today without one").Produces<IReadOnlyList<DateTimeOffset>>();

        RouteGroupBuilder appointments = api.MapGroup("/cases/{id:guid}/appointments").WithTags("Appointments").RequireAuthorization();
        appointments.MapPost("/", BookAsync).WithName("BookAppointment").WithSummary("Book a visit; its slip is a paper of the dossier").Produces<AppointmentResponse>(StatusCodes.Status201Created);
        appointments.MapPost("/{appointment}/cancellation", CancelAsync).WithName("CancelAppointment").WithSummary("Give an appointment up").Produces<AppointmentResponse>();
        appointments.MapPost("/{appointment}/close", CloseAsync).WithName("CloseAppointment").WithSummary("Note whether the person came").Produces<AppointmentResponse>();
    }

    private static IResult ListPoints(IServicePointDirectory points, ClaimsPrincipal user) =>
        TypedResults.Ok(points.List(user.Actor().Tenant).Select(ServicePointResponse.Of).ToList());

    private static async Task<IResult> SlotsAsync(string point, DateOnly? day, ListSlots act, TimeProvider clock, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), point, day ?? VietnamTime.Day(clock.GetUtcNow()), cancellationToken)).Answer(slots => TypedResults.Ok(slots));

    private static async Task<IResult> BookAsync(Guid id, AppointmentBody body, BookAppointment act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), request.CaseOf(id), body.ServicePoint ?? string.Empty, body.At ?? default, body.Purpose ?? string.Empty, cancellationToken))
        .Answer(booked => TypedResults.Created((string?)null, AppointmentResponse.Of(booked)));

    private static async Task<IResult> CancelAsync(Guid id, string appointment, CancelAppointment act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), request.CaseOf(id), appointment, cancellationToken)).Answer(cancelled => TypedResults.Ok(AppointmentResponse.Of(cancelled)));

    private static async Task<IResult> CloseAsync(Guid id, string appointment, CloseAppointmentBody body, CloseAppointment act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        body.Kept is not { } kept
            ? Problem.Of(StatusCodes.Status422UnprocessableEntity, "appointment.outcome-missing", "Say kept: true or false.")
            : (await act.DoAsync(user.Actor(), request.CaseOf(id), appointment, kept, cancellationToken)).Answer(closed => TypedResults.Ok(AppointmentResponse.Of(closed)));
}
