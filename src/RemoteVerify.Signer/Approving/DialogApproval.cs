using System.Diagnostics;

namespace RemoteVerify.Signer.Approving;

/// <summary>Asks by zenity, at its fixed place, so that the search path can't put another program there.</summary>
internal sealed class DialogApproval : IApproval
{
    private const string Program = "/usr/bin/zenity";

    /// <summary>Whether there is a desktop to ask on.</summary>
    public static bool IsThere => File.Exists(Program)
        && (Environment.GetEnvironmentVariable("DISPLAY") is { Length: > 0 } || Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is { Length: > 0 });

    public async Task<bool> AskAsync(SigningQuestion question, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new(Program)
        {
            ArgumentList =
            {
                "--question", "--no-markup", "--default-cancel", "--width=600", "--title=RemoteVerify", "--ok-label=Ký", "--cancel-label=Không ký",
                "--text=" + string.Join('\n', question.Lines()),
            },
        };
        using Process dialog = Process.Start(start) ?? throw new IOException($"{Program} did not start.");
        try
        {
            await dialog.WaitForExitAsync(cancellationToken);
            return dialog.ExitCode == 0;
        }
        catch (OperationCanceledException)
        {
            dialog.Kill();
            throw;
        }
    }
}
