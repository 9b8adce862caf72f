using System.Diagnostics;
using System.Text.Json;
using RemoteVerify.TestKit;

namespace RemoteVerify.Cli.Tests;

/// <summary>Runs the built command line as a process of its own, as people do.</summary>
internal static class CommandLine
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "RemoteVerify.Cli.dll");

    public static Task<CommandAnswer> RunAsync(params string[] arguments) => RunWithAsync(new Dictionary<string, string>(), arguments);

    /// <summary>With environment variables; an empty value removes the variable.</summary>
    public static async Task<CommandAnswer> RunWithAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        List<string> all = ["exec", Assembly, .. arguments];
        ProcessStartInfo start = new("dotnet", all) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        start.Environment["RV_ROOT"] = Repository.Root;
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
            if (value.Length == 0)
            {
                start.Environment.Remove(name);
            }
        }

        return await ExecuteAsync(start);
    }

    /// <summary>
    /// The command line as it is installed. Commands over the database need this: the copy beside the tests leaves out what the tests' own
    /// framework brings along.
    /// </summary>
    public static Task<CommandAnswer> RunInstalledAsync(params string[] arguments)
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        string installed = Path.Combine(Repository.Root, "src", "RemoteVerify.Cli", "bin", configuration, "net10.0", "RemoteVerify.Cli.dll");
        ProcessStartInfo start = new("dotnet", [installed, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        start.Environment["RV_ROOT"] = Repository.Root;
        return ExecuteAsync(start);
    }

    /// <summary>Another tool, for a second opinion.</summary>
    public static Task<CommandAnswer> ToolAsync(string tool, params string[] arguments) => ToolAsync(new Dictionary<string, string>(), tool, arguments);

    /// <summary>The same with variables of its environment.</summary>
    public static Task<CommandAnswer> ToolAsync(IReadOnlyDictionary<string, string> environment, string tool, params string[] arguments)
    {
        ProcessStartInfo start = new(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return ExecuteAsync(start);
    }

    private static async Task<CommandAnswer> ExecuteAsync(ProcessStartInfo start)
    {
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new CommandAnswer(string.Join(' ', start.ArgumentList), process.ExitCode, output, await error);
    }
}

/// <summary>What a process said.</summary>
internal sealed record CommandAnswer(string Arguments, int ExitCode, string Output, string Messages)
{
    /// <summary>Standard output, which must be exactly one JSON document.</summary>
    public JsonElement Json
    {
        get
        {
            try
            {
                return JsonDocument.Parse(Output).RootElement;
            }
            catch (JsonException exception)
            {
                throw new Xunit.Sdk.XunitException($"Standard output is not one JSON document ({exception.Message}): {this}");
            }
        }
    }

    public override string ToString() => $"{Arguments} -> {ExitCode}\n{Output}\n{Messages}";

    public CommandAnswer Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"Expected exit code {exitCode}: {this}");
        return this;
    }

    /// <summary>A refusal for people: nothing on standard output, a sentence and no stack trace on standard error.</summary>
    public CommandAnswer ExpectMessage(int exitCode, string part)
    {
        Expect(exitCode);
        Assert.Equal("", Output);
        Assert.Contains(part, Messages, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Messages, StringComparison.Ordinal);
        return this;
    }
}
