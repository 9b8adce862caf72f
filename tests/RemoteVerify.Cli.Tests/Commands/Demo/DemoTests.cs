using System.Text.Json;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.TestKit;

namespace RemoteVerify.Cli.Tests.Commands.Demo;

/// <summary>
/// The main job, end to end, as <c>./rv demo</c> runs it; it must never break again. It runs alone: its camera works in real time, which is also why
/// each part runs once. Both sets of networks do the main job; the frauds stand before the standard set where it is here, the procedures before ours,
/// which every clone has. Frauds before our own networks are in <see cref="FraudTestsWithOurOwnModels"/>, without the service.
/// </summary>
[Trait("Category", "Demo")]
public class DemoTests
{
    [SkippableFact]
    public async Task Demo_WithOurOwnModels_ReachesEveryVerdictAndItsPapersSatisfyOtherTools()
    {
        bool isElsewhere = Directory.Exists(Environment.GetEnvironmentVariable("RV_MODEL_MIRROR"));
        using ScratchFolder folder = new();
        string[] steps = await RunAsync(folder, "demo", isElsewhere ? ["--skip", "frauds"] : []);

        Assert.Equal(isElsewhere ? 0 : 5, steps.Count(step => step.StartsWith("Fraud:", StringComparison.Ordinal)));
        Assert.All(["(a)", "(b)", "(c)", "(d)"], procedure => Assert.Contains(steps, step => step.StartsWith(procedure, StringComparison.Ordinal)));
        foreach ((string file, int signatures) in new[] { ("notarised-contract.pdf", 5), ("b-certified-copy.pdf", 2), ("d-marital-certificate.pdf", 2), ("c-copy-of-result.pdf", 2) })
        {
            await PdfsigTrustsAsync(Store(folder), folder[file], signatures);
            (await CommandLine.RunAsync("pdf", "validate", folder[file], "--trust", folder["development-root.cer"])).Expect(0);
        }
    }

    [SkippableFact]
    public async Task Demo_WithTheStandardModels_ReachesEveryVerdictAndItsPapersSatisfyOtherTools()
    {
        _ = TestMaterial.ModelMirror;
        using ScratchFolder folder = new();
        string[] steps = await RunAsync(folder, "standard", "--skip", "procedures");

        Assert.Equal(5, steps.Count(step => step.StartsWith("Fraud:", StringComparison.Ordinal)));
        (await CommandLine.RunAsync("pdf", "validate", folder["contract-tampered.pdf"], "--trust", folder["development-root.cer"])).Expect(1);
    }

    /// <summary>Runs the demo and looks at what the main job leaves.</summary>
    /// <returns>The names of its steps.</returns>
    private static async Task<string[]> RunAsync(ScratchFolder folder, string set, params string[] options)
    {
        Skip.IfNot(File.Exists(Path.Combine(Repository.Root, "src", "RemoteVerify.Server", "bin", "Release", "net10.0", "RemoteVerify.Server.dll")), "the service is not built in Release");
        CommandAnswer demo = await CommandLine.RunAsync(["demo", "--set", set, "--out", folder.Path, "--json", .. options]);
        JsonElement[] steps = [.. demo.Expect(0).Json.GetProperty("steps").EnumerateArray()];
        Assert.All(steps, step => Assert.Equal(step.GetProperty("expected").GetString(), step.GetProperty("actual").GetString()));

        string store = await TrustStoreAsync(folder);
        await PdfsigTrustsAsync(store, folder["contract-signed.pdf"], signatures: 3);
        await PdfsigTrustsAsync(store, folder["certified-copy.pdf"], signatures: 1);
        await PdfsigTrustsAsync(store, folder["evidence-report.pdf"], signatures: 1);
        (await CommandLine.RunAsync("pdf", "validate", folder["contract-signed.pdf"], "--trust", folder["development-root.cer"])).Expect(0);
        (await CommandLine.RunAsync("log", "check", folder.Path)).Expect(0);
        foreach (string paper in (string[])["certified-copy.pdf", "evidence-report.pdf"])
        {
            Assert.Contains("THỬ NGHIỆM", (await CommandLine.ToolAsync("pdftotext", folder[paper], "-")).Expect(0).Output, StringComparison.Ordinal);
        }

        Assert.Contains("\"isTest\":true", File.ReadAllText(folder["evidence.json"]), StringComparison.Ordinal);
        await EvidenceStandsAsync(folder);
        LogIsSilent(File.ReadAllText(folder["service.log"]));
        return [.. steps.Select(step => step.GetProperty("name").GetString()!)];
    }

    /// <summary>What the service of the demo said: nobody's name, number or picture, no key.</summary>
    private static void LogIsSilent(string log)
    {
        Assert.NotEqual("", log);
        foreach (CastMember member in CastList.All)
        {
            Assert.False(log.Contains(member.FullName, StringComparison.OrdinalIgnoreCase), $"the service's log names {member.Id}");
            Assert.False(log.Contains(member.PersonalNumber, StringComparison.Ordinal), $"the service's log has the number of {member.Id}");
        }

        Assert.All((string[])["PRIVATE KEY-----", "/9j/4AAQ", "/9j/2wBD", "iVBORw0KGgo", "JVBERi0x", "Bearer ", "client_secret"], beginning => Assert.DoesNotContain(beginning, log, StringComparison.Ordinal));
    }

    private static string Store(ScratchFolder folder) => "sql:" + Directory.CreateDirectory(folder["nss"]).FullName;

    private static async Task<string> TrustStoreAsync(ScratchFolder folder)
    {
        string store = Store(folder);
        (await CommandLine.ToolAsync("certutil", "-N", "-d", store, "--empty-password")).Expect(0);
        (await CommandLine.ToolAsync("certutil", "-A", "-d", store, "-n", "root", "-t", "CT,C,C", "-i", folder["development-root.cer"])).Expect(0);
        return store;
    }

    private static async Task PdfsigTrustsAsync(string store, string file, int signatures)
    {
        string said = (await CommandLine.ToolAsync("pdfsig", "-nssdir", store, file)).Output;
        Assert.Equal(signatures, Count(said, "Signature is Valid."));
        Assert.Equal(signatures, Count(said, "Certificate is Trusted."));
        (await CommandLine.ToolAsync("qpdf", "--check", file)).Expect(0);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    /// <summary>An outsider with the files alone: what stands, what can't be told without trust, what was changed, what is no evidence.</summary>
    private static async Task EvidenceStandsAsync(ScratchFolder folder)
    {
        string[] check = ["liveness", "check", folder["evidence.json"], "--json"];
        CommandAnswer valid = (await CommandLine.RunAsync([.. check, "--trust", folder["development-root.cer"], "--pictures", folder["evidence-pictures"]])).Expect(0);
        Assert.All(valid.Json.GetProperty("findings").EnumerateArray(), finding => Assert.Equal("Passed", finding.GetProperty("outcome").GetString()));
        Assert.Equal("passed", valid.Json.GetProperty("outcome").GetString());
        Assert.Equal("undetermined", (await CommandLine.RunAsync(check)).Expect(1).Json.GetProperty("result").GetString());

        string text = File.ReadAllText(folder["evidence.json"]);
        File.WriteAllText(folder["changed.json"], text.Replace("\"attempt\":", "\"attempt\":1", StringComparison.Ordinal));
        CommandAnswer changed = await CommandLine.RunAsync(
            "liveness", "check", folder["changed.json"], "--signature", folder["evidence.json.p7s"], "--trust", folder["development-root.cer"], "--json");
        Assert.Equal("invalid", changed.Expect(1).Json.GetProperty("result").GetString());
        (await CommandLine.RunAsync("liveness", "check", folder["contract.pdf"], "--signature", folder["evidence.json.p7s"])).ExpectMessage(2, "not an evidence package");
        (await CommandLine.RunAsync("liveness", "check", folder["evidence.json"], "--signature", folder["contract.pdf"])).ExpectMessage(2, "not a signature");
    }
}
