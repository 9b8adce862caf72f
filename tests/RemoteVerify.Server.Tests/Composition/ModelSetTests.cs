using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using RemoteVerify.Server.Composition;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Server.Tests;

/// <summary>Which networks the service starts with, and which it refuses in Production.</summary>
public sealed class ModelSetTests : IDisposable
{
    private static readonly string Models = Path.Combine(Repository.Root, "models");
    private readonly string _folder = Directory.CreateTempSubdirectory("rv-models-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Production_DemoSet_IsRefusedForItsGrade()
    {
        string refusal = await RefusalAsync(("ModelSet", "demo"), ("ModelAcceptanceFile", Acceptance("standard")));
        Assert.Contains("the model set demo is of demo grade", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("standard")]
    [InlineData("standard-fusion")]
    public async Task Production_DevelopmentSetWithoutAcceptance_IsRefusedWithTheCommandThatRecordsIt(string set)
    {
        string refusal = await RefusalAsync(("ModelSet", set));
        Assert.Contains($"the origin of the model set {set} (development grade) has not been accepted", refusal, StringComparison.Ordinal);
        Assert.Contains($"./rv models accept --set {set} --by NAME", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_AcceptedSet_IsRefusedOnlyForTheOtherReasons()
    {
        string refusal = await RefusalAsync(("ModelSet", "standard"), ("ModelAcceptanceFile", Acceptance("standard")), ("ClientsFile", "clients.json"));
        Assert.StartsWith("Production is refused: Service:Keys:Issuing, Service:Keys:Timestamp, Service:Keys:Ocsp, Service:Keys:Seal not set, and this service's development certificate authority", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("; the ", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_AcceptanceOfOtherFiles_IsNone()
    {
        string file = Acceptance("standard");
        JsonNode record = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        record["models"]![0]!["sha256"] = new string('0', 64);
        await File.WriteAllTextAsync(file, record.ToJsonString());
        Assert.Contains("the SHA-256 differs", await RefusalAsync(("ModelSet", "standard"), ("ModelAcceptanceFile", file)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_WithEverythingOfDevelopment_NamesEveryReason()
    {
        string refusal = await RefusalAsync(("ModelSet", "demo"), ("TestPolicyFile", "policy.json"));
        Assert.All(
            new[] { "development certificate authority", "Service:ClientsFile", "Service:TestPolicyFile", "demo grade" },
            reason => Assert.Contains(reason, refusal, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_SetThatDoesNotExist_NamesTheKnownOnes()
    {
        InvalidDataException refused = await Assert.ThrowsAsync<InvalidDataException>(() => ConfigureAsync("Development", ("ModelSet", "best")));
        Assert.Contains("demo, standard, standard-fusion", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_CalibrationOfOtherFiles_IsRefused()
    {
        SetCalibration calibration = Calibration();
        string file = Path.Combine(_folder, "calibration.json");
        await File.WriteAllBytesAsync(file, (calibration with { Models = [calibration.Models[0], calibration.Models[1] with { Sha256 = new string('0', 64) }] }).Write());
        VisionFormatException refused = await Assert.ThrowsAsync<VisionFormatException>(() => ConfigureAsync("Development", ("ModelSet", "standard"), ("CalibrationFile", file)));
        Assert.Contains("mobilefacenet-foamliu: the SHA-256 differs", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "data")), "a refused start left data behind");
    }

    [Fact]
    public async Task Start_NamedSetWithoutItsFiles_WorksWithoutCapturesAndSaysWhatLacks()
    {
        await using ServiceParts parts = await ConfigureAsync("Development", ("ModelSet", "standard"), ("ModelsDirectory", OnlyTheManifest()), ("ModelMirror", _folder), ("FetchedModelsDirectory", _folder));
        Assert.Null(parts.Engines.Engine);
        Assert.Null(parts.Engines.Set);
        Assert.Contains("The model set standard lacks yunet_n_dynamic.onnx", parts.Engines.Lack, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Start_WithTheStandardFiles_TakesThemAndTheOperatorsThresholds()
    {
        string mirror = TestMaterial.ModelMirror;
        await using (ServiceParts parts = await ConfigureAsync("Development", ("ModelsDirectory", OnlyTheManifest()), ("ModelMirror", mirror)))
        {
            Assert.Equal(("standard", "development", "manifest"), (parts.Engines.Set!.Name, parts.Engines.Set.Grade, parts.Engines.Set.Thresholds));
            Assert.Equal(0.452, parts.Policies.Standard.MatchAccept, 3);
        }

        string file = Path.Combine(_folder, "calibration.json");
        await File.WriteAllBytesAsync(file, Calibration().Write());
        await using (ServiceParts parts = await ConfigureAsync("Development", ("ModelsDirectory", OnlyTheManifest()), ("ModelMirror", mirror), ("CalibrationFile", file)))
        {
            Assert.Equal("calibration of 2026-11-29 on our webcams", parts.Engines.Set!.Thresholds);
            Assert.Equal((0.61, 0.52), (Math.Round(parts.Policies.Standard.MatchAccept, 3), Math.Round(parts.Policies.Standard.MatchOfficer, 3)));
        }
    }

    private static ModelCatalog Catalog(string set) => new(ModelManifest.Read(File.ReadAllBytes(Path.Combine(Models, "manifest.json"))), set, (_, _) => null);

    private static SetCalibration Calibration() => new(
        1, "standard", "our webcams", new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero), SetCalibration.ModelsOf(Catalog("standard")),
        new CalibrationData(900, 1800, 3, 900, 1_600_000), [],
        [new("officer", 0.52f, null, null, 1e-3, null, "our webcams", "test"), new("accept", 0.61f, null, null, 1e-4, null, "our webcams", "test")]);

    private string Acceptance(string set)
    {
        string file = Path.Combine(_folder, "acceptance.json");
        File.WriteAllBytes(file, ProvenanceAcceptance.Of(Catalog(set), "UBND Xã Một", new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero)).Write());
        return file;
    }

    private string OnlyTheManifest()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "models")).FullName;
        File.Copy(Path.Combine(Models, "manifest.json"), Path.Combine(folder, "manifest.json"), overwrite: true);
        return folder;
    }

    private async Task<string> RefusalAsync(params (string Name, string Value)[] settings)
    {
        InvalidDataException refused = await Assert.ThrowsAsync<InvalidDataException>(() => ConfigureAsync("Production", settings));
        Assert.False(Directory.Exists(Path.Combine(_folder, "data")), "a refused start left data behind");
        return refused.Message;
    }

    private async Task<ServiceParts> ConfigureAsync(string environment, params (string Name, string Value)[] settings)
    {
        WebApplicationBuilder builder = RunningService.Builder(environment, settings.Select(setting => KeyValuePair.Create($"Service:{setting.Name}", (string?)setting.Value))
            .Append(new("Service:DataDirectory", Path.Combine(_folder, "data"))));
        return await ServiceHost.ConfigureAsync(builder, CancellationToken.None);
    }
}
