using System.CommandLine;
using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Cli.Commands.Bench.Liveness;
using RemoteVerify.Cli.Commands.Demo;
using RemoteVerify.Cli.Commands.Face;
using RemoteVerify.Cli.Commands.Liveness.Clips;
using RemoteVerify.Cli.Commands.People;

namespace RemoteVerify.Cli.Commands.Liveness;

/// <summary><c>rv liveness record</c>: a clip and its challenge from a rendered person or attack, so that a replay can be tried without a camera.</summary>
internal static class RecordCommand
{
    public static Command Create()
    {
        Argument<string> folder = new("folder") { Description = "Where clip.zip, challenge.json and portrait.jpg go." };
        Option<SessionKind> kind = new("--kind") { Description = "live, print, replay, cutOut, maskFlat or injection.", DefaultValueFactory = _ => SessionKind.Live };
        Option<int> seed = new("--seed") { Description = "Number of the session; the same number gives the same clip.", DefaultValueFactory = _ => 1000 };
        Option<double> rate = new("--fps") { Description = "Frames a second of the camera, 5 to 60.", DefaultValueFactory = _ => 15 };
        Option<string> set = FaceInput.Set();
        Option<bool> json = CommandTable.Json();
        Command command = new("record", "Film a rendered session: clip.zip, the challenge it answered, and the portrait.") { folder, kind, seed, rate, set, json };
        command.SetAction((parsed, cancellationToken) =>
        {
            double framesPerSecond = parsed.GetValue(rate);
            if (framesPerSecond is not (>= 5 and <= 60) || parsed.GetValue(seed) < 0)
            {
                throw CommandException.WrongUse("--fps takes 5 to 60, --seed a number from 0 on.");
            }

            string target = parsed.GetValue(folder)!;
            using BiometricEngine engine = Cli.Models.Engine(parsed.GetValue(set)!);
            FrameAnalyser analyser = new(engine);
            SessionCast cast = new(analyser, member => AtlasCommand.Render(member, cancellationToken), cancellationToken);
            int number = parsed.GetValue(seed);
            RecordedClip clip = ClipRecorder.Film(
                analyser, (SyntheticPictures)cast.Pictures(parsed.GetValue(kind), number), cast.PortraitJpegOf(SessionCast.HolderOf(number)), number, framesPerSecond);
            Directory.CreateDirectory(target);
            ClipWriter.Write(Path.Combine(target, "clip.zip"), clip.Frames);
            InputFiles.Write(Path.Combine(target, "challenge.json"), clip.Challenge.Write());
            InputFiles.Write(Path.Combine(target, ClipRecorder.PortraitName), clip.Portrait);
            string result = clip.Outcome.Result.ToString().ToLowerInvariant();
            new Output(parsed.GetValue(json)).Answer(
                new { folder = target, frames = clip.Frames.Count, seconds = Math.Round(clip.Frames[^1].At.TotalSeconds, 1), result, clip.Outcome.Code, steps = clip.Challenge.Steps },
                writer => writer.WriteLine($"{clip.Frames.Count} frames in {target}; the session itself ended: {clip.Outcome}. Try: ./rv liveness replay {target}/clip.zip --challenge {target}/challenge.json"));
            return Task.FromResult(ExitCodes.Positive);
        });
        return command;
    }
}
