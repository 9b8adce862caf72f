using System.Text.RegularExpressions;
using System.Xml.Linq;
using RemoteVerify.TestKit;

namespace RemoteVerify.Architecture.Tests;

/// <summary>What the repository as a whole must be: buildable anywhere, free of its makers' machines and of foreign material.</summary>
public class RepositoryTests
{
    private static readonly string[] Text =
        [".cs", ".csproj", ".props", ".targets", ".sln", ".md", ".json", ".txt", ".yml", ".ts", ".mjs", ".css", ".html", ".cshtml", ".sh", ".cpp", ".h", ".cmake", ".csv", ""];

    private static readonly IReadOnlyList<(string Path, string Text)> Files =
        [.. Directory.EnumerateFiles(Repository.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Where(path => !Regex.IsMatch(path, @"/(\.git|\.cache|node_modules|obj|bin|build|TestResults|demo-out|shared)(/|$)") && Text.Contains(Path.GetExtension(path)))
            .Select(path => (Path.GetRelativePath(Repository.Root, path), File.ReadAllText(path)))];

    [Fact]
    public void Tree_Anywhere_NamesNoMachine()
    {
        Assert.True(Files.Count > 300, "the tree was not found");
        AssertNowhere(@"(?<![\w.$}/])/(work|root|home/\w+|Users/\w+)/", file => file is not "tests/RemoteVerify.Architecture.Tests/RepositoryTests.cs");
    }

    [Fact]
    public void LockFiles_OfAllProjects_NameNoRegistry()
    {
        (string Path, string Text)[] locks = [.. Files.Where(file => file.Path.EndsWith("packages.lock.json", StringComparison.Ordinal))];
        Assert.True(locks.Length > 20);
        Assert.All(locks, file => Assert.DoesNotContain("://", file.Text, StringComparison.Ordinal));
        string npm = File.ReadAllText(Path.Combine(Repository.Root, "package-lock.json"));
        Assert.DoesNotMatch("\"resolved\": \"https?://(?!registry\\.npmjs\\.org/)", npm);
    }

    [Fact]
    public void Projects_OfTheTree_HaveALockFile() =>
        Assert.All(
            Files.Where(file => file.Path.EndsWith(".csproj", StringComparison.Ordinal)),
            file => Assert.True(File.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(file.Path)!, "packages.lock.json")), file.Path));

    [Fact]
    public void Rooms_OfTheSource_HaveTests()
    {
        string[] rooms = [.. Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(path => Path.GetFileNameWithoutExtension(path))];
        Assert.All(rooms, room => Assert.True(Directory.Exists(Path.Combine(Repository.Root, "tests", room + ".Tests")), $"{room} has no tests"));
    }

    [Fact]
    public void BannedSymbols_ForEngines_CoverWhatEnginesMustNotTouch()
    {
        string engines = File.ReadAllText(Path.Combine(Repository.Root, "BannedSymbols.Engines.txt"));
        string all = File.ReadAllText(Path.Combine(Repository.Root, "BannedSymbols.txt"));
        string both = engines + all;
        Assert.All(
            new[]
            {
                "T:System.IO.File;", "T:System.IO.Directory;", "T:System.Console;", "P:System.DateTime.Now;", "P:System.DateTime.UtcNow;", "P:System.DateTimeOffset.Now;",
                "P:System.DateTimeOffset.UtcNow;", "M:System.Net.Http.HttpClient.#ctor;", "T:System.Random;", "T:System.NotImplementedException;",
                "T:System.Security.Cryptography.X509Certificates.X509Chain;",
            },
            symbol => Assert.Contains(symbol, both, StringComparison.Ordinal));
        Assert.Matches(@"RS0030\.severity\s*=\s*error", File.ReadAllText(Path.Combine(Repository.Root, ".editorconfig")));
    }

    [Fact]
    public void Hosts_ThatMayOpenFiles_AreTheFiveOfTheTable()
    {
        string condition = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("IsHost").Single().Attribute("Condition")!.Value;
        Assert.Equal(["Cli", "Server", "Signer", "Storage", "Synthetic"], Regex.Matches(condition, @"'RemoteVerify\.(\w+)'").Select(match => match.Groups[1].Value).Order());
        Assert.All(
            Files.Where(file => file.Path.EndsWith(".csproj", StringComparison.Ordinal)),
            file => Assert.DoesNotMatch("<IsHost|<IsTest|<TreatWarningsAsErrors|<RunAnalyzers", file.Text));
    }

    [Fact]
    public void PrivateKeys_InTheTree_DoNotExist() => AssertNowhere(@"-----BEGIN [A-Z ]*PRIVATE KEY-----\s*\n[A-Za-z0-9+/]{40}", _ => true);

    [Fact]
    public void TestMaterial_OfOthers_IsNotInTheTree() =>
        Assert.DoesNotContain(
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*", SearchOption.AllDirectories).Where(path => !Regex.IsMatch(path, "/(obj|bin|TestResults)/")),
            path => Path.GetExtension(path) is ".jpg" or ".jpeg" or ".jp2" or ".onnx");

    private static void AssertNowhere(string pattern, Func<string, bool> applies) =>
        Assert.Empty(Files.Where(file => applies(file.Path) && Regex.IsMatch(file.Text, pattern)).Select(file => $"{file.Path}: {Regex.Match(file.Text, pattern).Value}"));
}
