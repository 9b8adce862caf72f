using System.Text.Json;
using RemoteVerify.TestKit;

namespace RemoteVerify.Cli.Tests.Commands.Corpus;

/// <summary>The runner is only worth its name when another expectation gives another result.</summary>
public sealed class PdfCorpusCommandTests : IDisposable
{
    private static readonly string[] Files = ["ph-minimal.pdf", "ph-minimal-illegal-header.pdf", "ds-pades-bes.pdf", "ds-pdf-signed-added-page.pdf", "ds-PAdES-LT.pdf"];

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task Pdf_RowsAsTheyAre_HoldOrAreDisputed()
    {
        await WriteTable(line => line);
        CommandAnswer answer = await CommandLine.RunAsync("corpus", "pdf", _folder.Path, "--json");
        Assert.Equal(["PASS", "PASS", "PASS", "PASS", "DISPUTED"], Outcomes(answer));
        Assert.Equal((0, 5, 4, 0), (answer.ExitCode, answer.Json.GetProperty("total").GetInt32(), answer.Json.GetProperty("passed").GetInt32(), answer.Json.GetProperty("skipped").GetInt32()));
        string? reason = answer.Json.GetProperty("rows")[4].GetProperty("reason").GetString();
        Assert.Contains("ISO 32000-2 table 257", reason, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Pdf_OtherExpectations_Fail()
    {
        await WriteTable(line => line
            .Replace(",sign-ok,", ",refuse,", StringComparison.Ordinal)
            .Replace(",,refuse,illegal", ",,sign-ok,illegal", StringComparison.Ordinal)
            .Replace(",valid,", ",invalid-hash,", StringComparison.Ordinal)
            .Replace(",modified-disallowed,", ",valid,", StringComparison.Ordinal));
        CommandAnswer answer = await CommandLine.RunAsync("corpus", "pdf", _folder.Path, "--json");
        Assert.Equal(["FAIL", "FAIL", "FAIL", "FAIL", "FAIL"], Outcomes(answer));
        Assert.Equal(1, answer.ExitCode);
    }

    [SkippableFact]
    public async Task Pdf_FileChangedOrMissing_Fails()
    {
        await WriteTable(line => line);
        byte[] pdf = await File.ReadAllBytesAsync(_folder["ph-minimal.pdf"]);
        await File.WriteAllBytesAsync(_folder["ph-minimal.pdf"], [.. pdf, (byte)'\n']);
        File.Delete(_folder["ds-pades-bes.pdf"]);
        Assert.Equal(["FAIL", "PASS", "FAIL", "PASS", "DISPUTED"], Outcomes(await CommandLine.RunAsync("corpus", "pdf", _folder.Path, "--json")));
    }

    [Fact]
    public async Task Pdf_TableThatIsNone_IsWrongUse()
    {
        await File.WriteAllTextAsync(_folder["expectations.csv"], "file,expected\nx.pdf,valid\n");
        CommandAnswer answer = await CommandLine.RunAsync("corpus", "pdf", _folder.Path, "--json");
        Assert.Equal((2, ""), (answer.ExitCode, answer.Output));
    }

    private static string[] Outcomes(CommandAnswer answer) => [.. answer.Json.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("outcome").GetString()!)];

    private async Task WriteTable(Func<string, string> change)
    {
        string corpus = Path.Combine(TestMaterial.Corpus, "pdf");
        string[] lines = await File.ReadAllLinesAsync(Path.Combine(corpus, "expectations.csv"));
        List<string> kept = [lines[0]];
        foreach (string file in Files)
        {
            File.Copy(Path.Combine(corpus, file), _folder[file]);
            kept.Add(change(lines.First(line => line.StartsWith(file + ",", StringComparison.Ordinal))));
        }

        await File.WriteAllLinesAsync(_folder["expectations.csv"], kept);
    }
}
