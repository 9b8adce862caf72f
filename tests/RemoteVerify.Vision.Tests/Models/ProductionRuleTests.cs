using System.Text;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Vision.Tests.Models;

public class ProductionRuleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
    private static readonly ModelManifest Manifest = ModelManifest.Read(File.ReadAllBytes(Path.Combine(Repository.Root, "models", "manifest.json")));

    [Fact]
    public void Refusal_DemoSet_StandsWhateverWasAccepted()
    {
        ModelCatalog demo = Catalog("demo");
        Assert.Contains("demo grade", ProductionRule.Refusal(demo, null), StringComparison.Ordinal);
        Assert.Contains("demo grade", ProductionRule.Refusal(demo, ProvenanceAcceptance.Of(demo, "UBND", Noon)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("standard")]
    [InlineData("standard-fusion")]
    public void Refusal_DevelopmentSet_FallsWithTheAcceptanceOfExactlyThisSet(string name)
    {
        ModelCatalog catalog = Catalog(name);
        Assert.Contains($"./rv models accept --set {name} --by NAME", ProductionRule.Refusal(catalog, null), StringComparison.Ordinal);
        Assert.Null(ProductionRule.Refusal(catalog, ProvenanceAcceptance.Read(ProvenanceAcceptance.Of(catalog, "UBND Xã Một", Noon).Write())));
    }

    [Fact]
    public void Refusal_AcceptanceOfAnotherSet_Stands() =>
        Assert.Contains("it is for the set standard", ProductionRule.Refusal(Catalog("standard-fusion"), ProvenanceAcceptance.Of(Catalog("standard"), "UBND", Noon)), StringComparison.Ordinal);

    [Fact]
    public void Refusal_AcceptanceOfAnotherFile_Stands()
    {
        ModelCatalog standard = Catalog("standard");
        ProvenanceAcceptance accepted = ProvenanceAcceptance.Of(standard, "UBND", Noon);
        ProvenanceAcceptance other = accepted with { Models = [.. accepted.Models.Select(m => m.Id == "mobilefacenet-foamliu" ? m with { Sha256 = new string('0', 64) } : m)] };
        Assert.Contains("mobilefacenet-foamliu: the SHA-256 differs", ProductionRule.Refusal(standard, other), StringComparison.Ordinal);
        Assert.NotNull(ProductionRule.Refusal(standard, accepted with { Models = [.. accepted.Models.Skip(1)] }));
    }

    [Fact]
    public void Refusal_ManifestSaysMoreThanWasAccepted_Stands()
    {
        ModelCatalog standard = Catalog("standard");
        ProvenanceAcceptance accepted = ProvenanceAcceptance.Of(standard, "UBND", Noon);
        Assert.Contains("says more", ProductionRule.Refusal(standard, accepted with { Sentences = [.. accepted.Sentences.Skip(1)] }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("not json")]
    [InlineData("{\"version\":2,\"set\":\"standard\",\"acceptedBy\":\"x\",\"acceptedAt\":\"2026-11-29T12:00:00Z\",\"models\":[],\"sentences\":[]}")]
    [InlineData("{\"version\":1,\"set\":\"standard\",\"acceptedBy\":\" \",\"acceptedAt\":\"2026-11-29T12:00:00Z\",\"models\":[],\"sentences\":[]}")]
    public void Read_NoAcceptance_IsRefused(string json) => Assert.Throws<VisionFormatException>(() => ProvenanceAcceptance.Read(Encoding.UTF8.GetBytes(json)));

    private static ModelCatalog Catalog(string set) => new(Manifest, set, (_, _) => null);
}
