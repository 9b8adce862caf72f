using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using RemoteVerify.Server.Composition;
using RemoteVerify.TestKit;

namespace RemoteVerify.Server.Tests;

/// <summary>The quick start of the README, run as it stands there against a service in a process of its own; only the ports are others, so that two runs don't meet.</summary>
public sealed partial class QuickStartTests
{
    private const string ServeBlock = "Service__Webhooks__AllowLoopback=true ./rv serve --urls http://127.0.0.1:5080";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [SkippableFact]
    public async Task EveryExample_RunAsItStands_PrintsWhatTheReadmeSays()
    {
        string? absent = NodeProgram.Missing("standardwebhooks");
        Skip.If(absent is not null, absent);
        Skip.IfNot(File.Exists("/usr/bin/curl"), "curl is not installed");
        IReadOnlyList<(string Language, string Text)> blocks = Blocks();
        Assert.Equal(ServeBlock, blocks[0].Text.Trim());
        Assert.True(blocks.Count(block => block.Language == "sh") >= 6, "the quick start lost its examples");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("rv-quick-start-");
        Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "node_modules"), Path.Combine(Repository.Root, "node_modules"));
        (int port, int receiver) = (FreePort(), FreePort());
        using Process service = Serve(folder.FullName, port);
        try
        {
            await ReadyAsync(service, port);
            string output = await RunAsync(folder.FullName, Script(blocks.Skip(1)).Replace(":5080", $":{port}", StringComparison.Ordinal).Replace("8099", $"{receiver}", StringComparison.Ordinal));
            string[] said = Marks().Split(output)[1..];
            Assert.Equal(string.Join("\n@@@@\n", Expected(blocks)), string.Join("\n@@@@\n", said.Select(text => text.Trim())));
        }
        finally
        {
            service.StandardInput.Close();
            await service.WaitForExitAsync();
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Fenced blocks between the heading and the next one.</summary>
    private static IReadOnlyList<(string Language, string Text)> Blocks()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        int from = readme.IndexOf("\n## Quick start", StringComparison.Ordinal);
        string section = readme[from..readme.IndexOf("\n## ", from + 4, StringComparison.Ordinal)];
        return [.. Fences().Matches(section).Select(match => (match.Groups[1].Value, match.Groups[2].Value))];
    }

    /// <summary>All examples in one shell, as somebody would type them, with a mark before each.</summary>
    private static string Script(IEnumerable<(string Language, string Text)> blocks)
    {
        StringBuilder script = new("set -euo pipefail\n");
        foreach ((_, string text) in blocks.Where(block => block.Language == "sh"))
        {
            script.Append("echo '@@@@'\n").Append(text).Append('\n');
        }

        return script.ToString();
    }

    /// <summary>What each example after the first prints: the text block behind it, or nothing.</summary>
    private static IReadOnlyList<string> Expected(IReadOnlyList<(string Language, string Text)> blocks)
    {
        List<string> expected = [];
        foreach ((string language, string text) in blocks.Skip(1))
        {
            if (language == "sh")
            {
                expected.Add("");
            }
            else
            {
                expected[^1] = text.Trim();
            }
        }

        return expected;
    }

    private static Process Serve(string folder, int port)
    {
        ProcessStartInfo start = new("dotnet", [typeof(ServiceHost).Assembly.Location, "--urls", $"http://127.0.0.1:{port}"])
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Service__Webhooks__AllowLoopback"] = "true";
        start.Environment["Service__StopWhenInputEnds"] = "true";
        Process service = Process.Start(start)!;
        service.OutputDataReceived += (_, _) => { };
        service.BeginOutputReadLine();
        return service;
    }

    private static async Task ReadyAsync(Process service, int port)
    {
        using HttpClient http = new();
        using CancellationTokenSource patience = new(Patience);
        while (true)
        {
            Assert.False(service.HasExited, "the service ended: " + (service.HasExited ? await service.StandardError.ReadToEndAsync(patience.Token) : ""));
            try
            {
                if ((await http.GetAsync(new Uri($"http://127.0.0.1:{port}/health"), patience.Token)).StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                await Task.Delay(200, patience.Token);
            }
        }
    }

    private static async Task<string> RunAsync(string folder, string script)
    {
        ProcessStartInfo start = new("bash", ["-c", script]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C.UTF-8";
        using Process shell = Process.Start(start)!;
        using CancellationTokenSource patience = new(Patience);
        try
        {
            Task<string> output = shell.StandardOutput.ReadToEndAsync(patience.Token);
            Task<string> errors = shell.StandardError.ReadToEndAsync(patience.Token);
            await shell.WaitForExitAsync(patience.Token);
            Assert.True(shell.ExitCode == 0, $"the examples ended with {shell.ExitCode}:\n{await output}\n{await errors}");
            return await output;
        }
        finally
        {
            if (!shell.HasExited)
            {
                shell.Kill(entireProcessTree: true);
            }
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("^```(\\w+)\\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex("^@@@@$", RegexOptions.Multiline)]
    private static partial Regex Marks();
}
