using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Cli.Commands.Bench.Liveness;
using RemoteVerify.Synthetic.Cast;

namespace RemoteVerify.Cli.Tests;

/// <summary>The small form of <c>rv bench screen-light</c>: a regression gate on rendered people, no error rate.</summary>
public sealed class ScreenLightBenchTests
{
    [Fact]
    public void Run_StrongScreen_FindsTheLivingAndTheOtherColours()
    {
        using BiometricEngine engine = Cli.Models.Engine("demo");
        FrameAnalyser analyser = new(engine);
        SessionCast cast = new(analyser, member => FrameAtlas.Prepare(member, Installation.AtlasFolder, new AtlasOptions(), null, default), default);
        int seed = Enumerable.Range(1000, 200).First(s => SessionCast.ScreenStrength(s) > 0.35f);
        (ScreenLightKind, int)[] sessions = [(ScreenLightKind.Live, 1), (ScreenLightKind.OtherColours, 1)];

        IReadOnlyList<ScreenLightResult> results = new ScreenLightBench(analyser, cast, BenchLine.Normal).Run(sessions, seed, Environment.ProcessorCount, (_, _) => { }, default);

        Assert.Equal(["passed", "failed"], results.Select(kind => kind.Each.Single().Outcome));
    }
}
