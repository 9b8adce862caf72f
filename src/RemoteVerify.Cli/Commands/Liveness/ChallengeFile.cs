using System.Text.Json;
using System.Text.Json.Serialization;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Protocol;
using RemoteVerify.Cli.Commands.Liveness.Clips;

namespace RemoteVerify.Cli.Commands.Liveness;

/// <summary>One movement that the person in the clip was asked for.</summary>
/// <param name="Step">Wire name, such as <c>turn-left</c>.</param>
/// <param name="RevealedAtMilliseconds">When it was shown, on the clip's clock.</param>
/// <param name="Redrawn">No answer came, and the next entry was shown in its place.</param>
internal sealed record ChallengeStep(string? Step, double RevealedAtMilliseconds, bool Redrawn = false);

/// <summary>What was asked of the person in a clip, and what is known of the camera: the other half of a recorded session.</summary>
/// <param name="Format">Always <see cref="CurrentFormat"/>.</param>
/// <param name="Steps">Every movement that was shown, in order.</param>
internal sealed record ChallengeFile(string? Format, IReadOnlyList<ChallengeStep>? Steps)
{
    public const string CurrentFormat = "RemoteVerify challenge 1";

    private const string Structure = "challenge";
    private const int MaximumBytes = 64 << 10;
    private const int MaximumSteps = 16;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false, WriteIndented = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Draws the moments of proof pictures; a session that this project recorded asked at the same ones.</summary>
    public ulong Seed { get; init; }

    /// <summary>Picture of the chip's portrait beside this file; null when there is none.</summary>
    public string? Portrait { get; init; }

    /// <summary>The person had asked for no turns of the head.</summary>
    public bool NoHeadTurn { get; init; }

    /// <summary>1, 2 or 4 times the usual time.</summary>
    public int TimeFactor { get; init; } = 1;

    /// <summary>What the browser had said about the camera.</summary>
    public CameraFacts? Camera { get; init; }

    /// <summary>The movements that were drawn at the start.</summary>
    [JsonIgnore]
    public IReadOnlyList<LivenessStep> Drawn => [.. Movements.Where((_, i) => i == 0 || !Steps![i - 1].Redrawn)];

    /// <summary>The movements that took the place of unanswered ones.</summary>
    [JsonIgnore]
    public IReadOnlyList<LivenessStep> Replacements => [.. Movements.Where((_, i) => i > 0 && Steps![i - 1].Redrawn)];

    [JsonIgnore]
    public ClientHello Hello => new() { Needs = new ClientNeeds { NoFlash = true, NoHeadTurn = NoHeadTurn, TimeFactor = TimeFactor }, Camera = Camera ?? new CameraFacts() };

    private IEnumerable<LivenessStep> Movements => Steps!.Select(step => LivenessSteps.FromName(step.Step!)!.Value);

    /// <exception cref="ClipFormatException">Not a challenge, or one that no session could have asked.</exception>
    public static ChallengeFile Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaximumBytes)
        {
            throw new ClipFormatException(Structure, MaximumBytes, "is larger than allowed");
        }

        try
        {
            ChallengeFile file = JsonSerializer.Deserialize<ChallengeFile>(utf8, Options) ?? throw new ClipFormatException(Structure, 0, "is null");
            file.Check();
            return file;
        }
        catch (JsonException e)
        {
            throw new ClipFormatException(Structure, e.BytePositionInLine ?? 0, $"is not JSON of this form: {e.Message}");
        }
    }

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    /// <summary>The policy with as many steps as the challenge has, and with nods only where it asks for them.</summary>
    /// <exception cref="ClipFormatException">The policy would never draw these movements.</exception>
    public LivenessPolicy Under(LivenessPolicy policy)
    {
        LivenessPolicy own = policy with { StepCount = Drawn.Count, AllowedSteps = [.. policy.AllowedSteps.Union(Movements.Where(step => step.IsNod()))] };
        return own.CanAskFor(Drawn, NoHeadTurn) ? own : throw new ClipFormatException(Structure, 0, "no session would ask for these movements: at least a turn and a change of distance, none three times in a row");
    }

    private void Check()
    {
        if (Format != CurrentFormat)
        {
            throw new ClipFormatException(Structure, 0, $"format is not \"{CurrentFormat}\"");
        }

        if (Steps is not { Count: > 0 and <= MaximumSteps } || TimeFactor is not (1 or 2 or 4) || (Portrait is not null && !ClipIndex.IsPlain(Portrait)))
        {
            throw new ClipFormatException(Structure, 0, $"it has 1 to {MaximumSteps} steps, a time factor of 1, 2 or 4, and a portrait that lies beside it");
        }

        double before = -1;
        foreach (ChallengeStep? step in Steps)
        {
            if (step?.Step is null || LivenessSteps.FromName(step.Step) is null)
            {
                throw new ClipFormatException(Structure, 0, "a step is none of turn-left, turn-right, nod-up, nod-down, closer, farther");
            }

            if (!(step.RevealedAtMilliseconds > before) || step.RevealedAtMilliseconds > ClipLimits.MaximumTime.TotalMilliseconds)
            {
                throw new ClipFormatException(Structure, 0, "the times of the steps do not rise from 0 on, or end too late");
            }

            before = step.RevealedAtMilliseconds;
        }

        if (Steps[^1].Redrawn || Drawn.Count is < 2 or > 8)
        {
            throw new ClipFormatException(Structure, 0, "2 to 8 steps are drawn, and the last one is not redrawn");
        }
    }
}
