using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Protocol;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Cli.Commands.Bench.Liveness;
using RemoteVerify.Cli.Commands.Demo;

namespace RemoteVerify.Cli.Commands.Liveness;

/// <summary>A rendered session as a clip: what the camera showed, what was asked when, and the portrait.</summary>
internal sealed record RecordedClip(IReadOnlyList<(TimeSpan At, byte[] Jpeg)> Frames, ChallengeFile Challenge, byte[] Portrait, CaptureOutcome Outcome);

/// <summary>Films a session with a rendered camera.</summary>
internal static class ClipRecorder
{
    /// <summary>The portrait's name beside the challenge.</summary>
    public const string PortraitName = "portrait.jpg";

    /// <param name="pictures">Who or what stands before the camera.</param>
    /// <param name="portraitJpeg">The portrait that the session matches with.</param>
    /// <param name="seed">Of the session's draws.</param>
    public static RecordedClip Film(FrameAnalyser analyser, SyntheticPictures pictures, byte[] portraitJpeg, int seed, double framesPerSecond)
    {
        using FaceTemplate portrait = analyser.EmbedPortrait(portraitJpeg) ?? throw CommandException.Environment("No face was found in a rendered portrait.");
        // A name as ordinary cameras have it: the signals of injected pictures must not do the work of the other checks.
        CameraFacts camera = new() { Label = "Integrated Camera (04f2:b6be)", Width = 640, Height = 480, FrameRate = framesPerSecond, Cameras = 1 };
        SimulatedCapture capture = new(analyser, LivenessPolicy.Default.For(analyser.Engine), portrait)
        {
            Numbers = () => () => 0.5,
            Chance = () => new ChallengeChance((ulong)seed, null),
            Hello = new ClientHello { Needs = new ClientNeeds { NoFlash = true }, Camera = camera },
            KeepsRecording = false,
        };
        RecordingPictures recording = new(pictures, framesPerSecond);
        CaptureOutcome outcome = capture.Run(recording).Outcome;
        ChallengeFile challenge = new(
            ChallengeFile.CurrentFormat, [.. outcome.Steps.Select(step => new ChallengeStep(step.Step, Math.Round(step.RevealedAfter.TotalMilliseconds, 1), step.IsRedrawn))])
        {
            Seed = (ulong)seed, Portrait = PortraitName, Camera = camera,
        };
        return new RecordedClip(recording.Frames, challenge, portraitJpeg, outcome);
    }
}
