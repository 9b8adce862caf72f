using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Matching;

namespace RemoteVerify.Cli.Commands.Demo;

/// <summary>The demo's test policy.</summary>
internal static class DemoPolicy
{
    /// <summary>Thresholds of the match from the model set; the attack networks were never shown a rendered face, so their limits are set on rendered frames.</summary>
    public static LivenessPolicy Of(MatchPolicy match) => LivenessPolicy.Default.For(match) with
    {
        Name = "demo-test",
        BonaFideMedian = 0.35,
        BonaFideWorst = 0.05,
    };
}
