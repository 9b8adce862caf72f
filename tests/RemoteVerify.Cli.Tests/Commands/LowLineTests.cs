using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Protocol;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Cli.Commands.Bench.Liveness;
using RemoteVerify.Synthetic.Cast;
using Xunit.Abstractions;

namespace RemoteVerify.Cli.Tests.Commands;

/// <summary>Sessions over a weak line, with the frames that a page sends there: small WebP pictures, about one a second.</summary>
public sealed class LowLineTests(ITestOutputHelper output)
{
    private const int MostBytes = 2600;

    [Theory]
    [InlineData(nameof(SessionKind.Live), true)]
    [InlineData(nameof(SessionKind.Replay), false)]
    public void Session_OverAWeakLine_SendsSmallWebPFramesAndPassesTheLivingOnly(string who, bool passes)
    {
        const int seed = 1002;
        SessionKind kind = Enum.Parse<SessionKind>(who);
        using BiometricEngine engine = Cli.Models.Engine("demo");
        FrameAnalyser analyser = new(engine);
        SessionCast cast = new(analyser, member => FrameAtlas.Prepare(member, Installation.AtlasFolder, new AtlasOptions(), null, default), default);
        using FaceTemplate portrait = cast.PortraitOf(SessionCast.HolderOf(seed));
        SimulatedCapture capture = new(analyser, LivenessPolicy.Default.For(engine), portrait)
        {
            Numbers = () => new Random(seed).NextDouble, Timing = CaptureTiming.WeakLine, CameraLabel = "Integrated Camera (04f2:b6be)",
        };

        (CaptureOutcome outcome, RecordedSession recorded) = capture.Run(cast.Pictures(kind, seed));

        output.WriteLine($"{TrafficSummary.Of([capture.Traffic])}; {outcome}: {string.Join(", ", outcome.FailedChecks.Select(check => check.Id))}");
        byte[][] guides = [.. recorded.Calls.Where(call => call.Message is not null && FrameHeader.Read(call.Message).Kind == FrameKind.Guide).Select(call => call.Message![FrameHeader.Size..])];
        Assert.True(guides.Length > 15, $"{guides.Length} guide frames");
        Assert.All(guides, picture => Assert.Equal("WEBP"u8.ToArray(), picture[8..12]));
        Assert.All(guides, picture => Assert.InRange(picture.Length, 100, MostBytes));
        Assert.True(capture.Traffic.EndedInLowMode);
        Assert.Equal(passes, outcome.IsPassed);
    }
}
