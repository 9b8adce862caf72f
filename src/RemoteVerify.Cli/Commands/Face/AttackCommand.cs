using System.CommandLine;
using RemoteVerify.Biometrics;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Cli.Commands.Face;

/// <summary><c>rv face attack</c>: does the picture look like a living person or like a picture of one.</summary>
internal static class AttackCommand
{
    public static Command Create()
    {
        Argument<string[]> pictures = new("image") { Description = "One or more pictures of the same presentation.", Arity = ArgumentArity.OneOrMore };
        Option<string> set = FaceInput.Set();
        Option<bool> json = CommandTable.Json();
        Command command = new("attack", "Presentation-attack score: 1 looks alive, 0 looks like an attack. One vote among several, never a verdict on a person.") { pictures, set, json };
        command.SetAction(parsed =>
        {
            using BiometricEngine engine = Cli.Models.Engine(parsed.GetValue(set)!);
            ModelCalibration calibration = engine.Catalog.Set.Calibration("bona-fide");
            var perImage = parsed.GetValue(pictures)!.Select(path => new { image = path, score = Score(engine, path) }).ToList();
            float score = Median([.. perImage.Select(picture => picture.score)]);
            bool bonaFide = score >= calibration.Threshold;
            new Output(parsed.GetValue(json)).Answer(
                new { score, threshold = calibration.Threshold, bonaFide, perImage, models = FaceInput.ModelsOf(engine) },
                writer => writer.WriteLine($"{(bonaFide ? "Looks alive" : "Looks like a picture of a person")}: median {score:0.000} over {perImage.Count}, threshold {calibration.Threshold:0.00}."));
            return bonaFide ? ExitCodes.Positive : ExitCodes.Negative;
        });
        return command;
    }

    private static float Score(BiometricEngine engine, string path)
    {
        using Image image = FaceInput.Read(path);
        return engine.AttackDetector.Score(image, FaceInput.MainFaceOf(engine, image, path)).Value;
    }

    private static float Median(float[] values)
    {
        Array.Sort(values);
        return values.Length % 2 == 1 ? values[values.Length / 2] : (values[(values.Length / 2) - 1] + values[values.Length / 2]) / 2;
    }
}
