using System.IO.Compression;
using System.Text;
using RemoteVerify.TestKit;

namespace RemoteVerify.Browser.Tests.Camera;

/// <summary>The thin client: small, without a network and without WebAssembly.</summary>
public class CameraScriptTests
{
    private const int LargestBytes = 40 * 1024;

    [Fact]
    public void Script_OfTheCheck_IsSmallAndHoldsNoModel()
    {
        byte[] script = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "wwwroot", "camera", "check.js"));
        using MemoryStream compressed = new();
        using (GZipStream zip = new(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write(script);
        }

        Assert.InRange(compressed.Length, 1, LargestBytes);
        Assert.DoesNotContain("WebAssembly", Encoding.UTF8.GetString(script), StringComparison.Ordinal);
        Assert.DoesNotContain("Worker(", Encoding.UTF8.GetString(script), StringComparison.Ordinal);
    }

    /// <summary>Every code that the service can send has a sentence in both languages; other languages fall back.</summary>
    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public void Codes_OfTheProtocol_HaveASentence(string language)
    {
        string texts = File.ReadAllText(Path.Combine(Repository.Root, "src", "RemoteVerify.Server", "Texts", $"{language}.json"));
        IEnumerable<string> said = Biometrics.Liveness.Protocol.GuidanceCode.All.Where(code => code != Biometrics.Liveness.Protocol.GuidanceCode.None)
            .Concat(Enum.GetValues<Biometrics.Liveness.LivenessStep>().Select(step => $"step-{Biometrics.Liveness.LivenessSteps.Name(step)}"));
        Assert.All(said, code => Assert.Contains($"\"camera.say.{code}\"", texts, StringComparison.Ordinal));
        string[] again = ["one-face-only", "better-picture", "follow-steps", "out-of-time", "line-lost", "cancelled", "camera-ended", "try-again"];
        Assert.All(again, code => Assert.Contains($"\"camera.retry.{code}\"", texts, StringComparison.Ordinal));
    }
}
