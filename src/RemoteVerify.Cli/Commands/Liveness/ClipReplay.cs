using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Checks;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Cli.Commands.Bench.Liveness;
using RemoteVerify.Cli.Commands.Liveness.Clips;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cli.Commands.Liveness;

/// <summary>Plays a clip as a camera against a real session on a simulated clock. Every check is the session's own; only the draws come from the challenge.</summary>
internal sealed class ClipReplay(FrameAnalyser analyser)
{
    private const int FramesLookedThrough = 60;

    /// <param name="portrait">Encoded picture; null plays without the match, which the policy then says.</param>
    /// <exception cref="ClipFormatException">A frame is broken, or no session would ask for these movements.</exception>
    public (CaptureOutcome Outcome, LivenessPolicy Policy) Run(Clip clip, ChallengeFile challenge, ReadOnlyMemory<byte>? portrait)
    {
        LivenessPolicy policy = challenge.Under(LivenessPolicy.Default.For(analyser.Engine));
        policy = portrait is null ? policy.Without(CheckIds.PortraitMatch) : policy;
        using FaceTemplate template = portrait is { } picture ? TemplateOf(picture) : AnyFaceOf(clip);
        SimulatedCapture capture = new(analyser, policy, template)
        {
            Numbers = () => () => 0.5,
            Chance = () => new ChallengeChance(challenge.Seed, challenge),
            Hello = challenge.Hello,
            KeepsRecording = false,
            Models = [.. analyser.Engine.Catalog.Models.Select(model => new ModelIdentity(model.Id, model.Sha256))],
        };
        return (capture.Run(new ClipPictures(clip)).Outcome, policy);
    }

    private FaceTemplate TemplateOf(ReadOnlyMemory<byte> portrait)
    {
        try
        {
            return analyser.EmbedPortrait(portrait.Span) ?? throw new ClipFormatException("portrait", 0, "shows no face");
        }
        catch (VisionFormatException e)
        {
            throw new ClipFormatException("portrait", Math.Max(0, e.Offset), e.Message);
        }
    }

    /// <summary>A session needs a template; with the match switched off nothing rests on it.</summary>
    private FaceTemplate AnyFaceOf(Clip clip)
    {
        for (int i = 0; i < Math.Min(FramesLookedThrough, clip.Times.Count); i++)
        {
            using Image frame = clip.Frame(i);
            if (analyser.EmbedPortrait(ImageCodec.EncodeJpeg(frame)) is { } template)
            {
                return template;
            }
        }

        throw new ClipFormatException("clip", 0, $"no face in its first {FramesLookedThrough} frames");
    }
}
