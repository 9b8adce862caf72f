using System.Net.WebSockets;
using Microsoft.Extensions.Options;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Engines;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Problems;

namespace RemoteVerify.Server.Capture;

/// <summary>The WebSocket of a capture. The single-use ticket in the first message is the right to it; no account is needed.</summary>
public static class CaptureEndpoint
{
    public static void MapCapture(this RouteGroupBuilder api) =>
        api.MapGet("/verifications/{id:guid}/capture", RunAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> RunAsync(
        Guid id, HttpContext context, CaptureEngines engines, CapturePolicies policies, CaptureSlots slots, CaptureLines lines, BeginCapture begin, FinishCapture finish, IUnitOfWorkFactory stores,
        IOptions<ServiceOptions> options, TimeProvider time, ILogger<CaptureConnection> logger, IHostApplicationLifetime host)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            return Problem.Of(StatusCodes.Status400BadRequest, "capture.websocket-needed", "Connect with a WebSocket.");
        }

        if (Obstacle(context.Request, engines, options.Value.PublicAddress) is { } obstacle)
        {
            return obstacle;
        }

        // A capture that is resumed has its place already.
        bool resumes = context.Request.Query.ContainsKey("resume");
        using IDisposable? slot = resumes ? null : slots.TryTake();
        if (slot is null && !resumes)
        {
            return Busy();
        }

        using CaptureRun run = new(new VerificationId(id), engines, policies, begin, finish, stores);
        CaptureConnection connection = new(engines.Analyser!.Analyse, run.RedeemAsync, run.KeepAsync, CryptographicChance.Instance, time, new CaptureConnectionOptions(), logger) { Lines = lines, ResumesOnly = resumes };
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        // Not the request's own token: a broken line is for the session to judge, which may wait for its client.
        await connection.RunAsync(socket, host.ApplicationStopping);
        return Results.Empty;
    }

    /// <summary>Why no capture can begin, on whatever line; null when nothing stands against it.</summary>
    internal static IResult? Obstacle(HttpRequest request, CaptureEngines engines, Uri publicAddress)
    {
        if (engines.Engine is null)
        {
            return Problem.Of(StatusCodes.Status503ServiceUnavailable, "models.missing", engines.Lack!);
        }

        return request.Headers.Origin.ToString() is { Length: > 0 } origin && !SameOrigin(origin, request, publicAddress)
            ? Problem.Of(StatusCodes.Status403Forbidden, "capture.foreign-origin", "Captures are accepted from this service's own pages only.")
            : null;
    }

    internal static IResult Busy() => Problem.Of(StatusCodes.Status503ServiceUnavailable, "capture.busy", "All camera places are taken. Try again in a minute.");

    private static bool SameOrigin(string origin, HttpRequest request, Uri publicAddress) =>
        Uri.TryCreate(origin, UriKind.Absolute, out Uri? from)
        && (from.Authority == request.Host.Value || from.Authority == publicAddress.Authority);
}

/// <summary>One capture between its ticket and its outcome.</summary>
internal sealed class CaptureRun(VerificationId id, CaptureEngines engines, CapturePolicies policies, BeginCapture begin, FinishCapture finish, IUnitOfWorkFactory stores) : IDisposable
{
    private CaptureGrant? _grant;
    private FaceTemplate? _portrait;
    private LivenessPolicy? _policy;

    public async Task<LivenessSessionOptions?> RedeemAsync(string ticket, CancellationToken cancellationToken)
    {
        if (await TenantAsync(cancellationToken) is not { } tenant)
        {
            return null;
        }

        Outcome<CaptureGrant> outcome = await begin.DoAsync(tenant, ticket, cancellationToken);
        if (!outcome.IsDone || outcome.Value.Verification != id)
        {
            return null;
        }

        CaptureGrant grant = _grant = outcome.Value;
        LivenessPolicy policy = _policy = policies.Of(grant.Tenant.Value).ForPortraitAge(engines.Engine!.MatchPolicy, grant.PortraitYears);
        _portrait = engines.Analyser!.EmbedPortrait(grant.Portrait.Span);
        return _portrait is null
            ? null
            : new LivenessSessionOptions($"{id}:{grant.Number}", grant.TransactionSha256.Hex, policy, _portrait, new EarlierFrames(grant.EarlierFingerprints.Select(earlier => SessionFingerprints.Read(earlier.Span))), grant.Number, engines.Models) { ModelSet = engines.Set };
    }

    /// <summary>The ticket is no account, so the tenant is that of the verification in the address.</summary>
    private async Task<TenantId?> TenantAsync(CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        return (await unit.Verifications.FindAsync(id, cancellationToken))?.File.Tenant;
    }

    public async Task KeepAsync(CaptureOutcome outcome, CancellationToken cancellationToken) =>
        await finish.DoAsync(Actor.Service(_grant!.Tenant), id, _grant.Number, CaptureReports.From(outcome, $"{_policy!.Name} {_policy.Version}"), cancellationToken);

    /// <summary>The template goes with the capture.</summary>
    public void Dispose() => _portrait?.Dispose();
}
