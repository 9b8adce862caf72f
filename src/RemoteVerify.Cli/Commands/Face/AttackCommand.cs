using System.CommandLine;
using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.AttackDetection;
using RemoteVerify.Vision.Images;

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
            List<(string Path, AttackAssessment Seen)> seen = [.. parsed.GetValue(pictures)!.Select(path => (path, Assess(engine, path)))];
            float threshold = engine.AttackPolicy.BonaFide;
            float score = Median([.. seen.Select(picture => picture.Seen.Decisive.Value)]);
            bool bonaFide = score >= threshold;
            new Output(parsed.GetValue(json)).Answer(
                new
                {
                    score,
                    threshold,
                    bonaFide,
                    decides = seen[0].Seen.FusionDecides ? "fused" : "network",
                    perImage = seen.Select(picture => PerImage(picture.Path, picture.Seen)),
                    models = FaceInput.ModelsOf(engine),
                },
                writer => Write(writer, seen, score, threshold, bonaFide));
            return bonaFide ? ExitCodes.Positive : ExitCodes.Negative;
        });
        return command;
    }

    private static AttackAssessment Assess(BiometricEngine engine, string path)
    {
        using Image image = FaceInput.Read(path);
        return engine.AttackDetector.Assess(image, FaceInput.MainFaceOf(engine, image, path));
    }

    private static object PerImage(string path, AttackAssessment seen) => new
    {
        image = path,
        score = seen.Decisive.Value,
        network = seen.Network.Value,
        fused = seen.Fused?.Score.Value,
        cues = AttackCueNames.All.ToDictionary(name => name, seen.Cues.Value),
        votes = seen.Fused?.Contributions.ToDictionary(vote => vote.Name, vote => vote.Logit),
        against = seen.Fused?.Against.Select(AttackCueNames.Explain),
    };

    private static void Write(TextWriter writer, List<(string Path, AttackAssessment Seen)> seen, float score, float threshold, bool bonaFide)
    {
        writer.WriteLine($"{(bonaFide ? "Looks alive" : "Looks like a picture of a person")}: median {score:0.000} over {seen.Count}, threshold {threshold:0.00}.");
        foreach ((string path, AttackAssessment one) in seen.Where(one => one.Seen.Fused is { Against.Count: > 0 }))
        {
            writer.WriteLine($"{path}: {string.Join("; ", one.Fused!.Against.Select(AttackCueNames.Explain))}.");
        }
    }

    private static float Median(float[] values)
    {
        Array.Sort(values);
        return values.Length % 2 == 1 ? values[values.Length / 2] : (values[(values.Length / 2) - 1] + values[values.Length / 2]) / 2;
    }
}
