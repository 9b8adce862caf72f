using System.Text;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Vision.Tests.Models;

public class ModelManifestTests
{
    private static readonly string Json = File.ReadAllText(Path.Combine(Repository.Root, "models", "manifest.json"));

    [Fact]
    public void Read_TheRepositorysManifest_HasTheThreeSets()
    {
        ModelManifest manifest = Read(Json);
        Assert.Equal(["demo", "standard", "standard-fusion"], manifest.Sets.Select(s => s.Name));
        Assert.Equal(["demo", "development", "development"], manifest.Sets.Select(s => Catalog(manifest, s.Name).Grade));
        Assert.Equal(5, Catalog(manifest, "standard").Models.Count);
        Assert.All(Catalog(manifest, "standard").Models, m => Assert.NotNull(m.Source.Address));
        Assert.All(manifest.Sets, s => Assert.True(s.Calibration("accept").Threshold > s.Calibration("officer").Threshold));
        Assert.All(manifest.Sets.Skip(1), s => Assert.Contains(s.MustBeAccepted, sentence => sentence.Contains("MS-Celeb-1M", StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_OwnModels_AreDemoGradeWithAFreeFirstDimensionAndInsideScaling()
    {
        ModelManifest manifest = Read(Json);
        ModelEntry[] own = [.. manifest.Models.Where(m => m.Source.Kind == "own")];
        Assert.Equal(["attack", "detector", "landmarks", "recogniser"], own.Select(m => m.Task).Order());
        Assert.Equal(own.Select(m => m.Id).Order(), Catalog(manifest, "demo").Models.Select(m => m.Id).Order());
        Assert.All(own, m => Assert.Equal(ModelGrade.Demo, m.Grade));
        Assert.All(own.SelectMany(m => m.Inputs.Concat(m.Outputs)), t => Assert.Equal(-1, t.Shape[0]));
        Assert.All(own, m => Assert.Equal((1f, 0f, 1f), (m.Preprocessing.Scale, m.Preprocessing.Mean[0], m.Preprocessing.StandardDeviation[0])));
        Assert.All(own, m => Assert.InRange(m.SizeBytes, 0, 4_000_000));
        Assert.All(own, m => Assert.True(File.Exists(Path.Combine(Repository.Root, m.Source.Path)), $"the recipe {m.Source.Path} is missing"));
    }

    /// <summary>A file in models/ that the manifest does not know would never be loaded; one that differs would be refused.</summary>
    [Fact]
    public void OwnFiles_InTheRepository_AreThoseOfTheManifest()
    {
        ModelManifest manifest = Read(Json);
        foreach (string path in Directory.GetFiles(Path.Combine(Repository.Root, "models"), "*.onnx"))
        {
            ModelEntry entry = Assert.Single(manifest.Models, m => m.FileName == Path.GetFileName(path));
            byte[] bytes = File.ReadAllBytes(path);
            Assert.Equal((entry.SizeBytes, entry.Sha256), (bytes.LongLength, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))));
        }
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2")]
    [InlineData("\"grade\": \"development\"", "\"grade\": \"excellent\"")]
    [InlineData("104ee26c71d5c270", "XXXee26c71d5c270")]
    [InlineData("\"channelOrder\": \"RGB\"", "\"channelOrder\": \"GRB\"")]
    [InlineData("\"version\": 1", "\"version\": 1, \"surprise\": true")]
    [InlineData("\"fileName\": \"MobileFaceNet.onnx\",", "")]
    [InlineData("\"fileName\": \"MobileFaceNet.onnx\"", "\"fileName\": \"../MobileFaceNet.onnx\"")]
    [InlineData("\"fileName\": \"MobileFaceNet.onnx\"", "\"fileName\": \"yunet_n_dynamic.onnx\"")]
    [InlineData("\"name\": \"standard-fusion\"", "\"name\": \"standard\"")]
    [InlineData("\"kind\": \"own\"", "\"kind\": \"published\"")]
    [InlineData("\"kind\": \"published\"", "\"kind\": \"own\"")]
    [InlineData("\"kind\": \"own\"", "\"kind\": \"found\"")]
    [InlineData("\"address\": \"https://", "\"address\": \"http://")]
    [InlineData("\"path\": \"models/training/", "\"path\": \"elsewhere/")]
    public void Read_ContradictoryManifest_IsRefused(string from, string to)
    {
        Assert.Contains(from, Json, StringComparison.Ordinal);
        int at = Json.IndexOf(from, StringComparison.Ordinal);
        string changed = Json[..at] + to + Json[(at + from.Length)..];
        Assert.Throws<VisionFormatException>(() => Read(changed));
    }

    [Fact]
    public void Read_SetWithAnUnknownModel_IsRefused() =>
        Assert.Throws<VisionFormatException>(() => Read(Json.Replace("\"id\": \"face-mesh-468\"", "\"id\": \"other\"", StringComparison.Ordinal)));

    [Fact]
    public void Constructor_UnknownSet_IsTheCallersMistake() =>
        Assert.Throws<ArgumentException>(() => new ModelCatalog(Read(Json), "imaginary", (_, _) => null));

    [Fact]
    public void Read_DevelopmentSetWithNothingToAccept_IsRefused()
    {
        System.Text.Json.Nodes.JsonNode changed = System.Text.Json.Nodes.JsonNode.Parse(Json)!;
        changed["sets"]![1]!["mustBeAccepted"] = new System.Text.Json.Nodes.JsonArray();
        Assert.Contains("must be accepted", Assert.Throws<VisionFormatException>(() => Read(changed.ToJsonString())).Message, StringComparison.Ordinal);
    }

    private static ModelCatalog Catalog(ModelManifest manifest, string set) => new(manifest, set, (_, _) => null);

    private static ModelManifest Read(string json) => ModelManifest.Read(Encoding.UTF8.GetBytes(json));
}
