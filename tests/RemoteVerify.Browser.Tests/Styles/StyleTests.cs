using System.Diagnostics;
using System.IO.Compression;
using System.Text.RegularExpressions;
using RemoteVerify.TestKit;

namespace RemoteVerify.Browser.Tests.Styles;

/// <summary>What goes to the browser, on the built files: nothing newer than Chromium 109, nothing of others, and small.</summary>
public partial class StyleTests
{
    private static readonly string Built = Path.Combine(AppContext.BaseDirectory, "wwwroot");
    private static readonly string Modules = Path.Combine(Repository.Root, "node_modules");

    /// <summary>Browsers know many things partly since long; what counts is what Chromium 109 does not know at all.</summary>
    private const string Rules = """{ "plugins": ["stylelint-no-unsupported-browser-features"], "rules": { "plugin/no-unsupported-browser-features": [true, { "browsers": ["chrome 109"], "ignorePartialSupport": true }] } }""";

    [SkippableFact]
    public async Task Styles_Built_UseNothingNewerThanChromium109()
    {
        Skip.IfNot(File.Exists(Path.Combine(Modules, "stylelint", "package.json")), "stylelint is not installed; ./rv setup installs it");
        (int code, string said) = await LintAsync(Path.Combine(Built, "site.css"));
        Assert.True(code == 0, said);
    }

    /// <summary>A rule that finds nothing must be one that could.</summary>
    [SkippableFact]
    public async Task Styles_WithANewerFeature_AreFound()
    {
        Skip.IfNot(File.Exists(Path.Combine(Modules, "stylelint", "package.json")), "stylelint is not installed; ./rv setup installs it");
        string file = Path.Combine(Path.GetTempPath(), $"rv-new-{Environment.ProcessId}.css");
        await File.WriteAllTextAsync(file, "a { color: oklch(50% 0.1 200); }\n");
        try
        {
            (int code, string said) = await LintAsync(file);
            Assert.True(code != 0 && said.Contains("not supported by Chrome 109", StringComparison.Ordinal), said);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Styles_Built_AskNobodyElse_AndHoldNoFaceButOurs()
    {
        string css = File.ReadAllText(Path.Combine(Built, "site.css"));
        Assert.All(Addresses().Matches(css).Select(match => match.Groups[1].Value.Trim('"', '\'')), address => Assert.True(address.StartsWith("/fonts/", StringComparison.Ordinal) || address.StartsWith("data:image/svg+xml", StringComparison.Ordinal), address));
        Assert.DoesNotContain("GDS Transport", css, StringComparison.Ordinal);
        Assert.Contains("font-display:swap", css, StringComparison.Ordinal);
        Assert.All(Faces().Matches(css), face => Assert.True(File.Exists(Path.Combine(Built, face.Groups[1].Value)), face.Value));
        Assert.Equal(4, Faces().Count(css));
        Assert.True(File.Exists(Path.Combine(Built, "fonts", "LICENSE")), "the typeface travels without its licence");
    }

    [Fact]
    public void Scripts_Built_AreOfThePastAndAskNobodyElse()
    {
        string[] scripts = [.. Directory.GetFiles(Built, "*.js", SearchOption.AllDirectories).Where(file => !Path.GetRelativePath(Built, file).StartsWith("docs", StringComparison.Ordinal))];
        Assert.NotEmpty(scripts);
        foreach (string script in scripts)
        {
            string text = File.ReadAllText(script);

            // The desk speaks to the officer's own signer, which is on the same machine.
            string? own = Path.GetFileName(script) == "desk.js" ? "http://127.0.0.1" : null;
            Assert.All(ForeignAddress().Matches(text).Select(match => match.Value), address => Assert.True(address == own, $"{script}: {address}"));
        }
    }

    /// <summary>Styles and both weights of the face in one language; the rest of the 150 KB is the page's own.</summary>
    [Fact]
    public void StylesAndFaces_Compressed_LeaveRoomForThePage()
    {
        using MemoryStream packed = new();
        using (BrotliStream brotli = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(File.ReadAllBytes(Path.Combine(Built, "site.css")));
        }

        long faces = Directory.GetFiles(Path.Combine(Built, "fonts"), "*.woff2").Sum(file => new FileInfo(file).Length);
        Assert.InRange(packed.Length + faces, 1, 110 * 1024);
    }

    private static async Task<(int Code, string Said)> LintAsync(string file)
    {
        string rules = Path.Combine(Path.GetTempPath(), $"rv-stylelint-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(rules, Rules);
        try
        {
            string[] arguments = [Path.Combine(Modules, ".bin", "stylelint"), "--config", rules, "--config-basedir", Repository.Root, "--formatter", "unix", file];
            using Process process = Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root })!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            File.Delete(rules);
        }
    }

    [GeneratedRegex(@"url\(([^)]*)\)")]
    private static partial Regex Addresses();

    [GeneratedRegex(@"url\([""']?/(fonts/[^""')]+)[""']?\)")]
    private static partial Regex Faces();

    [GeneratedRegex(@"https?://(?!www\.w3\.org/)[a-z0-9.-]+")]
    private static partial Regex ForeignAddress();
}
