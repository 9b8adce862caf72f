using RemoteVerify.TestKit;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Vision.Tests.Models;

public class ModelChoiceTests
{
    private static readonly ModelManifest Manifest = ModelManifest.Read(File.ReadAllBytes(Path.Combine(Repository.Root, "models", "manifest.json")));

    [Fact]
    public void Choose_EverythingHere_IsTheStandardSet() => Assert.Equal("standard", ModelChoice.Choose(Manifest, null, (_, _) => new byte[1]).Set.Name);

    [Fact]
    public void Choose_OneStandardFileMissing_IsTheDemoSet() =>
        Assert.Equal("demo", ModelChoice.Choose(Manifest, "", (_, name) => name == "MobileFaceNet.onnx" ? default(ReadOnlyMemory<byte>?) : new byte[1]).Set.Name);

    [Fact]
    public void Choose_NothingHere_IsTheDemoSetThatLacksItsFiles()
    {
        ModelCatalog chosen = ModelChoice.Choose(Manifest, null, (_, _) => null);
        Assert.Equal(("demo", 4), (chosen.Set.Name, chosen.Missing().Count));
        Assert.Contains("the clone is not whole", ModelChoice.MissingSentence(chosen, chosen.Missing()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("standard")]
    [InlineData("standard-fusion")]
    public void Choose_NamedSet_IsThatWhateverIsHere(string name)
    {
        Assert.Equal(name, ModelChoice.Choose(Manifest, name, (_, _) => null).Set.Name);
        Assert.Equal(name, ModelChoice.Choose(Manifest, name, (_, _) => new byte[1]).Set.Name);
    }

    [Fact]
    public void Choose_UnknownName_NamesTheKnownOnes() =>
        Assert.Contains("demo, standard, standard-fusion", Assert.Throws<ArgumentException>(() => ModelChoice.Choose(Manifest, "best", (_, _) => null)).Message, StringComparison.Ordinal);

    [Fact]
    public void MissingSentence_PublishedFiles_SaysHowToGetThem()
    {
        ModelCatalog standard = ModelChoice.Choose(Manifest, "standard", (_, _) => null);
        string sentence = ModelChoice.MissingSentence(standard, standard.Missing());
        Assert.Contains("yunet_n_dynamic.onnx", sentence, StringComparison.Ordinal);
        Assert.Contains("RV_MODEL_MIRROR", sentence, StringComparison.Ordinal);
        Assert.Contains("./rv models pull", sentence, StringComparison.Ordinal);
    }
}
