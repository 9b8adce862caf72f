using System.Diagnostics;
using System.Text.Json;
using RemoteVerify.TestKit;

namespace RemoteVerify.Cli.Tests;

/// <summary>Runs the built command line as a process of its own, as people do.</summary>
internal static class CommandLine
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "RemoteVerify.Cli.dll");

    public static Task<Run> RunAsync(params string[] arguments) => RunWithAsync(new Dictionary<string, string>(), arguments);

    /// <summary>With environment variables; an empty value removes the variable.</summary>
    public static async Task<Run> RunWithAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
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

    /// <summary>Another tool, for a second opinion.</summary>
    public static Task<Run> ToolAsync(string tool, params string[] arguments) =>
        ExecuteAsync(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true });

    private static async Task<Run> ExecuteAsync(ProcessStartInfo start)
    {
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Run(string.Join(' ', start.ArgumentList), process.ExitCode, output, await error);
    }
}

/// <summary>What a process said.</summary>
internal sealed record Run(string Arguments, int ExitCode, string Output, string Error)
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

    public override string ToString() => $"{Arguments} -> {ExitCode}\n{Output}\n{Error}";

    public Run Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"Expected exit code {exitCode}: {this}");
        return this;
    }

    /// <summary>A refusal for people: nothing on standard output, a sentence and no stack trace on standard error.</summary>
    public Run ExpectMessage(int exitCode, string part)
    {
        Expect(exitCode);
        Assert.Equal("", Output);
        Assert.Contains(part, Error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Error, StringComparison.Ordinal);
        return this;
    }
}

/// <summary>A folder that ends with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("rv-cli-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Write(string name, ReadOnlySpan<byte> bytes)
    {
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
