using System.Net.WebSockets;
using Microsoft.Extensions.Options;
using RemoteVerify.Cases;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Problems;

namespace RemoteVerify.Server.ChipRelay;

/// <summary>The WebSocket of a chip relay (docs/chip-relay.md). The single-use ticket in the first message is the right to it; no account is needed.</summary>
public static class ChipRelayEndpoint
{
    public static void MapChipRelay(this RouteGroupBuilder api) =>
        api.MapGet("/verifications/{id:guid}/chip/relay", RunAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> RunAsync(
        Guid id, HttpContext context, ChipRelaySlots slots, ChipRelayActs acts, ChipRelayOptions times, IOptions<ServiceOptions> options, TimeProvider time,
        ILogger<ChipRelayConnection> logger, IHostApplicationLifetime host)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            return Problem.Of(StatusCodes.Status400BadRequest, "chip-relay.websocket-needed", "Connect with a WebSocket.");
        }

        if (context.Request.Headers.Origin.ToString() is { Length: > 0 } origin && !IsAllowed(origin, context.Request, options.Value))
        {
            return Problem.Of(StatusCodes.Status403Forbidden, "chip-relay.foreign-origin", "This page may not carry a relay. The operator names the origins that may (Service:ChipRelayOrigins).");
        }

        using IDisposable? slot = slots.TryTake();
        if (slot is null)
        {
            return Problem.Of(StatusCodes.Status503ServiceUnavailable, "chip-relay.busy", "All places are taken. Try again in a minute.");
        }

        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, host.ApplicationStopping);
        await new ChipRelayConnection(socket, new ChipRelayRun(new VerificationId(id), acts), times, time, logger).RunAsync(stop.Token);
        return Results.Empty;
    }

    private static bool IsAllowed(string origin, HttpRequest request, ServiceOptions options) =>
        Uri.TryCreate(origin, UriKind.Absolute, out Uri? from)
        && (from.Authority == request.Host.Value || from.Authority == options.PublicAddress.Authority
            || options.ChipRelayOrigins.Contains(from.GetLeftPart(UriPartial.Authority)));
}
