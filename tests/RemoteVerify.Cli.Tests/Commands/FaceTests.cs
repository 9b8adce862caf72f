using System.Text.Json;
using RemoteVerify.TestKit;

namespace RemoteVerify.Cli.Tests;

public class FaceTests
{
    [SkippableFact]
    public async Task Compare_TheSamePersonAndAnother_IsPositiveAndNegative()
    {
        (string A, string B) same = PairWith("1"), other = PairWith("0");
        JsonElement match = (await CommandLine.RunAsync("face", "compare", same.A, same.B, "--json")).Expect(0).Json;
        Assert.True(match.GetProperty("match").GetBoolean());
        Assert.True(match.GetProperty("score").GetDouble() > match.GetProperty("threshold").GetDouble());
        JsonElement noMatch = (await CommandLine.RunAsync("face", "compare", other.A, other.B, "--json")).Expect(1).Json;
        Assert.False(noMatch.GetProperty("match").GetBoolean());
    }

    [SkippableFact]
    public async Task Detect_OnAPortrait_FindsAFaceAndOnNoPictureNothing()
    {
        JsonElement found = (await CommandLine.RunAsync("face", "detect", PairWith("1").A, "--json")).Expect(0).Json;
        Assert.NotEmpty(found.GetProperty("faces").EnumerateArray());
        using ScratchFolder folder = new();
        (await CommandLine.RunAsync("face", "detect", folder.Write("text.jpg", "no picture"u8), "--json")).ExpectMessage(2, "not a picture");
        (await CommandLine.RunAsync("face", "detect", folder["missing.jpg"])).ExpectMessage(2, "There is no file");
    }

    [SkippableFact]
    public async Task Attack_OnALivePicture_AnswersWithScoreAndThreshold()
    {
        _ = TestMaterial.ModelMirror;
        CommandAnswer run = await CommandLine.RunAsync("face", "attack", Path.Combine(TestMaterial.PresentationAttackSamples, "mv_live_1.jpg"), "--json");
        Assert.Equal(run.Json.GetProperty("bonaFide").GetBoolean() ? 0 : 1, run.ExitCode);
        Assert.InRange(run.Json.GetProperty("score").GetDouble(), 0, 1);
    }

    [Fact]
    public async Task Compare_PortraitsWithOurOwnModels_ThePersonMatchesAndAnotherDoesNot()
    {
        string people = Path.Combine(Repository.Root, "samples", "people");
        string Portrait(string id) => Path.Combine(people, $"portrait-{id}.jpg");
        JsonElement same = (await CommandLine.RunAsync("face", "compare", Portrait("lan"), Portrait("lan"), "--set", "demo", "--json")).Expect(0).Json;
        Assert.True(same.GetProperty("score").GetDouble() > 0.99);
        (await CommandLine.RunAsync("face", "compare", Portrait("lan"), Portrait("hung"), "--set", "demo", "--json")).Expect(1);
        JsonElement found = (await CommandLine.RunAsync("face", "detect", Portrait("thao"), "--set", "demo", "--json")).Expect(0).Json;
        Assert.Single(found.GetProperty("faces").EnumerateArray());
    }

    [Fact]
    public async Task Models_WithoutTheirFiles_AreNamedInOneSentence()
    {
        using ScratchFolder cache = new();
        Dictionary<string, string> nowhere = new() { ["RV_MODEL_MIRROR"] = "", ["RV_CACHE"] = cache.Path };
        CommandAnswer check = (await CommandLine.RunWithAsync(nowhere, "models", "check", "--set", "standard")).Expect(1);
        string sentence = Assert.Single(check.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("set RV_MODEL_MIRROR to a folder", sentence, StringComparison.Ordinal);
        JsonElement json = (await CommandLine.RunWithAsync(nowhere, "models", "check", "--set", "standard", "--json")).Expect(1).Json;
        Assert.False(json.GetProperty("complete").GetBoolean());
        Assert.NotEmpty(json.GetProperty("missing").EnumerateArray());

        // A command that needs them lacks its environment.
        (await CommandLine.RunWithAsync(nowhere, "face", "detect", "x.jpg", "--set", "standard", "--json")).ExpectMessage(3, "RV_MODEL_MIRROR");
        (await CommandLine.RunWithAsync(nowhere, "models", "check", "--set", "no-such")).ExpectMessage(2, "no-such");
    }

    [Fact]
    public async Task Models_Listed_NameSourceLicenceAndHash()
    {
        JsonElement models = (await CommandLine.RunAsync("models", "list", "--json")).Expect(0).Json.GetProperty("models");
        Assert.NotEmpty(models.EnumerateArray());
        Assert.All(models.EnumerateArray(), model =>
        {
            Assert.Matches("^[0-9a-f]{64}$", model.GetProperty("sha256").GetString());
            Assert.False(string.IsNullOrEmpty(model.GetProperty("licence").GetString()));
            Assert.False(string.IsNullOrEmpty(model.GetProperty("source").GetString()));
        });
    }

    [SkippableFact]
    public async Task Models_WithTheMirror_AreComplete() =>
        Assert.True((await CommandLine.RunWithAsync(new Dictionary<string, string> { ["RV_MODEL_MIRROR"] = TestMaterial.ModelMirror }, "models", "check", "--json")).Expect(0).Json.GetProperty("complete").GetBoolean());

    /// <summary>The first listed pair with this label.</summary>
    private static (string A, string B) PairWith(string same)
    {
        _ = TestMaterial.ModelMirror;
        string folder = Path.Combine(TestMaterial.Faces, "dev");
        string[] row = File.ReadLines(Path.Combine(folder, "pairs.csv")).Skip(1).Select(line => line.Split(',')).First(columns => columns[2] == same);
        return (Find(row[0]), Find(row[1]));

        string Find(string name) => File.Exists(Path.Combine(folder, name)) ? Path.Combine(folder, name) : Path.Combine(folder, "images", name);
    }
}
