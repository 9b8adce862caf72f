using RemoteVerify.TestKit;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Cli.Tests.Commands.Models;

public class ModelsCalibrateAttacksTests
{
    [SkippableFact]
    public async Task CalibrateAttacks_LivingPeopleOnly_IsAdviceThatLeavesTheNetworksScoreAsItIs()
    {
        _ = TestMaterial.ModelMirror;
        string root = Path.Combine(TestMaterial.Faces, "dev");
        using ScratchFolder folder = new();
        File.WriteAllLines(folder["images.csv"], File.ReadAllLines(Path.Combine(root, "images.csv")).Take(71));

        (await CommandLine.RunAsync(
            "models", "calibrate-attacks", "--list", folder["images.csv"], "--root", root, "--set", "standard", "--advice",
            "--data-set", "a slice", "--out", folder["advice.json"])).Expect(0);

        AttackFusionCalibration advice = AttackFusionCalibration.Read(File.ReadAllBytes(folder["advice.json"]));
        Assert.False(advice.Decides);
        Assert.Equal(new FusionPictures("live", 70), Assert.Single(advice.Pictures));
        Assert.Equal(new FusionTerm("network", 0, 1, 1, -20, 20), advice.Terms[0]);
        Assert.All(advice.Terms.Skip(1).Where(t => t.Weight != 0), t => Assert.Equal(0, t.Weight > 0 ? t.Highest : t.Lowest));
        Assert.Null(advice.FlatTurn);
        Assert.Equal(3, advice.Models.Count);
    }

    [SkippableFact]
    public async Task CalibrateAttacks_TooFewPictures_SaysHowManyAreNeeded()
    {
        using ScratchFolder folder = new();
        string list = folder.Write("attacks.csv", "file,species\nportrait-lan.jpg,live\nportrait-hung.jpg,print\n"u8);
        string root = Path.Combine(Repository.Root, "samples", "people");
        string[] arguments = ["models", "calibrate-attacks", "--list", list, "--root", root, "--set", "demo", "--data-set", "two"];
        (await CommandLine.RunAsync(arguments)).ExpectMessage(2, "at least 50 pictures");
        (await CommandLine.RunAsync([.. arguments, "--list", list])).ExpectMessage(2, "a --root for every --list");
    }
}
