using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Cli.Commands.Liveness;

/// <summary>
/// The draws of a session that is recorded or played again. Movements and pauses have streams of their own, so that a replay, which takes
/// them from the challenge, asks for its proof pictures at the moments of the recording.
/// </summary>
/// <param name="challenge">What was asked when the clip was taken; null while it is being recorded.</param>
internal sealed class ChallengeChance(ulong seed, ChallengeFile? challenge) : IChance
{
    private readonly SeededGenerator _moments = new(seed);
    private readonly SeededGenerator _steps = new(SeededGenerator.Mix(seed, 1));
    private readonly SeededGenerator _pauses = new(SeededGenerator.Mix(seed, 2));
    private readonly Queue<LivenessStep> _script = new(challenge is null ? [] : [.. challenge.Drawn, .. challenge.Replacements]);
    private readonly Queue<TimeSpan> _reveals = new(challenge is null ? [] : challenge.Steps!.Select(step => TimeSpan.FromMilliseconds(step.RevealedAtMilliseconds)));

    public void Fill(Span<byte> target)
    {
        foreach (ref byte b in target)
        {
            b = (byte)Below(256);
        }
    }

    public int Below(int exclusive) => (int)(_moments.NextUnit() * exclusive);

    /// <summary>The recorded movement; another one only where the replay has already left the recording.</summary>
    public LivenessStep Step(IReadOnlyList<LivenessStep> allowed) =>
        _script.TryPeek(out LivenessStep step) && allowed.Contains(step) ? _script.Dequeue() : allowed[(int)(_steps.NextUnit() * allowed.Count)];

    /// <summary>Until the recorded reveal, but never shorter than the policy allows.</summary>
    public TimeSpan Pause(TimeSpan at, int fromMilliseconds, int toMilliseconds)
    {
        TimeSpan least = TimeSpan.FromMilliseconds(fromMilliseconds);
        TimeSpan drawn = least + TimeSpan.FromMilliseconds(_pauses.NextUnit() * (toMilliseconds - fromMilliseconds));
        return !_reveals.TryDequeue(out TimeSpan reveal) ? drawn : reveal - at > least ? reveal - at : least;
    }
}
