using System.CommandLine;
using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Evaluation;

namespace RemoteVerify.Cli.Commands.Face;

/// <summary><c>rv face evaluate-morphs</c>: whether a portrait mixed of two people is told from a genuine one by comparing it with the living person.</summary>
internal static class EvaluateMorphsCommand
{
    private static readonly string[] NotShown =
    [
        "Morphs of other makers, by hand or by generative networks, and printed and scanned ones: these are warped and averaged by our own landmarks.",
        "A comparison of other pictures than those of the list; the check stays advice whatever the figure.",
    ];

    public static Command Create()
    {
        Option<string> images = new("--images") { Description = "CSV with the columns file and identity; a person's first picture is the portrait.", Required = true };
        Option<string> root = new("--root") { Description = "Folder with the pictures, or with a folder images that holds them.", Required = true };
        Option<int> people = new("--people") { Description = "At most so many people, from the front of the list.", DefaultValueFactory = _ => 300 };
        Option<string> keep = new("--keep") { Description = "Folder for the morphs, to look at." };
        Option<string> set = FaceInput.Set();
        Option<bool> json = CommandTable.Json();
        Command command = new("evaluate-morphs", "Measure the advisory morph check: MACER at a BSCER of 1 %, on morphs made of the listed people.") { images, root, people, keep, set, json };
        command.SetAction((parsed, cancellationToken) =>
        {
            IReadOnlyList<LabelledPicture> list = TestSet.List(parsed.GetValue(images)!, bytes => LabelledPictureList.Read(bytes));
            TestSet pictures = new(parsed.GetValue(root)!);
            string? folder = parsed.GetValue(keep);
            if (folder is not null)
            {
                Directory.CreateDirectory(folder);
            }

            using BiometricEngine engine = Cli.Models.Engine(parsed.GetValue(set)!);
            MorphEvaluator evaluator = new(engine) { Made = folder is null ? null : (name, jpeg) => InputFiles.Write(Path.Combine(folder, name), jpeg) };
            MorphFigures figures = evaluator.Evaluate(list, parsed.GetValue(people), pictures.Open, TestSet.Progress(), cancellationToken);
            pictures.ReportMissing();
            new Output(parsed.GetValue(json)).Answer(Json(figures, engine), writer => Write(writer, figures));
            return Task.FromResult(ExitCodes.Positive);
        });
        return command;
    }

    private static RateDocument Json(MorphFigures figures, BiometricEngine engine) => new()
    {
        { "people", figures.People },
        { "morphs", figures.Morphs },
        { "genuineComparisons", figures.GenuineComparisons },
        { "morphComparisons", figures.MorphComparisons },
        { "acceptThreshold", engine.MatchPolicy.Accept.Threshold.Value },
        { "morphComparisonsAccepted", figures.AcceptedMorphComparisons },
        { "bothPeopleAccepted", figures.BothAccepted },
        { "wantedBscer", MorphFigures.WantedBscer },
        {
            "scores",
            figures.Scores.Select(one => new RateDocument
            {
                { "score", one.Score },
                { "amongAccepted", one.AmongAccepted },
                { "threshold", Rates.Json(one.Threshold) },
                { "bscer", one.Bscer },
                { "macer", one.Macer },
            })
        },
        { "notShown", NotShown },
        { "models", FaceInput.ModelsOf(engine) },
    };

    private static void Write(TextWriter writer, MorphFigures figures)
    {
        writer.WriteLine($"{figures.Morphs} morphs of {figures.People} people, each with the most similar other one; {figures.GenuineComparisons} genuine and {figures.MorphComparisons} morph comparisons");
        writer.WriteLine($"A morph matches a picture of one of its two people in {Rates.WithInterval(figures.AcceptedMorphComparisons)} of comparisons, both people in {Rates.WithInterval(figures.BothAccepted)} of morphs");
        foreach (MorphScoreFigures one in figures.Scores)
        {
            writer.WriteLine($"{one.Score}{(one.AmongAccepted ? ", among accepted" : "")}: below {one.Threshold:0.000} suspected; BSCER {Rates.WithInterval(one.Bscer)}, MACER {Rates.WithInterval(one.Macer)}");
        }

        foreach (string sentence in NotShown)
        {
            writer.WriteLine("Not shown: " + sentence);
        }
    }
}
