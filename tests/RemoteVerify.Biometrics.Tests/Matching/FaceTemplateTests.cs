using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Tests.Matching;

public class FaceTemplateTests
{
    [Fact]
    public void ToString_Template_PrintsNoValue() =>
        Assert.Equal("FaceTemplate of 3 dimensions", FaceTemplate.FromRaw([0.12345f, 2, 3], "m").ToString());

    [Fact]
    public void Dispose_Template_ErasesItsValues()
    {
        FaceTemplate template = FaceTemplate.FromRaw([3, 4], "m");
        Assert.Equal([0.6f, 0.8f], template.Values.ToArray());
        template.Dispose();
        Assert.Throws<ObjectDisposedException>(() => template.Values.Length);
    }

    [Fact]
    public void Similarity_OtherModel_IsTheCallersMistake() =>
        Assert.Throws<ArgumentException>(() => FaceTemplate.FromRaw([1, 0], "m").Similarity(FaceTemplate.FromRaw([1, 0], "n")));

    [Fact]
    public void FromRaw_NoDirection_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => FaceTemplate.FromRaw([0, 0], "m"));
        Assert.Throws<ArgumentException>(() => FaceTemplate.FromRaw([float.NaN, 0], "m"));
    }

    [SkippableFact]
    public void Embed_TwoPicturesOfOnePerson_IsAboveAndOfTwoPeopleBelow()
    {
        string folder = Path.Combine(TestMaterial.Faces, "dev", "images");
        using FaceTemplate a = Embed(folder, "Abdoulaye_Wade_0001.jpg");
        using FaceTemplate b = Embed(folder, "Abdoulaye_Wade_0003.jpg");
        using FaceTemplate other = Embed(folder, "Aaron_Eckhart_0001.jpg");
        MatchPolicy policy = StandardModels.Engine.MatchPolicy;
        Assert.NotEqual(MatchDecision.NoMatch, policy.Decide(a.Similarity(b)));
        Assert.Equal(MatchDecision.NoMatch, policy.Decide(a.Similarity(other)));
        Assert.Equal(1f, a.Similarity(a).Value, 4);
    }

    [SkippableFact]
    public void Embed_FusionSet_IsTheMeanOfTwoCosines()
    {
        string folder = Path.Combine(TestMaterial.Faces, "dev", "images");
        using BiometricEngine fusion = new(StandardModels.Catalog("standard-fusion"));
        using Image image = StandardModels.Load(folder, "Abdoulaye_Wade_0001.jpg");
        using FaceTemplate template = fusion.Recogniser.Embed(image, fusion.Detector.Detect(image)[0]);
        Assert.Equal(128 + 256, template.Length);
        Assert.Equal(0.472f, fusion.MatchPolicy.Accept.Threshold.Value);
        float firstHalf = 0;
        foreach (float value in template.Values[..128])
        {
            firstHalf += value * value;
        }

        Assert.Equal(0.5f, firstHalf, 4);
    }

    /// <summary>Of the fusion set one network takes batches and one does not: both must give what they give for one face.</summary>
    [SkippableFact]
    public void Embed_ManyFacesAtOnce_GivesTheTemplatesOfOneByOne()
    {
        string folder = Path.Combine(TestMaterial.Faces, "dev", "images");
        using BiometricEngine fusion = new(StandardModels.Catalog("standard-fusion"));
        string[] files = ["Abdoulaye_Wade_0001.jpg", "Aaron_Eckhart_0001.jpg", "Abdoulaye_Wade_0003.jpg"];
        AlignedFace[] aligned = [.. files.Select(file => Align(fusion, folder, file))];
        IReadOnlyList<FaceTemplate> together = fusion.Recogniser.Embed(aligned);
        for (int i = 0; i < files.Length; i++)
        {
            using FaceTemplate alone = fusion.Recogniser.Embed([aligned[i]])[0];
            Assert.Equal(1f, alone.Similarity(together[i]).Value, 5);
            aligned[i].Dispose();
        }

        Assert.True(together[0].Similarity(together[1]).Value < 0.4f);
        Assert.Empty(fusion.Recogniser.Embed([]));
    }

    [Theory]
    [InlineData(0.452f, MatchDecision.Match)]
    [InlineData(0.4519f, MatchDecision.Officer)]
    [InlineData(0.399f, MatchDecision.Officer)]
    [InlineData(0.3989f, MatchDecision.NoMatch)]
    [InlineData(float.NaN, MatchDecision.NoMatch)]
    public void Decide_AroundTheThresholds_IncludesThem(float similarity, MatchDecision expected)
    {
        MatchPolicy policy = MatchPolicy.FromCatalog(new(StandardModels.Manifest, "standard", (_, _) => null));
        Assert.Equal(expected, policy.Decide(new Similarity(similarity)));
    }

    private static AlignedFace Align(BiometricEngine engine, string folder, string file)
    {
        using Image image = StandardModels.Load(folder, file);
        return engine.Recogniser.Align(image, engine.Detector.Detect(image)[0]);
    }

    private static FaceTemplate Embed(string folder, string file)
    {
        using Image image = StandardModels.Load(folder, file);
        return StandardModels.Engine.Recogniser.Embed(image, StandardModels.Engine.Detector.Detect(image)[0]);
    }
}
