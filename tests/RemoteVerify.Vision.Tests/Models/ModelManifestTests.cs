using System.Text;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Vision.Tests.Models;

public class ModelManifestTests
{
    private static readonly string Json = File.ReadAllText(Path.Combine(Repository.Root, "models", "manifest.json"));

    [Fact]
    public void Read_TheRepositorysManifest_HasBothSets()
    {
        ModelManifest manifest = Read(Json);
        Assert.Equal(["standard", "standard-fusion"], manifest.Sets.Select(s => s.Name));
        Assert.Equal(5, manifest.Sets[0].ModelIds.Count);
        Assert.All(manifest.Models, m => Assert.Equal("development", m.Grade));
        Assert.All(manifest.Sets[0].ModelIds, id => Assert.NotNull(manifest.Models.Single(m => m.Id == id).Source.Address));
        Assert.All(manifest.Sets, s => Assert.True(s.Calibration("accept").Threshold > s.Calibration("officer").Threshold));
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2")]
    [InlineData("\"grade\": \"development\"", "\"grade\": \"excellent\"")]
    [InlineData("104ee26c71d5c270", "XXXee26c71d5c270")]
    [InlineData("\"channelOrder\": \"RGB\"", "\"channelOrder\": \"GRB\"")]
    [InlineData("\"version\": 1", "\"version\": 1, \"surprise\": true")]
    [InlineData("\"fileName\": \"MobileFaceNet.onnx\",", "")]
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

    private static ModelManifest Read(string json) => ModelManifest.Read(Encoding.UTF8.GetBytes(json));
}
