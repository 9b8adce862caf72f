using System.Text.Json;
using RemoteVerify.Cli.Commands.PilotReport;
using RemoteVerify.TestKit;

namespace RemoteVerify.Cli.Tests.Commands;

/// <summary>The report for the authority: everything that was measured, every limit, and a signature.</summary>
public class PilotReportTests
{
    private const string Password = "report";

    [SkippableFact]
    public async Task Report_SignedByAPkcs12Key_HoldsFiguresHashesAndEveryLimitAndIsIntact()
    {
        Skip.IfNot(File.Exists("/usr/bin/pdftotext"), "pdftotext (poppler-utils) is not installed");
        using ScratchFolder folder = new();
        (await CommandLine.ToolAsync("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30", "-subj", "/O=Co quan Mau/CN=Dau thu", "-keyout", folder["k.pem"], "-out", folder["c.pem"])).Expect(0);
        (await CommandLine.ToolAsync("openssl", "pkcs12", "-export", "-inkey", folder["k.pem"], "-in", folder["c.pem"], "-out", folder["k.p12"], "-passout", $"pass:{Password}")).Expect(0);

        JsonElement made = (await CommandLine.RunWithAsync(
            new Dictionary<string, string> { ["RV_REPORT"] = Password },
            "pilot-report", "--organisation", "Cơ quan Mẫu", "--set", "demo", "--p12", folder["k.p12"], "--password-env", "RV_REPORT", "--out", folder["report.pdf"], "--json")).Expect(0).Json;
        Assert.Equal(("demo", true), (made.GetProperty("grade").GetString(), made.GetProperty("trial").GetBoolean()));

        JsonElement signature = Assert.Single((await CommandLine.RunAsync("pdf", "validate", folder["report.pdf"], "--trust", folder["c.pem"], "--json")).Json.GetProperty("signatures").EnumerateArray());
        Assert.Equal(("INTACT", true), (signature.GetProperty("integrity").GetString(), signature.GetProperty("coversWholeDocument").GetBoolean()));

        string text = Squeezed((await CommandLine.ToolAsync("pdftotext", "-raw", folder["report.pdf"], "-")).Expect(0).Output);
        Assert.Matches("Tagged: +yes", (await CommandLine.ToolAsync("pdfinfo", folder["report.pdf"])).Expect(0).Output);
        string manifest = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "models", "manifest.json"));
        using JsonDocument models = JsonDocument.Parse(manifest);
        foreach (JsonElement model in models.RootElement.GetProperty("models").EnumerateArray().Where(m => m.GetProperty("id").GetString()!.StartsWith("demo-", StringComparison.Ordinal)))
        {
            Assert.Contains(model.GetProperty("sha256").GetString()!, text, StringComparison.Ordinal);
        }

        string[] quoted = [.. made.GetProperty("quoted").EnumerateArray().Select(q => q.GetProperty("file").GetString()!)];
        Assert.Equal(["models/reports/verification-demo.md", "models/reports/attacks-demo-rendered.md", "models/reports/injection.md", "models/reports/morphs.md"], quoted);
        foreach (MarkdownBlock block in quoted.SelectMany(file => MarkdownBlocks.Read(File.ReadAllText(Path.Combine(Repository.Root, file)))))
        {
            string[] words = block switch
            {
                MarkdownBlock.Heading heading => [heading.Text],
                MarkdownBlock.Table table => [.. table.Rows.Skip(1).SelectMany(row => row)],
                _ => [],
            };
            Assert.All(words, word => Assert.Contains(Squeezed(MarkdownBlocks.Plain(word).Replace("*", "", StringComparison.Ordinal)), text, StringComparison.Ordinal));
        }

        string[] limits = [.. MarkdownBlocks.ItemsOf(MarkdownBlocks.Read(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"))), "Limits and honesty")];
        Assert.Equal(limits.Length, made.GetProperty("limits").GetInt32());
        Assert.InRange(limits.Length, 5, 100);
        Assert.All(limits, limit => Assert.Contains(Squeezed(MarkdownBlocks.Plain(limit).Replace("*", "", StringComparison.Ordinal))[..40], text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Report_WithoutAKey_IsRefused()
    {
        using ScratchFolder folder = new();
        (await CommandLine.RunAsync("pilot-report", "--organisation", "x", "--set", "demo", "--out", folder["r.pdf"])).ExpectMessage(2, "--p12");
        Assert.False(File.Exists(folder["r.pdf"]));
    }

    [Fact]
    public void Markdown_EveryKindOfBlock_IsRead()
    {
        IReadOnlyList<MarkdownBlock> blocks = MarkdownBlocks.Read("# T\n\none\ntwo\n\n![p](p.svg)\n\n| a | b |\n|---|:-:|\n| 1 | |\n\n- x **y**\n- z\n");
        Assert.Equal(["Heading", "Paragraph", "Table", "Item", "Item"], blocks.Select(b => b.GetType().Name));
        Assert.Equal("one two", Assert.IsType<MarkdownBlock.Paragraph>(blocks[1]).Text);
        Assert.Equal(["1", ""], Assert.IsType<MarkdownBlock.Table>(blocks[2]).Rows[1]);
        Assert.Equal("catalogue and code", MarkdownBlocks.Plain("[catalogue](x/y.md) and `code`"));
    }

    private static string Squeezed(string text) => string.Concat(text.Normalize(System.Text.NormalizationForm.FormC).Where(c => !char.IsWhiteSpace(c)));
}
