using System.Globalization;
using System.Text;
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
        JsonElement picture = run.Json.GetProperty("perImage")[0];
        Assert.Equal("network", run.Json.GetProperty("decides").GetString());
        Assert.Equal(run.Json.GetProperty("score").GetDouble(), picture.GetProperty("network").GetDouble());
        Assert.Equal(6, picture.GetProperty("cues").EnumerateObject().Count());
        Assert.InRange(picture.GetProperty("fused").GetDouble(), 0, 1);
    }

    [SkippableFact]
    public async Task EvaluateAttacks_ListWithSpecies_IsARegressionGateAndNoApcer()
    {
        _ = TestMaterial.ModelMirror;
        using ScratchFolder folder = new();
        string list = folder.Write("attacks.csv", "file,species\nmv_live_1.jpg,live\nvm_live_1.jpg,live\nmv_spoof_1.jpg,print\nmv_spoof_2.jpg,replay\n"u8);
        string[] arguments = ["face", "evaluate-attacks", "--list", list, "--root", TestMaterial.PresentationAttackSamples];
        CommandAnswer json = (await CommandLine.RunAsync([.. arguments, "--json"])).Expect(0);
        JsonElement species = json.Json.GetProperty("atLiveLossLimit").GetProperty("species");
        Assert.Equal(["print", "replay"], species.EnumerateArray().Select(one => one.GetProperty("species").GetString()));
        Assert.Equal(0.02, json.Json.GetProperty("liveLossLimit").GetDouble());
        CommandAnswer lines = (await CommandLine.RunAsync(arguments)).Expect(0);
        Assert.Contains("regression gate", lines.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("APCER", json.Output + lines.Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("BPCER", json.Output + lines.Output, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The truth is what the detector says itself, so that its error must be none and the face none of the false ones.</summary>
    [SkippableFact]
    public async Task EvaluateLandmarks_TruthTakenFromTheDetector_HasNoFivePointError()
    {
        _ = TestMaterial.ModelMirror;
        using ScratchFolder folder = new();
        string portraits = Path.Combine(Repository.Root, "samples", "people");
        JsonElement face = (await CommandLine.RunAsync("face", "detect", Path.Combine(portraits, "portrait-lan.jpg"), "--json")).Expect(0).Json.GetProperty("faces")[0];
        string list = folder.Write("truth.csv", Encoding.UTF8.GetBytes(Truth("portrait-lan.jpg", face)));
        string[] arguments = ["face", "evaluate-landmarks", "--truth", list, "--root", portraits];
        JsonElement figures = (await CommandLine.RunAsync([.. arguments, "--json"])).Expect(0).Json;
        JsonElement front = figures.GetProperty("bands")[0];
        Assert.Equal("0-15", front.GetProperty("yaw").GetString());
        Assert.Equal((1, 0), (front.GetProperty("frames").GetInt32(), front.GetProperty("misses").GetInt32()));
        Assert.InRange(front.GetProperty("fivePoints").GetProperty("mean").GetDouble(), 0, 1e-3);
        Assert.Equal(JsonValueKind.Null, figures.GetProperty("bands")[3].GetProperty("yawRmseDegrees").ValueKind);
        Assert.Equal((0, 1), (figures.GetProperty("falseFaces").GetInt32(), figures.GetProperty("blink").GetProperty("notShown").GetInt32()));
        Assert.Contains("Blink: found in not measured of 0 shut", (await CommandLine.RunAsync(arguments)).Expect(0).Output, StringComparison.Ordinal);
        (await CommandLine.RunAsync("face", "evaluate-landmarks", "--truth", folder.Write("bad.csv", "file,yaw\na.jpg,1\n"u8), "--root", portraits)).ExpectMessage(2, "the column pitch is missing");
    }

    [SkippableFact]
    public async Task BenchFace_FewRounds_TimesEveryStageAndTheNetworksAlone()
    {
        _ = TestMaterial.ModelMirror;
        JsonElement times = (await CommandLine.RunAsync("bench", "face", "--rounds", "2", "--json")).Expect(0).Json;
        Assert.Equal((480, 360, true), (times.GetProperty("widthPixels").GetInt32(), times.GetProperty("heightPixels").GetInt32(), times.GetProperty("faceFound").GetBoolean()));
        Assert.Equal(["decode", "detect", "landmarks", "align-embed", "attack"], times.GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("stage").GetString()));
        Assert.True(times.GetProperty("onnxRuntimeTotalMilliseconds").GetDouble() > 0);
        (await CommandLine.RunAsync("bench", "face", "--rounds", "0")).ExpectMessage(2, "--rounds");
    }

    [Theory]
    [InlineData("detect")]
    [InlineData("quality")]
    [InlineData("attack")]
    public async Task AnyFaceCommand_UnknownSet_IsWrongUse(string command) =>
        (await CommandLine.RunAsync("face", command, "x.jpg", "--set", "no-such")).ExpectMessage(2, "no-such");

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

    private static string Truth(string file, JsonElement face)
    {
        string Number(JsonElement of, string name) => of.GetProperty(name).GetDouble().ToString("0.####", CultureInfo.InvariantCulture);
        JsonElement points = face.GetProperty("points"), pose = face.GetProperty("pose"), box = face.GetProperty("box");
        string[] names = ["rightEye", "leftEye", "noseTip", "rightMouthCorner", "leftMouthCorner"];
        IEnumerable<string> columns = ["file", "yaw", "pitch", "roll", "blink", "mouthOpen", "boxX", "boxY", "boxWidth", "boxHeight", .. names.SelectMany((_, i) => new[] { $"f{i}x", $"f{i}y" })];
        IEnumerable<string> values =
        [
            file, Number(pose, "yawDegrees"), "0", "0", "0", "0", Number(box, "x"), Number(box, "y"), Number(box, "width"), Number(box, "height"),
            .. names.SelectMany(name => new[] { Number(points.GetProperty(name), "x"), Number(points.GetProperty(name), "y") }),
        ];
        return $"{string.Join(',', columns)}\n{string.Join(',', values)}\n";
    }

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
