using System.Text.RegularExpressions;
using RemoteVerify.TestKit;

namespace RemoteVerify.Architecture.Tests;

/// <summary>
/// A live face is compared with the portrait of the very chip that was read, and with nothing else: no face of other people is stored in a form
/// that could be searched, and nothing compares one face with many.
/// </summary>
public class FaceSearchTests
{
    private static readonly string Source = Path.Combine(Repository.Root, "src");

    /// <summary>Where templates of faces are held, with why. Evaluation and benches measure networks over test sets that are no cases.</summary>
    private static readonly Dictionary<string, string> Holding = new(StringComparer.Ordinal)
    {
        ["RemoteVerify.Biometrics/"] = "the engine: it sees the pictures that it is given",
        ["RemoteVerify.Server/Capture/CaptureEndpoint.cs"] = "hands the engine the portrait of the chip of this very verification",
        ["RemoteVerify.Cli/Commands/Face/"] = "measures error rates over lists of test pictures, and compares two files",
        ["RemoteVerify.Cli/Commands/Bench/"] = "measures times and attacks with synthetic people",
        ["RemoteVerify.Cli/Commands/Liveness/"] = "plays one recorded session",
    };

    private static IEnumerable<(string Path, string Text)> Files => Directory.GetFiles(Source, "*.cs", SearchOption.AllDirectories)
        .Where(path => !Regex.IsMatch(path, "/(obj|bin)/"))
        .Select(path => (Path.GetRelativePath(Source, path), File.ReadAllText(path)));

    [Fact]
    public void Templates_OfFaces_AreHeldOnlyWhereItIsListed()
    {
        string[] holding = [.. Files.Where(file => Regex.IsMatch(file.Text, @"\bFaceTemplate\b")).Select(file => file.Path)];
        Assert.DoesNotContain(holding, path => !Holding.Keys.Any(place => path.StartsWith(place, StringComparison.Ordinal)));
        Assert.DoesNotContain(Holding.Keys, place => !holding.Any(path => path.StartsWith(place, StringComparison.Ordinal)));
    }

    /// <summary>In the service a template comes from the portrait of one chip, and no list of them is ever made.</summary>
    [Fact]
    public void Templates_InTheService_AreOfOneChipAtATime()
    {
        (_, string text) = Assert.Single(Files, file => file.Path == "RemoteVerify.Server/Capture/CaptureEndpoint.cs");
        Assert.Contains("Portrait", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(IEnumerable|List|Dictionary|IReadOnlyList)<[^>]*FaceTemplate|FaceTemplate\[\]", text);
    }

    /// <summary>What isn't kept can't be searched: neither the tables nor the room of cases know a template.</summary>
    [Fact]
    public void Templates_OfFaces_AreNeverStored()
    {
        Assert.Empty(Files.Where(file => (file.Path.StartsWith("RemoteVerify.Storage/", StringComparison.Ordinal) || file.Path.StartsWith("RemoteVerify.Cases/", StringComparison.Ordinal))
                && Regex.IsMatch(file.Text, @"\b\w*(FaceTemplate|FaceEmbedding|FaceVector)\w*\b"))
            .Select(file => file.Path));
    }

    /// <summary>The one fingerprint that is kept is of pictures, not of a face, and is read for one person at a time.</summary>
    [Fact]
    public void Fingerprints_OfCaptures_AreReadOfOnePersonOnly()
    {
        (string path, string text) = Assert.Single(Files, file => file.Path.EndsWith("Stores/CaptureFingerprintStore.cs", StringComparison.Ordinal));
        MatchCollection queries = Regex.Matches(text, @"context\.CaptureFingerprints(?!\.Add)[^;]*");
        Assert.NotEmpty(queries);
        Assert.All(queries, query => Assert.True(query.Value.Contains("Person ==", StringComparison.Ordinal), $"{path}: {query.Value}"));
    }

    /// <summary>Persons are found by a keyed tag of the number; that is the only way, and it is used by name.</summary>
    [Fact]
    public void Cases_OfAPerson_AreFoundByNumberAlone()
    {
        (_, string text) = Assert.Single(Files, file => file.Path.EndsWith("Cases/Stores/ICaseStore.cs", StringComparison.Ordinal));
        Assert.DoesNotMatch(@"(?i)\b(face|portrait|picture|image|biometric|template)\b", Regex.Replace(text, "///.*", ""));
    }
}
