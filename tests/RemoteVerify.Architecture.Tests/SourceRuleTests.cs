using System.Text.RegularExpressions;
using RemoteVerify.TestKit;

namespace RemoteVerify.Architecture.Tests;

public class SourceRuleTests
{
    private static readonly string Source = Path.Combine(Repository.Root, "src");

    private static readonly IReadOnlyList<(string Path, string Text)> Files =
        [.. Directory.GetFiles(Source, "*.cs", SearchOption.AllDirectories)
            .Where(path => !Regex.IsMatch(path, "/(obj|bin|Migrations)/"))
            .Select(path => (Path.GetRelativePath(Source, path), File.ReadAllText(path)))];

    /// <summary>Razor looks for layouts here and nowhere else.</summary>
    private const string RazorsOwnFolder = "RemoteVerify.Server/Pages/Shared";

    /// <summary>Lines of a file before it must be taken apart.</summary>
    private const int MaximumLines = 400;

    [Fact]
    public void Source_Anywhere_IsFinished() => AssertNowhere(@"\bNotImplementedException\b|\bNotSupportedException\(\s*\)", _ => true);

    [Fact]
    public void UnsafeCodeAndNativeCalls_OutsideTheirRooms_DoNotExist() =>
        AssertNowhere(@"\bunsafe\b|\[(LibraryImport|DllImport)", path => !path.StartsWith("RemoteVerify.Vision/", StringComparison.Ordinal) && !path.StartsWith("RemoteVerify.ChipReader/Transports/", StringComparison.Ordinal));

    [Fact]
    public void Configuration_OutsideComposition_IsNotRead() =>
        AssertNowhere(@"\bIConfiguration\b", path => !path.Contains("/Composition/", StringComparison.Ordinal));

    [Fact]
    public void WarningSuppressions_InSource_DoNotExist() => AssertNowhere(@"#pragma warning disable", _ => true);

    [Fact]
    public void WarningSuppressions_ByAttributeOrProject_DoNotExist()
    {
        AssertNowhere(@"\[(assembly:\s*)?(SuppressMessage|UnconditionalSuppressMessage)", _ => true);
        Assert.All(
            Directory.GetFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories).Where(path => !path.Contains("node_modules", StringComparison.Ordinal)),
            project => Assert.DoesNotContain("<NoWarn", File.ReadAllText(project), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Files_OfTheSource_AreShortEnoughToRead() =>
        Assert.DoesNotContain(Files.Select(file => (file.Path, Lines: file.Text.Count(c => c == '\n'))), file => file.Lines > MaximumLines);

    [Fact]
    public void PlatformsPathJudge_OutsideTests_IsNotUsed() => AssertNowhere(@"\bX509Chain\b", _ => true);

    [Fact]
    public void Pages_OfTheServer_HoldNoInlineScriptOrStyle()
    {
        // The content security policy would not run them anyway.
        foreach (string page in Directory.GetFiles(Source, "*.*html", SearchOption.AllDirectories).Where(path => !Regex.IsMatch(path, "/(obj|bin|node_modules)/")))
        {
            string text = File.ReadAllText(page);
            Assert.False(Regex.IsMatch(text, @"<script(?![^>]*\bsrc=)[^>]*>|<style|\son[a-z]+=""|\sstyle="""), page);
        }
    }

    [Fact]
    public void EntityFramework_OutsideStorage_IsNotUsed() =>
        AssertNowhere(@"using Microsoft\.EntityFrameworkCore", path => !path.StartsWith("RemoteVerify.Storage/", StringComparison.Ordinal));

    [Fact]
    public void WebFramework_OutsideTheServer_IsNotUsed() =>
        AssertNowhere(@"using Microsoft\.AspNetCore", path => !path.StartsWith("RemoteVerify.Server/", StringComparison.Ordinal));

    [Fact]
    public void RoomNames_ForLeftovers_DoNotExist() =>
        Assert.DoesNotContain(
            Directory.GetDirectories(Source, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Source, path)).Where(path => path != RazorsOwnFolder).Select(Path.GetFileName),
            name => name is "Common" or "Shared" or "Core" or "Utils" or "Helpers" or "Misc");

    [Fact]
    public void Models_InTheRepository_AreListedInTheManifest()
    {
        string models = Path.Combine(Repository.Root, "models");
        string manifest = File.ReadAllText(Path.Combine(models, "manifest.json"));
        Assert.All(Directory.GetFiles(models, "*.onnx", SearchOption.AllDirectories), file => Assert.Contains(Path.GetFileName(file), manifest, StringComparison.Ordinal));
    }

    /// <summary>What a paper or a register book says is data with its source and its legal review, so a lawyer can correct it without a programmer.</summary>
    [Fact]
    public void PrintedWords_InTheJourneysAndPapersOfCases_AreDataAndNotCode()
    {
        string[] rooms = ["Journeys", "Engines/Papers", "Registers", "Intake", "Lookups", "Results", "Dossiers"];
        var exceptions = new Dictionary<string, string>
        {
            ["RemoteVerify.Cases/Journeys/StoredCopies/PlanCopy.cs"] = "names a road of copies in a message to an officer",
            ["RemoteVerify.Cases/Journeys/StoredCopies/CopySource.cs"] = "names a road of copies in a message to an officer",
            ["RemoteVerify.Cases/Results/Importing/ConfirmImport.cs"] = "the reason inside a signature, not on the paper",
        };
        IEnumerable<string> found = Files
            .Where(file => rooms.Any(room => file.Path.StartsWith($"RemoteVerify.Cases/{room}/", StringComparison.Ordinal)) && !exceptions.ContainsKey(file.Path))
            .SelectMany(file => file.Text.Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
                .Where(line => Regex.IsMatch(line, "\"[^\"]*[\u0102\u0103\u0110\u0111\u01A0\u01A1\u01AF\u01B0\u1EA0-\u1EF9][^\"]*\"")).Select(line => $"{file.Path}: {line.Trim()}"));
        Assert.Empty(found);
    }

    private static void AssertNowhere(string pattern, Func<string, bool> applies)
    {
        IEnumerable<string> found = Files.Where(file => applies(file.Path) && Regex.IsMatch(file.Text, pattern)).Select(file => file.Path);
        Assert.Empty(found);
    }
}
