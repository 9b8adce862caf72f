using System.CommandLine;
using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cli.Commands.Face;

/// <summary><c>rv face compare</c>: is it the same person.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        Argument<string> first = new("image") { Description = "The reference, for example a chip portrait." };
        Argument<string> second = new("image2") { Description = "The other picture." };
        Option<string> set = FaceInput.Set();
        Option<bool> json = CommandTable.Json();
        Command command = new("compare", "Compare the faces that two pictures are about.") { first, second, set, json };
        command.SetAction(parsed =>
        {
            using BiometricEngine engine = Cli.Models.Engine(parsed.GetValue(set)!);
            using FaceTemplate a = Template(engine, parsed.GetValue(first)!);
            using FaceTemplate b = Template(engine, parsed.GetValue(second)!);
            Similarity score = a.Similarity(b);
            MatchThreshold threshold = engine.MatchPolicy.Accept;
            MatchDecision decision = engine.MatchPolicy.Decide(score);
            CalibratedScore? worth = engine.MatchPolicy.Explain(score);
            bool match = decision == MatchDecision.Match;
            new Output(parsed.GetValue(json)).Answer(
                new
                {
                    score = score.Value, threshold = threshold.Threshold.Value, match, falseMatchRate = threshold.FalseMatchRate,
                    models = FaceInput.ModelsOf(engine), decision, officerThreshold = engine.MatchPolicy.Officer.Threshold.Value, provenance = threshold.Provenance,
                scoreFalseMatchRate = worth?.FalseMatchRate, scoreFalseMatchRateIs = worth?.Relation, scoreDataSet = worth?.DataSet, thresholdDataSet = threshold.DataSet,
                thresholdInterval = threshold.Interval is { } ends ? new[] { ends.Low.Value, ends.High.Value } : null, falseNonMatchRate = Rates.Json(threshold.FalseNonMatchRate),
                },
                writer => writer.WriteLine($"{Sentence(decision)} Similarity {score.Value:0.000}, threshold {threshold.Threshold.Value:0.000} (false match rate {threshold.FalseMatchRate:0.####} on {threshold.DataSet}).{(worth is null ? "" : $" So alike {worth.Relation} one pair of different people in {1 / worth.FalseMatchRate:0} was ({worth.DataSet}).")}"));
            return match ? ExitCodes.Positive : ExitCodes.Negative;
        });
        return command;
    }

    private static string Sentence(MatchDecision decision) => decision switch
    {
        MatchDecision.Match => "The same person.",
        MatchDecision.Officer => "Not sure: an officer would have to look.",
        _ => "Could not be confirmed as the same person.",
    };

    private static FaceTemplate Template(BiometricEngine engine, string path)
    {
        using Image image = FaceInput.Read(path);
        return engine.Recogniser.Embed(image, FaceInput.MainFaceOf(engine, image, path));
    }
}
