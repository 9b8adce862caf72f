using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Checks;
using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Tests.Liveness;

public sealed class ScreenLightTests
{
    private static readonly ClientHello Able = new() { ScreenColours = true, Camera = new CameraFacts { Label = "Integrated Camera", Width = 640, Height = 480, FrameRate = 30 } };
    private static readonly BackgroundColour Skin = new(110, 130, 160);
    private static readonly BackgroundColour Wall = new(120, 130, 140);

    [Fact]
    public void Run_LivingFaceUnderTheColours_RespondsAndPasses()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            CaptureRig rig = new() { Hello = Able, Seed = seed, Glow = (colour, n) => (Lit(Skin, colour, 0.08, n), Wall) };
            CaptureOutcome outcome = rig.Run(new FakePerson(seed));
            Assert.True(outcome.IsPassed, $"seed {seed}: {outcome} {string.Join(", ", outcome.Reasons)}");
            Assert.Equal(CheckOutcome.Passed, Light(outcome).Outcome);
        }
    }

    [Fact]
    public void Run_ColoursShown_OneAtATimeAndNeverMoreThanAboutOneChangeASecond()
    {
        CaptureRig rig = new() { Hello = Able };
        rig.Run(new FakePerson(1));
        List<ColourMessage> colours = [.. rig.Messages.OfType<ColourMessage>()];
        Assert.Equal([128, 129, 130, 131, 132, 133], colours.Select(c => c.Number));
        Assert.Equal(["", ""], [colours[0].Colour, colours[^1].Colour]);
        Assert.All(colours[1..^1], c => Assert.Contains(ScreenColour.Parse(c.Colour)!.Value, ScreenColour.Palette));
        Assert.All(colours[..^1], c => Assert.InRange(c.Milliseconds, 900, 10_000));
        Assert.Equal(6, colours.Select(c => c.Token).Distinct().Count());
        List<int> places = [.. Enumerable.Range(0, rig.Messages.Count).Where(i => rig.Messages[i] is ColourMessage)];
        for (int i = 1; i < places.Count; i++)
        {
            Assert.Contains(rig.Messages[places[i - 1]..places[i]], m => m is AckMessage { State: "colours", Guidance: GuidanceCode.ScreenColours });
        }
    }

    [Fact]
    public void Run_ClientThatCantOrPersonWhoOptsOutOrPolicyWithout_GetsNone()
    {
        CaptureRig[] rigs =
        [
            new(),
            new() { Hello = Able with { Needs = new ClientNeeds { NoFlash = true } } },
            new() { Hello = Able, Policy = LivenessPolicy.Default with { ScreenColours = 0 } },
        ];
        foreach (CaptureRig rig in rigs)
        {
            CaptureOutcome outcome = rig.Run(new FakePerson(1));
            Assert.True(outcome.IsPassed);
            Assert.Empty(rig.Messages.OfType<ColourMessage>());
            Assert.Equal(CheckOutcome.NotApplicable, Light(outcome).Outcome);
        }
    }

    [Fact]
    public void Run_NoLightIsSeen_IsNoEvidenceAndPasses()
    {
        CaptureOutcome outcome = new CaptureRig { Hello = Able, Glow = (_, n) => (Lit(Skin, null, 0, n), Wall) }.Run(new FakePerson(1));
        Assert.True(outcome.IsPassed);
        Assert.Equal(CheckOutcome.NotApplicable, Light(outcome).Outcome);
    }

    [Fact]
    public void Run_NoLightIsSeenUnderAPolicyThatWantsIt_GoesToAnOfficer()
    {
        CaptureRig rig = new() { Hello = Able, Policy = LivenessPolicy.Default with { NoScreenLightGoesToOfficer = true } };
        CaptureOutcome outcome = rig.Run(new FakePerson(1));
        Assert.Equal((CaptureResult.Officer, CheckIds.ScreenLight), (outcome.Result, outcome.Code));
    }

    [Theory]
    [InlineData("other colours", false)]
    [InlineData("background alone", false)]
    [InlineData("painted over", true)]
    public void Run_LightContradicts_FailsOnlyInScreenLightAndNeverRefuses(string how, bool last)
    {
        (BackgroundColour, BackgroundColour) Glow(ScreenColour? colour, int n) => how switch
        {
            "other colours" => (Lit(Skin, Next(colour), 0.08, n), Wall),
            "background alone" => (Lit(Skin, null, 0, n), Lit(Wall, colour, 0.08, n)),
            _ => (Lit(Skin, colour, 0.08, n), Lit(Wall, colour, 0.08, n)),
        };
        int failed = 0;
        for (int seed = 0; seed < 8; seed++)
        {
            CaptureOutcome outcome = new CaptureRig { Hello = Able, Seed = seed, Attempt = last ? 3 : 1, Glow = Glow }.Run(new FakePerson(seed));
            failed += outcome.Code == CheckIds.ScreenLight && outcome.Reasons.Count == 1 && outcome.Result == (last ? CaptureResult.Officer : CaptureResult.Retry) ? 1 : 0;
        }

        // Orders of colours that are much alike can't be told apart.
        Assert.InRange(failed, how == "other colours" ? 6 : 8, 8);
    }

    [Fact]
    public void Run_FramesUnderAColour_CarryItsToken()
    {
        CaptureRig rig = new() { Hello = Able, StaleTokenAt = 0 };
        CaptureOutcome outcome = rig.Run(new FakePerson(1));
        Assert.True(outcome.IsPassed);
        Dictionary<int, ulong> tokens = rig.Messages.OfType<ColourMessage>().ToDictionary(c => c.Number, c => ProtocolCodec.Token(c.Token));
        List<FrameHeader> under = [.. rig.Taken[0].Select(m => FrameHeader.Read(m)).Where(h => h.Step >= 128 && h.Kind == FrameKind.Guide)];
        Assert.True(under.Count > 20);
        Assert.All(under, header => Assert.Equal(tokens[header.Step], header.Token));
        Assert.Contains("\"colours\":[{", System.Text.Encoding.UTF8.GetString(outcome.Evidence.Json.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Palette_EveryColour_IsNoSaturatedRed() => Assert.All(
        ScreenColour.Palette, c => Assert.True(c.LinearRed / (c.LinearRed + c.LinearGreen + c.LinearBlue) < 0.8));

    [Fact]
    public void Draw_ManyTimes_NeverRepeatsAColourAtOnceAndVaries()
    {
        SeededChance chance = new(3);
        HashSet<string> seen = [];
        for (int i = 0; i < 3000; i++)
        {
            IReadOnlyList<ScreenColour> drawn = ScreenColour.Draw(4, chance);
            Assert.All(drawn.Zip(drawn.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
            Assert.True(drawn.Distinct().Count() >= 3);
            seen.Add(string.Join(' ', drawn));
        }

        Assert.Equal(ScreenColour.All(4).Count(), seen.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("#12345")]
    [InlineData("#12345g")]
    [InlineData("1234567")]
    public void Parse_NoColour_IsNull(string text) => Assert.Null(ScreenColour.Parse(text));

    [Fact]
    public void Parse_WrittenColour_IsTheSame() => Assert.All(ScreenColour.Palette, c => Assert.Equal(c, ScreenColour.Parse(c.ToString())));

    private static LivenessCheck Light(CaptureOutcome outcome) => outcome.Checks.Single(c => c.Id == CheckIds.ScreenLight);

    private static ScreenColour? Next(ScreenColour? colour) =>
        colour is { } c ? ScreenColour.Palette[(ScreenColour.Palette.ToList().IndexOf(c) + 2) % ScreenColour.Palette.Count] : null;

    /// <summary>A surface under the light of the room and of the screen, with the grain of a camera.</summary>
    private static BackgroundColour Lit(BackgroundColour surface, ScreenColour? colour, double share, int number)
    {
        Random grain = new(number);
        float Channel(float value, double light) => (float)((value * Math.Pow(1 + (share * light), 1 / 2.2)) + ((grain.NextDouble() - 0.5) * 0.4));
        return new BackgroundColour(Channel(surface.Blue, colour?.LinearBlue ?? 0), Channel(surface.Green, colour?.LinearGreen ?? 0), Channel(surface.Red, colour?.LinearRed ?? 0));
    }
}
