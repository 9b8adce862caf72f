using System.Diagnostics;
using System.Globalization;

namespace RemoteVerify.Storage.Development;

/// <summary>
/// A program that belongs to this process. Linux sends the signal "your parent died" when the thread ends that started the program, so each one
/// has a thread that waits for its end.
/// </summary>
internal sealed class ChildProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly Queue<string> _said = new();

    private ChildProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public static ChildProcess Start(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<ChildProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                Process process = Process.Start(start)!;
                started.SetResult(new ChildProcess(process));
                process.WaitForExit();
            }
            catch (Exception e) when (!started.Task.IsCompleted)
            {
                started.SetException(e);
            }
        })
        { IsBackground = true, Name = "child process" };
        thread.Start();
        return started.Task.GetAwaiter().GetResult();
    }

    /// <summary>Waits for its own end.</summary>
    /// <returns>The last lines that it printed.</returns>
    public async Task<string> WaitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        lock (_said)
        {
            return string.Join('\n', _said);
        }
    }

    /// <summary>Asks it to end at once (SIGQUIT), and kills it when it does not.</summary>
    public async Task<string> EndAsync()
    {
        if (!_process.HasExited)
        {
            using (Process.Start("sh", ["-c", "kill -QUIT $0", _process.Id.ToString(CultureInfo.InvariantCulture)]))
            {
            }

            using var patience = new CancellationTokenSource(Patience);
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        return await WaitAsync(CancellationToken.None);
    }

    /// <summary>SIGKILL to it and its children.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await WaitAsync(CancellationToken.None);
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not { } text)
        {
            return;
        }

        lock (_said)
        {
            _said.Enqueue(text);
            while (_said.Count > 20)
            {
                _said.Dequeue();
            }
        }
    }
}
