using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Cli.Commands.Bench.Injection;
using RemoteVerify.Cli.Commands.Bench.Liveness;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.Injection;
using Xunit.Abstractions;

namespace RemoteVerify.Cli.Tests;

/// <summary>The small form of <c>rv bench injection</c>: one method that repeats a picture, one that swaps proof pictures under clean facts.</summary>
public sealed class InjectionBenchTests(ITestOutputHelper output)
{
    [Fact]
    public void Run_TwoMethodsOfTwoClips_NothingIsAccepted()
    {
        using BiometricEngine engine = Cli.Models.Engine("demo");
        InjectionBench bench = new(InjectionBench.Analyser(engine), BenchLine.Normal, member => FrameAtlas.Prepare(member, Installation.AtlasFolder, new AtlasOptions(), null, default), default);
        InjectionMethod[] methods = [.. InjectionCatalog.Methods.Where(method => method.Name is "still-picture" or "proof-face")];

        InjectionBenchReport report = bench.Run(methods, clips: 2, living: 0, firstSeed: 2000, Environment.ProcessorCount, (_, _) => { }, default);

        output.WriteLine($"{report.SecondsPerSession} s a session");
        Assert.All(report.Methods, method => Assert.Equal((2, 0L), (method.Clips, method.Accepted.Count)));
        Assert.Equal(2, report.Methods.Single(method => method.Method == "still-picture").FailedChecks["frozen-frames"]);
        Assert.Equal(2, report.Methods.Single(method => method.Method == "proof-face").FailedChecks["guide-identity"]);
        Assert.Contains("| proof-face |", InjectionReportWriter.Write(report), StringComparison.Ordinal);
    }
}
