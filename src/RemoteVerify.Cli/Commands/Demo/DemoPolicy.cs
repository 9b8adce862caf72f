using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Matching;

namespace RemoteVerify.Cli.Commands.Demo;

/// <summary>The demo's test policy.</summary>
internal static class DemoPolicy
{
    /// <summary>The default limits, with the match thresholds of the model set. On the rendered cast the attack networks score 0.76 and more, so their default limits serve too.</summary>
    public static LivenessPolicy Of(MatchPolicy match) => LivenessPolicy.Default.For(match) with
    {
        Name = "demo-test",
    };
}
