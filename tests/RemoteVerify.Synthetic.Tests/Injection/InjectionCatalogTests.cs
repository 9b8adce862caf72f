using System.Numerics;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.Injection;
using RemoteVerify.Synthetic.People;
using RemoteVerify.Synthetic.Tests.Cast;

namespace RemoteVerify.Synthetic.Tests.Injection;

public class InjectionCatalogTests(SmallAtlas shared) : IClassFixture<SmallAtlas>
{
    public static TheoryData<string> Names => [.. InjectionCatalog.Methods.Select(method => method.Name)];

    private readonly InjectionMaterial _material = new(shared.Atlas, shared.Atlas) { FilmPixels = (160, 120) };

    [Fact]
    public void Methods_AtLeastTwelve_WithNamesOfTheirOwnAndACleanRealTimePuppet()
    {
        Assert.True(InjectionCatalog.Methods.Count >= 12);
        Assert.Equal(InjectionCatalog.Methods.Count, InjectionCatalog.Methods.Select(method => method.Name).Distinct().Count());
        InjectionEntry clean = InjectionCatalog.Methods.Single(method => method.Name == "head-puppet-camera").Entry;
        Assert.Equal(InjectionEntry.OrdinaryLabel, clean.CameraLabel);
        Assert.False(clean.IsWebDriver || clean.HasPatchedFunctions || clean.HasPerfectCadence);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Clip_SameSeed_SameBytesForTheSameQuestions(string name)
    {
        Assert.Equal(Run(name, 5), Run(name, 5));
    }

    [Theory]
    [InlineData("film-answered")]
    [InlineData("portrait-puppet")]
    [InlineData("head-puppet")]
    [InlineData("still-moved")]
    public void Clip_ComesNearerWhenAsked_FillsMoreOfThePicture(string name)
    {
        IFrameSource source = Method(name).Clip(_material, 3).Source;
        float before = source.Capture(TimeSpan.FromMilliseconds(100), 160, 120).Truth.Points.InterEyeDistancePixels;
        source.Ask(AskedMotion.Closer, TimeSpan.FromMilliseconds(200));
        float after = source.Capture(TimeSpan.FromSeconds(3), 160, 120).Truth.Points.InterEyeDistancePixels;
        Assert.True(after > 1.2f * before, $"{before} to {after}");
    }

    [Fact]
    public void Capture_PortraitPuppetTurns_NoseGoesAgainstTheEyes()
    {
        IFrameSource puppet = Method("portrait-puppet").Clip(_material, 3).Source;
        puppet.Ask(AskedMotion.TurnLeft, TimeSpan.Zero);
        FacePoints points = puppet.Capture(TimeSpan.FromSeconds(2), 160, 120).Truth.Points;
        Assert.True(points.NoseTip.X - ((points.RightEye.X + points.LeftEye.X) / 2) > 0.15f * points.InterEyeDistancePixels);
    }

    [Fact]
    public void CaptureProof_HookedFace_DiffersFromTheLivePictureInTheFaceOnly()
    {
        IHookedSource hooked = Assert.IsAssignableFrom<IHookedSource>(Method("proof-face").Clip(new(shared.Atlas, shared.Atlas) { FilmPixels = (160, 120) }, 4).Source);
        RenderedFrame live = hooked.Capture(TimeSpan.FromMilliseconds(400), 160, 120), proof = hooked.CaptureProof(TimeSpan.FromMilliseconds(440), 160, 120);
        Assert.True(Vector2.Distance(live.Truth.Points.NoseTip, proof.Truth.Points.NoseTip) < 3);
        Assert.NotEqual(live.Pixels, proof.Pixels);
    }

    [Fact]
    public void ShowScreenColour_PuppetWithoutLight_StaysTheSame_WithCamera_Changes()
    {
        byte[] Lit(string name, Vector3 colour)
        {
            IFrameSource source = Method(name).Clip(_material, 6).Source;
            source.ShowScreenColour(colour, TimeSpan.Zero);
            return source.Capture(TimeSpan.FromSeconds(1), 160, 120).Pixels;
        }

        Vector3 bright = new(0, 0, 3);
        Assert.Equal(Lit("head-puppet", Vector3.Zero), Lit("head-puppet", bright));
        Assert.NotEqual(Lit("head-puppet-camera", Vector3.Zero), Lit("head-puppet-camera", bright));
    }

    private static InjectionMethod Method(string name) => InjectionCatalog.Methods.Single(method => method.Name == name);

    private byte[] Run(string name, ulong seed)
    {
        IFrameSource source = Method(name).Clip(_material, seed).Source;
        source.Capture(TimeSpan.FromMilliseconds(100), 160, 120);
        source.Ask(AskedMotion.TurnRight, TimeSpan.FromMilliseconds(150));
        byte[] guide = source.Capture(TimeSpan.FromMilliseconds(1400), 160, 120).Pixels;
        return source is IHookedSource hooked ? [.. guide, .. hooked.CaptureProof(TimeSpan.FromMilliseconds(1450), 160, 120).Pixels] : guide;
    }
}
