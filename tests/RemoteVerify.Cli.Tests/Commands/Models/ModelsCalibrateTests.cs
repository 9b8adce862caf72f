using System.Text.Json;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Cli.Tests.Commands.Models;

public class ModelsCalibrateTests
{
    [SkippableFact]
    public async Task Calibrate_AFewHundredPeople_WritesThresholdsAndSaysThatTheyAreIndicative()
    {
        _ = TestMaterial.ModelMirror;
        string root = Path.Combine(TestMaterial.Faces, "dev");
        using ScratchFolder folder = new();
        string[] lines = File.ReadAllLines(Path.Combine(root, "images.csv"));
        File.WriteAllLines(folder["images.csv"], lines.Take(301));

        CommandAnswer run = (await CommandLine.RunAsync(
            "models", "calibrate", "--images", folder["images.csv"], "--root", root, "--set", "standard", "--data-set", "a slice", "--out", folder["calibration.json"], "--json")).Expect(0);

        SetCalibration calibration = SetCalibration.Read(File.ReadAllBytes(folder["calibration.json"]));
        Assert.Equal(("standard", "a slice"), (calibration.Set, calibration.DataSet));
        Assert.InRange(calibration.Data.ImpostorPairs, 30_000, 45_000);
        ModelCalibration officer = calibration.Calibrations.Single(c => c.Role == "officer");
        ModelCalibration accept = calibration.Calibrations.Single(c => c.Role == "accept");
        Assert.InRange(officer.Threshold, 0.28f, 0.38f);
        Assert.InRange(accept.Threshold, officer.Threshold, 0.55f);
        Assert.InRange(officer.Threshold, officer.IntervalLow!.Value - 1e-3f, officer.IntervalHigh!.Value + 1e-3f);
        Assert.Equal([true, false], calibration.Support.Select(support => support.IsEnough));
        Assert.Contains("Indicative only", accept.Provenance, StringComparison.Ordinal);
        Assert.Contains("rule of 30", Assert.Single(run.Json.GetProperty("warnings").EnumerateArray().ToArray()).GetString(), StringComparison.Ordinal);
        Assert.Equal(2, calibration.Models.Count);
    }

    [SkippableFact]
    public async Task Calibrate_FolderPerPersonWithTooFewPairs_WritesNothingAndSaysHowManyAreNeeded()
    {
        _ = TestMaterial.ModelMirror;
        string root = Path.Combine(TestMaterial.Faces, "dev");
        using ScratchFolder folder = new();
        foreach (string line in File.ReadLines(Path.Combine(root, "images.csv")).Skip(1).Take(20))
        {
            string[] row = line.Split(',');
            Directory.CreateDirectory(Path.Combine(folder["people"], row[1]));
            File.Copy(Path.Combine(root, "images", row[0]), Path.Combine(folder["people"], row[1], row[0]));
        }

        CommandAnswer run = (await CommandLine.RunAsync("models", "calibrate", "--root", folder["people"], "--set", "standard", "--out", folder["calibration.json"], "--json")).Expect(1);
        Assert.Contains("can't show a rate of 1 in 10000: at least 10000 pairs are needed", run.Json.GetProperty("lack").GetString(), StringComparison.Ordinal);
        Assert.Equal(20, run.Json.GetProperty("data").GetProperty("pictures").GetInt32());
        Assert.Equal(JsonValueKind.Null, run.Json.GetProperty("written").ValueKind);
        Assert.False(File.Exists(folder["calibration.json"]));
    }

    [Fact]
    public async Task Calibrate_WrongUse_IsToldInASentence()
    {
        using ScratchFolder folder = new();
        (await CommandLine.RunAsync("models", "calibrate", "--root", folder.Path)).ExpectMessage(2, "no folder per person");
        (await CommandLine.RunAsync("models", "calibrate", "--root", folder["nowhere"])).ExpectMessage(2, "There is no folder");
        (await CommandLine.RunAsync("models", "calibrate", "--root", folder.Path, "--images", "a.csv", "--pairs", "b.csv")).ExpectMessage(2, "Name one list");
    }
}
