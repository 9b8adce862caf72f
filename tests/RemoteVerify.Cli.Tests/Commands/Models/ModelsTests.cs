using System.Text.Json;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Cli.Tests.Commands.Models;

public class ModelsTests
{
    [Fact]
    public async Task List_OfTheRepository_TellsGradeOriginAndUseOfEverySet()
    {
        JsonElement list = (await CommandLine.RunAsync("models", "list", "--json")).Expect(0).Json;
        JsonElement[] sets = [.. list.GetProperty("sets").EnumerateArray()];
        Assert.Equal(["demo", "standard", "standard-fusion"], sets.Select(set => set.GetProperty("name").GetString()));
        Assert.Equal(["demo", "development", "development"], sets.Select(set => set.GetProperty("grade").GetString()));
        Assert.Single(sets, set => set.GetProperty("inUse").GetBoolean());
        JsonElement own = list.GetProperty("models").EnumerateArray().First(model => model.GetProperty("id").GetString() == "demo-recogniser");
        Assert.StartsWith("made by this project: models/training/", own.GetProperty("source").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownSet_NamedAnywhere_IsWrongUse()
    {
        (await CommandLine.RunAsync("models", "check", "--set", "best")).ExpectMessage(2, "known are demo, standard, standard-fusion");
        (await CommandLine.RunWithAsync(new Dictionary<string, string> { ["RV_MODEL_SET"] = "best" }, "models", "check")).ExpectMessage(2, "known are demo, standard, standard-fusion");
    }

    [Fact]
    public async Task Check_SetOfTheEnvironment_IsTheOneThatIsUsed() =>
        Assert.Equal("standard-fusion", (await CommandLine.RunWithAsync(new Dictionary<string, string> { ["RV_MODEL_SET"] = "standard-fusion" }, "models", "check", "--json")).Json.GetProperty("set").GetString());

    [Fact]
    public async Task Accept_WholeSet_RecordsWhoWhatAndWhich()
    {
        await using ModelInstallation installation = await ModelInstallation.CreateAsync();
        (await installation.RunAsync("pull", "--trust", installation["root.pem"])).Expect(0);
        CommandAnswer accepted = (await installation.RunAsync("accept", "--set", "standard", "--by", "UBND Xã Một", "--out", installation["accepted.json"])).Expect(0);
        Assert.Contains("MS-Celeb-1M", accepted.Output, StringComparison.Ordinal);
        ProvenanceAcceptance record = ProvenanceAcceptance.Read(File.ReadAllBytes(installation["accepted.json"]));
        Assert.Equal(("standard", "UBND Xã Một", 5), (record.Set, record.AcceptedBy, record.Models.Count));
        Assert.Contains(record.Sentences, sentence => sentence.Contains("licence", StringComparison.Ordinal));
        Assert.InRange((TimeProvider.System.GetUtcNow() - record.AcceptedAt).TotalMinutes, -1, 5);
    }

    [Fact]
    public async Task Accept_WhatCantBeAccepted_LeavesNoRecord()
    {
        await using ModelInstallation installation = await ModelInstallation.CreateAsync();
        string file = installation["accepted.json"];
        (await installation.RunAsync("accept", "--set", "standard", "--by", "UBND", "--out", file)).ExpectMessage(3, "lacks yunet_n_dynamic.onnx");
        (await installation.RunAsync("accept", "--set", "demo", "--by", "UBND", "--out", file)).ExpectMessage(2, "Production refuses it");
        (await installation.RunAsync("accept", "--set", "standard", "--by", " ", "--out", file)).ExpectMessage(2, "must name somebody");
        (await installation.RunAsync("accept", "--set", "standard")).Expect(2);
        Assert.False(File.Exists(file));
    }
}
