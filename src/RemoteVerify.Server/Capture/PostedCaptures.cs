using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Server.Capture;

/// <summary>Runs captures whose line is made of posts, each beside the requests that carry it, with a place among all captures.</summary>
public sealed partial class PostedCaptures(
    IServiceScopeFactory scopes, CaptureEngines engines, CapturePolicies policies, CaptureSlots slots, CaptureLines captures, PostedLines lines, IUnitOfWorkFactory stores,
    TimeProvider time, ILogger<CaptureConnection> logger, IHostApplicationLifetime host)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(8);

    /// <summary>How long the end of a capture can still be collected.</summary>
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(10);

    /// <summary>Begins a line.</summary>
    /// <param name="verification">Whose capture.</param>
    /// <param name="resumes">The line takes the place of one that broke, whose capture has its place already.</param>
    /// <returns>The secret of the line; null when all places are taken.</returns>
    public string? Open(VerificationId verification, bool resumes)
    {
        IDisposable? slot = resumes ? null : slots.TryTake();
        if (slot is null && !resumes)
        {
            return null;
        }

        PostedSocket socket = new(Silence, time);
        string secret = lines.Add(verification, socket);
        _ = RunAsync(verification, resumes, socket, secret, slot);
        return secret;
    }

    private async Task RunAsync(VerificationId verification, bool resumes, PostedSocket socket, string secret, IDisposable? slot)
    {
        try
        {
            using (slot)
            {
                await using AsyncServiceScope scope = scopes.CreateAsyncScope();
                using CaptureRun run = new(verification, engines, policies, scope.ServiceProvider.GetRequiredService<BeginCapture>(), scope.ServiceProvider.GetRequiredService<FinishCapture>(), stores);
                CaptureConnection connection = new(engines.Analyser!.Analyse, run.RedeemAsync, run.KeepAsync, CryptographicChance.Instance, time, new CaptureConnectionOptions(), logger)
                {
                    Lines = captures, ResumesOnly = resumes,
                };
                await connection.RunAsync(socket, host.ApplicationStopping);
            }
        }
        catch (Exception e)
        {
            // No request waits for this task: what a WebSocket's request would log is logged here.
            Log.Failed(logger, e);
        }

        await Task.Delay(Afterwards, time, host.ApplicationStopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lines.Remove(secret);
        socket.Dispose();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A capture over posts failed")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
