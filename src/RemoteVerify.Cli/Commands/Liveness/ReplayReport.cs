using System.Text.Json;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Checks;
using RemoteVerify.Cli.Commands.Liveness.Clips;

namespace RemoteVerify.Cli.Commands.Liveness;

/// <summary>What <c>rv liveness replay</c> answers.</summary>
internal sealed record ReplayReport
{
    /// <summary><c>passed</c>, <c>retry</c>, <c>officer</c>, <c>refused</c> or <c>expired</c>.</summary>
    public required string Result { get; init; }

    /// <summary>The deciding check, or why the session ended.</summary>
    public required string Code { get; init; }

    public required IReadOnlyList<string> Reasons { get; init; }

    public required string Set { get; init; }

    public required ReplayClip Clip { get; init; }

    public required ReplayPolicy Policy { get; init; }

    public required IReadOnlyList<ReplayStep> Steps { get; init; }

    public required IReadOnlyList<ReplayCheck> Checks { get; init; }

    /// <summary>The proof pictures, as the evidence has them.</summary>
    public required JsonElement Proofs { get; init; }

    /// <summary>Every frame, as the evidence has it; null unless asked for.</summary>
    public JsonElement? Frames { get; init; }

    public required Dictionary<string, string> Models { get; init; }

    /// <summary>What makes the replay say less than a session would.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    public static ReplayReport Of(Clip clip, ChallengeFile challenge, CaptureOutcome outcome, LivenessPolicy policy, string set, Dictionary<string, string> models, bool withFrames)
    {
        JsonElement evidence = JsonDocument.Parse(outcome.Evidence.Json).RootElement;
        ReplayStep[] steps = [.. evidence.GetProperty("steps").EnumerateArray().Select((step, i) => ReplayStep.Of(step, i < challenge.Steps!.Count ? challenge.Steps[i] : null))];
        return new ReplayReport
        {
            Result = outcome.Result.ToString().ToLowerInvariant(),
            Code = outcome.Code,
            Reasons = outcome.Reasons,
            Set = set,
            Clip = new ReplayClip(clip.Kind, clip.Times.Count, Math.Round(clip.FramesPerSecond, 2), Math.Round(clip.End.TotalSeconds, 2)),
            Policy = new ReplayPolicy(policy.Name, policy.Version, policy.StepCount, policy.SwitchedOffChecks),
            Steps = steps,
            Checks = [.. outcome.Checks.Select(ReplayCheck.Of)],
            Proofs = evidence.GetProperty("proofs"),
            Frames = withFrames ? evidence.GetProperty("frames") : null,
            Models = models,
            Notes = [.. NotesOf(steps, policy, challenge)],
        };
    }

    private static IEnumerable<string> NotesOf(ReplayStep[] steps, LivenessPolicy policy, ChallengeFile challenge)
    {
        if (policy.SwitchedOffChecks.Count > 0)
        {
            yield return $"Without a portrait the check {string.Join(", ", policy.SwitchedOffChecks)} is switched off.";
        }

        foreach (ReplayStep late in steps.Where(step => step.RevealedAtMilliseconds - step.WantedAtMilliseconds > ReplayStep.LateMilliseconds))
        {
            yield return $"Step {late.Number} was shown {late.RevealedAtMilliseconds - late.WantedAtMilliseconds:0} ms later than in the clip: the session waited for the person to stand still or for a proof picture.";
        }

        if (steps.Length != challenge.Steps!.Count || steps.Any(step => step.Step != step.Wanted))
        {
            yield return "The session asked for other movements than the clip was recorded with, because an answer came or failed to come.";
        }

        yield return "The clip holds no coloured screen light, so none was asked for.";
    }
}

/// <summary>The clip that was played.</summary>
internal sealed record ReplayClip(string Kind, int Frames, double FramesPerSecond, double Seconds);

/// <summary>The policy it was judged by.</summary>
internal sealed record ReplayPolicy(string Name, string Version, int StepCount, IReadOnlyList<string> SwitchedOffChecks);

/// <summary>One movement: when the clip has it, when the session showed it, and the answer that was seen.</summary>
/// <param name="Wanted">Movement of the challenge; null beyond its end.</param>
/// <param name="OnsetMilliseconds">From the reveal to the first movement.</param>
internal sealed record ReplayStep(
    int Number, string Step, string? Wanted, double? WantedAtMilliseconds, long RevealedAtMilliseconds, long? OnsetMilliseconds, long? FinishedMilliseconds, string? Answer, bool Redrawn)
{
    /// <summary>Up to here a difference is that of two cameras.</summary>
    public const double LateMilliseconds = 250;

    public static ReplayStep Of(JsonElement step, ChallengeStep? wanted) => new(
        step.GetProperty("number").GetInt32(), step.GetProperty("step").GetString()!, wanted?.Step, wanted?.RevealedAtMilliseconds, step.GetProperty("revealedAtMilliseconds").GetInt64(),
        Optional(step, "onsetMilliseconds"), Optional(step, "finishedMilliseconds"), step.GetProperty("answer").GetString(), step.GetProperty("redrawn").GetBoolean());

    private static long? Optional(JsonElement step, string name) => step.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? value.GetInt64() : null;
}

/// <summary>One check.</summary>
internal sealed record ReplayCheck(string Id, CheckOutcome Outcome, double? Value, double? Threshold, string Consequence, IReadOnlyList<uint> Frames, string Message)
{
    public static ReplayCheck Of(LivenessCheck check) => new(
        check.Id, check.Outcome, Finite(check.Value), Finite(check.Threshold), check.Consequence.ToString(), check.Frames, check.Message);

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
