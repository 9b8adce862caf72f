using System.Diagnostics;
using System.Text.Json;

namespace RemoteVerify.Cli.Tests;

/// <summary>Runs the command line as a person would: as a process, judged by what it prints and how it exits.</summary>
internal static class CommandLine
{
    public static async Task<CommandAnswer> RunAsync(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "RemoteVerify.Cli.dll"));
        Array.ForEach(arguments, start.ArgumentList.Add);
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> messages = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new CommandAnswer(process.ExitCode, await output, await messages);
    }
}

/// <summary>What a command said.</summary>
internal sealed record CommandAnswer(int ExitCode, string Output, string Messages)
{
    /// <summary>The one JSON document of standard output.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;
}
