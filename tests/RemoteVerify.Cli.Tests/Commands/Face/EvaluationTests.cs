using System.Text.Json;
using RemoteVerify.TestKit;

namespace RemoteVerify.Cli.Tests.Commands.Face;

/// <summary>The measuring commands on the repository's own portraits: the shape of what they say, not its figures.</summary>
public class EvaluationTests
{
    private static readonly string People = Path.Combine(Repository.Root, "samples", "people");

    [Fact]
    public async Task Evaluate_ListOfPicturesWithGroups_GivesTablesComparisonsAndWhatIsNotShown()
    {
        using ScratchFolder folder = new();
        string images = folder.Write("images.csv", "file,identity,sex,age\nportrait-lan.jpg,lan,f,25\nportrait-thao.jpg,thao,f,64\nportrait-hung.jpg,hung,m,40\nmissing.jpg,hung,m,40\n"u8);
        string[] arguments = ["face", "evaluate", "--images", images, "--root", People, "--set", "demo"];
        JsonElement figures = (await CommandLine.RunAsync([.. arguments, "--report", folder["reports"], "--json"])).Expect(0).Json;
        Assert.Equal((0, 3L, 1), (figures.GetProperty("genuine").GetInt32(), figures.GetProperty("impostor").GetInt64(), figures.GetProperty("failureToEnrol").GetInt32()));
        Assert.Equal(0.25, figures.GetProperty("failureToEnrolRate").GetDouble());
        JsonElement women = figures.GetProperty("groups").EnumerateArray().First(group => group.GetProperty("value").GetString() == "f");
        Assert.Equal((2, 1L), (women.GetProperty("pictures").GetInt32(), women.GetProperty("impostor").GetInt64()));
        Assert.Contains(figures.GetProperty("groups").EnumerateArray(), group => group.GetProperty("value").GetString() == "51-70");
        Assert.NotEmpty(figures.GetProperty("groupComparisons").EnumerateArray());
        Assert.Contains(figures.GetProperty("notShown").EnumerateArray(), sentence => sentence.GetString()!.Contains("Vietnamese", StringComparison.Ordinal));
        string page = await File.ReadAllTextAsync(folder["reports/verification-demo.md"]);
        Assert.Contains("| sex f | 2 |", page, StringComparison.Ordinal);
        Assert.Contains("demo-recogniser: `", page, StringComparison.Ordinal);
        (await CommandLine.RunAsync("face", "evaluate", "--root", People, "--set", "demo")).ExpectMessage(2, "--pairs or --images");
        (await CommandLine.RunAsync([.. arguments, "--recogniser", "no-such"])).ExpectMessage(2, "demo-recogniser");
    }

    [SkippableFact]
    public async Task EvaluateAttacks_ListWithReferences_GivesIaparAndAReport()
    {
        _ = TestMaterial.ModelMirror;
        using ScratchFolder folder = new();
        string list = folder.Write("list.csv", "file,kind,reference\nmv_live_1.jpg,live,mv_live_1.jpg\nmv_spoof_1.jpg,print,mv_spoof_1.jpg\nmv_spoof_2.jpg,screen,vm_live_1.jpg\n"u8);
        string[] arguments = ["face", "evaluate-attacks", "--list", list, "--root", TestMaterial.PresentationAttackSamples, "--set", "standard", "--report", folder["reports"]];
        JsonElement figures = (await CommandLine.RunAsync([.. arguments, "--json"])).Expect(0).Json;
        Assert.Equal(["print", "screen"], figures.GetProperty("iapar").EnumerateArray().Select(one => one.GetProperty("species").GetString()));
        Assert.Equal((0.0, 0.0), (figures.GetProperty("worstIapar").GetDouble(), figures.GetProperty("frr").GetDouble()));
        Assert.Contains(figures.GetProperty("notShown").EnumerateArray(), sentence => sentence.GetString()!.StartsWith("APCER of print below 97.5 %", StringComparison.Ordinal));
        string page = await File.ReadAllTextAsync(folder["reports/attacks-standard.md"]);
        Assert.Contains("| IAPAR, print | 1 |", page, StringComparison.Ordinal);
        Assert.StartsWith("<svg", await File.ReadAllTextAsync(folder["reports/attacks-standard-scores.svg"]), StringComparison.Ordinal);
        Assert.False(File.Exists(folder["reports/attacks-standard.svg"]));
    }

    [Fact]
    public async Task EvaluateTransactions_TwoSessions_TellsRejectionAndReasons()
    {
        using ScratchFolder folder = new();
        string list = folder.Write("sessions.csv", "session,try,image,reference\na,1,portrait-lan.jpg,portrait-lan.jpg\nb,1,missing.jpg,portrait-hung.jpg\n"u8);
        JsonElement figures = (await CommandLine.RunAsync("face", "evaluate-transactions", "--list", list, "--root", People, "--set", "demo", "--json")).Expect(0).Json;
        Assert.Equal((2, 3), (figures.GetProperty("sessions").GetInt32(), figures.GetProperty("maximumTries").GetInt32()));
        Assert.Equal(1, figures.GetProperty("refusedTries").GetProperty("no-face").GetInt32());
        Assert.NotEmpty(figures.GetProperty("models").EnumerateObject());
        (await CommandLine.RunAsync("face", "evaluate-transactions", "--list", folder.Write("bad.csv", "session,image\na,b\n"u8), "--root", People, "--set", "demo")).ExpectMessage(2, "column try");
    }

    [Fact]
    public async Task EvaluateMorphs_PeopleWithOnePicture_MakesNoneAndSaysSo()
    {
        using ScratchFolder folder = new();
        string images = folder.Write("images.csv", "file,identity\nportrait-lan.jpg,lan\nportrait-thao.jpg,thao\n"u8);
        JsonElement figures = (await CommandLine.RunAsync("face", "evaluate-morphs", "--images", images, "--root", People, "--set", "demo", "--json")).Expect(0).Json;
        Assert.Equal((0, 0), (figures.GetProperty("people").GetInt32(), figures.GetProperty("morphs").GetInt32()));
        Assert.Equal(JsonValueKind.Null, figures.GetProperty("bothPeopleAccepted").ValueKind);
    }
}
