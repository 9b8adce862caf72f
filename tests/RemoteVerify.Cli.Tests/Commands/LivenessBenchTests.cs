using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Cli.Commands.Bench.Liveness;
using RemoteVerify.Synthetic.Cast;
using Xunit.Abstractions;

namespace RemoteVerify.Cli.Tests;

/// <summary>The small form of <c>rv bench liveness</c>: a regression gate on rendered people before our own networks, no error rate.</summary>
public sealed class LivenessBenchTests(ITestOutputHelper output)
{
    [Fact]
    public void Run_SessionsOfEachKind_PassesTheLivingOnly()
    {
        using BiometricEngine engine = Cli.Models.Engine("demo");
        FrameAnalyser analyser = new(engine);
        SessionCast cast = new(analyser, member => FrameAtlas.Prepare(member, Installation.AtlasFolder, new AtlasOptions(), null, default), default);
        (SessionKind, int)[] sessions = [.. Enum.GetValues<SessionKind>().Select(kind => (kind, kind == SessionKind.Live ? 2 : 1))];

        LivenessBenchReport report = new LivenessBench(analyser, cast, BenchLine.Normal).Run(sessions, firstSeed: 1000, Environment.ProcessorCount, (_, _) => { }, default);

        output.WriteLine($"{report.SecondsPerSession} s a session");
        Assert.All(report.Kinds, kind => Assert.Equal(kind.Kind == "live" ? 2 : 1, kind.Sessions));
        Assert.All(report.Kinds.Where(kind => kind.Kind != "live"), kind => Assert.True(kind.Passed.Count == 0, $"{kind.Kind} passed with seed {string.Join(' ', kind.PassedSeeds)}"));
        Assert.Equal(0, report.LiveLoss.Count);
        Assert.Equal([2, 0, 0], report.Transactions.PassedAtTry);
        Assert.Equal((0, 3), (report.Transactions.FalseRejection.Count, report.Transactions.MaximumTries));
        Assert.True(report.Holds);
    }
}
