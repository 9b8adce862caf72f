using System.Diagnostics;
using RemoteVerify.TestKit;

namespace RemoteVerify.Server.Tests;

/// <summary>A program for Node.js with the packages of the repository.</summary>
internal static class NodeProgram
{
    /// <summary>Why it can't run here; null when it can.</summary>
    public static string? Missing(params string[] packages) => packages.FirstOrDefault(package => !Directory.Exists(Path.Combine(Repository.Root, "node_modules", package))) is { } absent
        ? $"The npm package {absent} is not installed; ./rv setup installs it."
        : null;

    /// <summary>Runs to the end, at most a minute; what it wrote, or the test fails.</summary>
    public static async Task<string> RunAsync(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        ProcessStartInfo start = new(program) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(patience.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await output}{await errors}");
            return await output;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
