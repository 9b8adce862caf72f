using System.Text;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Vision.Tests.Models;

public class AttackFusionCalibrationTests
{
    private static readonly string Manifest = File.ReadAllText(Path.Combine(Repository.Root, "models", "manifest.json"));

    [Fact]
    public void Read_TheRepositorysManifest_FusionDecidesInTheDemoSetOnly()
    {
        ModelManifest manifest = ModelManifest.Read(Encoding.UTF8.GetBytes(Manifest));
        Assert.Equal([true, false, false], manifest.Sets.Select(s => s.AttackFusion!.Decides));
        AttackFusionCalibration demo = manifest.Sets[0].AttackFusion!;
        Assert.True(demo.Pictures.Sum(p => p.Pictures) > 500);
        Assert.All(manifest.Sets, s => Assert.NotEmpty(s.AttackFusion!.DataSet));
    }

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        AttackFusionCalibration made = Made();
        AttackFusionCalibration read = AttackFusionCalibration.Read(made.Write());
        Assert.Equal(made.Write(), read.Write());
        Assert.Equal(made.Terms, read.Terms);
    }

    [Fact]
    public void Read_NumbersOutOfRange_AreRefused()
    {
        AttackFusionCalibration made = Made();
        AttackFusionCalibration[] wrong =
        [
            made with { Version = 2 },
            made with { Median = 1 },
            made with { Worst = 0.6f },
            made with { Terms = [] },
            made with { Terms = [made.Terms[0], made.Terms[0]] },
            made with { Terms = [made.Terms[0] with { Weight = 0 }] },
            made with { Terms = [made.Terms[0] with { Scale = 0 }] },
            made with { Terms = [made.Terms[0] with { Lowest = 3, Highest = -3 }] },
            made with { FlatTurn = new FusionTerm("flat-turn", 0.1f, -1, 1, -3, 0) },
        ];
        Assert.All(wrong, one => Assert.Throws<VisionFormatException>(() => AttackFusionCalibration.Read(one.Write())));
    }

    /// <summary>A fusion belongs to its files: with another attack network its numbers say nothing.</summary>
    [Fact]
    public void ReadManifest_FusionMeasuredWithAnotherAttackNetwork_IsRefused()
    {
        string own = "\"attackFusion\"";
        int at = Manifest.IndexOf(own, StringComparison.Ordinal);
        int hash = Manifest.IndexOf("\"sha256\": \"", at, StringComparison.Ordinal) + "\"sha256\": \"".Length;
        string changed = Manifest[..hash] + (Manifest[hash] == 'a' ? 'b' : 'a') + Manifest[(hash + 1)..];
        VisionFormatException refused = Assert.Throws<VisionFormatException>(() => ModelManifest.Read(Encoding.UTF8.GetBytes(changed)));
        Assert.Contains("measured with other files", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.5f, 0)]
    [InlineData(1.5f, -2)]
    [InlineData(99f, -6)]
    [InlineData(-1f, 3)]
    [InlineData(-9f, 3)]
    public void Contribution_OfAValue_IsWeighedStepsWithinTheirBounds(float value, float expected) =>
        Assert.Equal(expected, new FusionTerm("spectral-peak", 0.5f, 1, -2, -1.5f, 3).Contribution(value), 4);

    private static AttackFusionCalibration Made() => new(
        1, true, "made up", DateTimeOffset.UnixEpoch, [new ModelFileIdentity("a", new string('0', 64))], [new FusionPictures("live", 3)], 0, 0.25f,
        [new FusionTerm("network", 0, 1, 1, -20, 20)], new FusionTerm("flat-turn", 0.1f, 0.05f, 1, -3, 0), 0.5f, 0.1f, 0.01, 0, "by hand");
}
