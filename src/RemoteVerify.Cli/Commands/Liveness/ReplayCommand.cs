using System.CommandLine;
using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Cli.Commands.Face;
using RemoteVerify.Cli.Commands.Liveness.Clips;

namespace RemoteVerify.Cli.Commands.Liveness;

/// <summary><c>rv liveness replay</c>: the protocol over a recorded clip.</summary>
internal static class ReplayCommand
{
    private static readonly Argument<string> Source = new("clip") { Description = "A folder or .zip of JPEGs with clip.json, a .y4m, or an .mjpeg." };
    private static readonly Option<string> Challenge = new("--challenge") { Description = "JSON with the movements that were asked for, and when.", Required = true };
    private static readonly Option<string?> Portrait = new("--portrait") { Description = "The chip's portrait; by default the one that the challenge names, else the match is switched off." };
    private static readonly Option<double?> Rate = new("--fps") { Description = "Frames a second of an .mjpeg, which does not say it." };
    private static readonly Option<bool> Frames = new("--frames") { Description = "List every frame." };
    private static readonly Option<string?> Sheet = new("--sheet") { Description = "Write the proof pictures as one .png or .jpg." };
    private static readonly Option<string?> Evidence = new("--evidence") { Description = "Write the evidence package, unsigned." };

    public static Command Create()
    {
        Option<string> set = FaceInput.Set();
        Option<bool> json = CommandTable.Json();
        Command command = new("replay", "Play a recorded clip as a camera against a real session: every check with its value and threshold.")
        {
            Source, Challenge, Portrait, Rate, Frames, Sheet, Evidence, set, json,
        };
        command.SetAction(parsed =>
        {
            try
            {
                return Run(parsed, parsed.GetValue(set)!, parsed.GetValue(json));
            }
            catch (ClipFormatException e)
            {
                throw CommandException.WrongUse(e.Message);
            }
        });
        return command;
    }

    private static int Run(ParseResult parsed, string set, bool json)
    {
        string challengePath = parsed.GetValue(Challenge)!;
        ChallengeFile challenge = ChallengeFile.Read(InputFiles.Read(challengePath));
        using Clip clip = ClipReader.Open(parsed.GetValue(Source)!, parsed.GetValue(Rate));
        string? portrait = parsed.GetValue(Portrait) ?? (challenge.Portrait is { } beside ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(challengePath))!, beside) : null);
        using BiometricEngine engine = Cli.Models.Engine(set);
        (CaptureOutcome outcome, LivenessPolicy policy) = new ClipReplay(new FrameAnalyser(engine)).Run(clip, challenge, portrait is null ? default(ReadOnlyMemory<byte>?) : InputFiles.Read(portrait));
        if (parsed.GetValue(Sheet) is { } sheet)
        {
            InputFiles.Write(sheet, ContactSheet.Compose(outcome.Evidence, sheet));
        }

        if (parsed.GetValue(Evidence) is { } evidence)
        {
            InputFiles.Write(evidence, outcome.Evidence.Json.Span);
        }

        ReplayReport report = ReplayReport.Of(clip, challenge, outcome, policy, set, FaceInput.ModelsOf(engine), parsed.GetValue(Frames));
        new Output(json).Answer(report, writer => ReplayText.Write(writer, report));
        return outcome.IsPassed ? ExitCodes.Positive : ExitCodes.Negative;
    }
}
