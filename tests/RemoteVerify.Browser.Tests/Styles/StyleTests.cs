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

    /// <summary>
    /// What the list of browser features calls missing or partial in Chromium 109 although the page does not depend on it: each with the reason.
    /// </summary>
    private static readonly IReadOnlyDictionary<string, string> Harmless = new Dictionary<string, string>
    {
        ["css-resize"] = "a larger box for text is a comfort",
        ["text-decoration"] = "thickness and offset of underlines are a comfort",
        ["css-hyphens"] = "words break without it too",
        ["forced-colors"] = "known as its media query since Chromium 89",
        ["multicolumn"] = "breaks in print are a comfort",
        ["css-nesting"] = "esbuild writes it out before this check",
        ["css-overflow"] = "overflow of one axis is known since the beginning; clip is not used",
        ["css-clip-path"] = "a comfort",
        ["kerning-font-feature"] = "a comfort",
        ["font-unicode-range"] = "known since Chromium 36",
        ["css-appearance"] = "prefixed since the beginning",
        ["outline"] = "outlines are square there, and visible",
        ["extended-system-fonts"] = "not used as the only family",
    };

    [SkippableFact]
    public async Task Styles_Built_UseNothingNewerThanChromium109()
    {
        Skip.IfNot(File.Exists(Path.Combine(Modules, "stylelint", "package.json")), "stylelint is not installed; ./rv setup installs it");
        string rules = $$"""{ "plugins": ["stylelint-no-unsupported-browser-features"], "rules": { "plugin/no-unsupported-browser-features": [true, { "browsers": ["chrome 109"], "ignorePartialSupport": true, "ignore": [{{string.Join(',', Harmless.Keys.Select(key => $"\"{key}\""))}}] }] } }""";
        string config = Path.Combine(Path.GetTempPath(), $"rv-stylelint-{Environment.ProcessId}.json");
        await File.WriteAllTextAsync(config, rules);
        try
        {
            (int code, string said) = await RunAsync("node", [Path.Combine(Modules, ".bin", "stylelint"), "--config", config, "--config-basedir", Repository.Root, "--formatter", "unix", Path.Combine(Built, "site.css")]);
            Assert.True(code == 0, said);
        }
        finally
        {
            File.Delete(config);
        }
    }

    /// <summary>A rule that finds nothing must be one that could.</summary>
    [SkippableFact]
    public async Task Styles_WithANewerFeature_AreFound()
    {
        Skip.IfNot(File.Exists(Path.Combine(Modules, "stylelint", "package.json")), "stylelint is not installed; ./rv setup installs it");
        string folder = Directory.CreateTempSubdirectory("rv-styles-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "new.css"), "a { color: oklch(50% 0.1 200); }\n");
            await File.WriteAllTextAsync(Path.Combine(folder, "rules.json"), """{ "plugins": ["stylelint-no-unsupported-browser-features"], "rules": { "plugin/no-unsupported-browser-features": [true, { "browsers": ["chrome 109"] }] } }""");
            (int code, string said) = await RunAsync("node", [Path.Combine(Modules, ".bin", "stylelint"), "--config", Path.Combine(folder, "rules.json"), "--config-basedir", Repository.Root, "--formatter", "unix", Path.Combine(folder, "new.css")]);
            Assert.True(code != 0 && said.Contains("chrome 109", StringComparison.OrdinalIgnoreCase), said);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
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
        string[] scripts = [.. Directory.GetFiles(Built, "*.js").Where(file => Path.GetFileName(file) != "docs.js")];
        Assert.NotEmpty(scripts);
        foreach (string script in scripts)
        {
            string text = File.ReadAllText(script);
            Assert.False(ForeignAddress().IsMatch(text), $"{script}: {ForeignAddress().Match(text).Value}");
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

    private static async Task<(int Code, string Said)> RunAsync(string program, IEnumerable<string> arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    [GeneratedRegex(@"url\(([^)]*)\)")]
    private static partial Regex Addresses();

    [GeneratedRegex(@"url\([""']?/(fonts/[^""')]+)[""']?\)")]
    private static partial Regex Faces();

    [GeneratedRegex(@"https?://(?!www\.w3\.org/)[a-z0-9.-]+")]
    private static partial Regex ForeignAddress();
}
