using System.Collections.Concurrent;
using RemoteVerify.Biometrics.Evaluation;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Checks;
using RemoteVerify.Biometrics.Liveness.Protocol;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Cli.Commands.Demo;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Cli.Commands.Bench.Liveness;

/// <summary>What stands before the screen when it changes its colour.</summary>
internal enum ScreenLightKind
{
    /// <summary>Living people, each with a camera, a line and a strength of the screen of their own.</summary>
    Live,

    /// <summary>The living under other colours than the screen shows: what a recording of another session would be.</summary>
    OtherColours,

    /// <summary>Somebody whose pictures are painted over with the colours, background and all, and who sees none.</summary>
    PaintedOver,

    Print,
    Replay,
    CutOut,
    MaskFlat,
    Injection,
}

/// <summary>How the check of the screen's light came out.</summary>
/// <param name="Responded">The face follows the shown colours.</param>
/// <param name="Unseen">No clear signal: says nothing.</param>
/// <param name="Contradicted">The picture follows the colours in a way that a living face there can't.</param>
/// <param name="NotShown">No colours were shown: the session ended before, or in low mode.</param>
internal sealed record ScreenLightResult(string Kind, int Sessions, int Responded, int Unseen, ErrorRate Contradicted, int NotShown, IReadOnlyList<ScreenLightSession> Each);

/// <summary>One session.</summary>
/// <param name="Strength">Light of a white screen by the renderer's unit.</param>
/// <param name="Fit">What the check measured.</param>
internal sealed record ScreenLightSession(int Seed, double Strength, string Outcome, double Fit, string Message);

/// <summary>Short sessions (two steps, three proof pictures) with the screen's colours: how many of each kind the light tells apart.</summary>
internal sealed class ScreenLightBench(FrameAnalyser analyser, SessionCast cast, BenchLine line)
{
    private static readonly CaptureTiming[] Lines = [CaptureTiming.Usual, CaptureTiming.LongLine, CaptureTiming.SlowServer];

    private readonly LivenessPolicy _policy = LivenessPolicy.Default.For(analyser.Engine.MatchPolicy) with { StepCount = 2, ProofFrames = 3, ProofFramesDuringSteps = 0 };

    public IReadOnlyList<ScreenLightResult> Run(IReadOnlyList<(ScreenLightKind Kind, int Count)> sessions, int firstSeed, int workers, Action<int, int> progress, CancellationToken cancellationToken)
    {
        ConcurrentBag<(ScreenLightKind Kind, ScreenLightSession Session)> done = [];
        ManySessions.Run(ManySessions.Seeds(sessions, firstSeed), workers, one => done.Add((one.Kind, One(one.Kind, one.Seed))), progress, cancellationToken);
        return [.. sessions.Select(s => Result(s.Kind, [.. done.Where(d => d.Kind == s.Kind).Select(d => d.Session).OrderBy(d => d.Seed)]))];
    }

    private ScreenLightSession One(ScreenLightKind kind, int seed)
    {
        using FaceTemplate portrait = cast.PortraitOf(SessionCast.HolderOf(seed));
        SimulatedCapture capture = new(analyser, _policy, portrait)
        {
            Numbers = () => LivenessBench.Numbers(seed), Timing = line.Timing(Lines, seed), MakesWebP = line.MakesWebP, KeepsRecording = false,
        };
        LivenessCheck? check = capture.Run(Pictures(kind, seed)).Outcome.Checks.FirstOrDefault(c => c.Id == CheckIds.ScreenLight);
        string outcome = check is null || check.Frames.Count == 0 ? "not-shown" : WireNames.Kebab(check.Outcome);
        return new ScreenLightSession(seed, Math.Round(SessionCast.ScreenStrength(seed), 3), outcome, Math.Round(check?.Value ?? 0, 3), check?.Message ?? "");
    }

    private IPictureSource Pictures(ScreenLightKind kind, int seed) => kind switch
    {
        ScreenLightKind.Live => cast.Pictures(SessionKind.Live, seed),
        ScreenLightKind.OtherColours => new OtherColours(cast.Pictures(SessionKind.Live, seed)),
        ScreenLightKind.PaintedOver => cast.Pictures(SessionKind.Live, seed, camera => new PaintedOver(camera)),
        _ => cast.Pictures(Enum.Parse<SessionKind>(kind.ToString()), seed),
    };

    private static ScreenLightResult Result(ScreenLightKind kind, ScreenLightSession[] sessions)
    {
        int Count(CheckOutcome outcome) => sessions.Count(s => s.Outcome == WireNames.Kebab(outcome));
        return new ScreenLightResult(
            WireNames.Kebab(kind), sessions.Length, Count(CheckOutcome.Passed), Count(CheckOutcome.NotApplicable),
            ErrorRate.Of(Count(CheckOutcome.Failed), sessions.Length), sessions.Count(s => s.Outcome == "not-shown"), sessions);
    }

    /// <summary>Sees the next colour of the palette in place of the one that is shown.</summary>
    private sealed class OtherColours(IPictureSource inner) : IPictureSource
    {
        public void Asked(LivenessStep step, TimeSpan at) => inner.Asked(step, at);

        public void Released(TimeSpan at) => inner.Released(at);

        public void Shown(ScreenColour? colour, TimeSpan at) =>
            inner.Shown(colour is { } c ? ScreenColour.Palette[(ScreenColour.Palette.ToList().IndexOf(c) + 1) % ScreenColour.Palette.Count] : null, at);

        public byte[] Picture(FramePlan plan, TimeSpan at) => inner.Picture(plan, at);
    }

    /// <summary>Pictures over which the colour is laid evenly, as a filter would.</summary>
    private sealed class PaintedOver(IFrameSource inner) : IFrameSource
    {
        private const float Share = 0.12f;
        private System.Numerics.Vector3 _colour;

        public void Ask(AskedMotion motion, TimeSpan at) => inner.Ask(motion, at);

        public void ShowScreenColour(System.Numerics.Vector3 colour, TimeSpan at) => _colour = colour == default ? default : colour / MathF.Max(colour.X, MathF.Max(colour.Y, colour.Z));

        public RenderedFrame Capture(TimeSpan at, int widthPixels, int heightPixels)
        {
            RenderedFrame frame = inner.Capture(at, widthPixels, heightPixels);
            if (_colour == default)
            {
                return frame;
            }

            byte[] pixels = (byte[])frame.Pixels.Clone();
            for (int i = 0; i < pixels.Length; i++)
            {
                pixels[i] = (byte)(((1 - Share) * pixels[i]) + (Share * 255 * MathF.Sqrt(_colour[2 - (i % 3)])));
            }

            return new RenderedFrame(frame.WidthPixels, frame.HeightPixels, pixels, frame.Truth);
        }
    }
}
