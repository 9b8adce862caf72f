using System.Net.WebSockets;
using Microsoft.Extensions.Options;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Problems;

namespace RemoteVerify.Server.Live;

/// <summary>The line of a room: <c>/live/line</c>. The ticket in the first message is the right to it; no cookie counts here.</summary>
public static class LiveEndpoint
{
    public const string Path = "/live/line";

    /// <summary>How often a silent browser is asked whether it is there (by a ping of the WebSocket, which it answers also when its page sleeps), and how long it may take.</summary>
    private static readonly TimeSpan Alive = TimeSpan.FromSeconds(10);

    public static void MapLive(this WebApplication app) => app.MapGet(Path, RunAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> RunAsync(
        HttpContext context, LiveActs acts, LiveTables tables, LiveTickets tickets, TurnCredentials turn, IOptions<ServiceOptions> options, TimeProvider time, ILogger<LiveConnection> logger, IHostApplicationLifetime host)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            return Problem.Of(StatusCodes.Status400BadRequest, "live.websocket-needed", "Connect with a WebSocket.");
        }

        if (context.Request.Headers.Origin.ToString() is { Length: > 0 } origin
            && !(Uri.TryCreate(origin, UriKind.Absolute, out Uri? from) && (from.Authority == context.Request.Host.Value || from.Authority == options.Value.PublicAddress.Authority)))
        {
            return Problem.Of(StatusCodes.Status403Forbidden, "live.foreign-origin", "The line of a live session is for this service's own pages.");
        }

        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = Alive, KeepAliveTimeout = Alive });
        await new LiveConnection(acts, tables, tickets, turn, options.Value.Live, time, logger).RunAsync(socket, host.ApplicationStopping);
        return Results.Empty;
    }
}
