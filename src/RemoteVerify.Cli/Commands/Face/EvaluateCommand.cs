using System.CommandLine;
using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Evaluation;

namespace RemoteVerify.Cli.Commands.Face;

/// <summary><c>rv face evaluate</c>: error rates over a list of pairs (ISO/IEC 19795-1).</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        Option<string> pairs = new("--pairs") { Description = "CSV with the columns a, b, same (1 or 0) and optionally group.", Required = true };
        Option<string> root = new("--root") { Description = "Folder with the pictures, or with a folder images that holds them.", Required = true };
        Option<bool> all = new("--all-impostors") { Description = "Take all pairs of different people as impostors; the list must then name all genuine pairs." };
        Option<string> report = new("--report") { Description = "Folder for a Markdown report with its DET plot (SVG)." };
        Option<string> title = new("--data-set") { Description = "What the pictures are, for the report.", DefaultValueFactory = _ => "not named" };
        Option<string> set = FaceInput.Set();
        Option<bool> json = CommandTable.Json();
        Command command = new("evaluate", "Measure the error rates of the recogniser over a list of pairs.") { pairs, root, all, report, title, set, json };
        command.SetAction((parsed, cancellationToken) =>
        {
            IReadOnlyList<ImagePair> list = TestSet.List(parsed.GetValue(pairs)!, bytes => PairList.Read(bytes));
            TestSet pictures = new(parsed.GetValue(root)!);
            using BiometricEngine engine = Cli.Models.Engine(parsed.GetValue(set)!);
            VerificationFigures figures = new VerificationEvaluator(engine, TimeProvider.System)
                .Evaluate(list, parsed.GetValue(all), pictures.Open, TestSet.Progress(), cancellationToken);
            pictures.ReportMissing();
            if (figures.Genuine == 0 && figures.Impostor == 0)
            {
                throw CommandException.WrongUse("Not one pair could be compared: no picture of the list was found with a face.");
            }

            if (parsed.GetValue(report) is { } folder)
            {
                VerificationReport.Write(folder, figures, engine, parsed.GetValue(title)!, TimeProvider.System.GetUtcNow());
            }

            new Output(parsed.GetValue(json)).Answer(Json(figures, engine), writer => Write(writer, figures));
            return Task.FromResult(ExitCodes.Positive);
        });
        return command;
    }

    private static object Json(VerificationFigures figures, BiometricEngine engine) => new
    {
        genuine = figures.Genuine,
        impostor = figures.Impostor,
        failureToEnrol = figures.FailureToEnrol,
        eer = Rates.Json(figures.Eer),
        fnmrAtFmr1e2 = Rates.Json(figures.FnmrAtFmr1e2),
        fnmrAtFmr1e3 = Rates.Json(figures.FnmrAtFmr1e3),
        fnmrAtFmr1e4 = Rates.Json(figures.FnmrAtFmr1e4),
        fnmrIntervals = new
        {
            confidence = 0.95,
            by = "bootstrap over people, thresholds held",
            atFmr1e2 = Ends(figures.FnmrIntervals[0]),
            atFmr1e3 = Ends(figures.FnmrIntervals[1]),
            atFmr1e4 = Ends(figures.FnmrIntervals[2]),
        },
        pictures = figures.Pictures,
        people = figures.People,
        bestAccuracy = Rates.Json(figures.BestAccuracy),
        medianMilliseconds = Rates.Json(figures.MedianMilliseconds),
        bestBalancedAccuracy = Rates.Json(figures.BestBalancedAccuracy),
        thresholds = new
        {
            atEer = Rates.Json(figures.Thresholds.AtEer),
            atFmr1e2 = Rates.Json(figures.Thresholds.AtFmr1e2),
            atFmr1e3 = Rates.Json(figures.Thresholds.AtFmr1e3),
            atFmr1e4 = Rates.Json(figures.Thresholds.AtFmr1e4),
        },
        atPolicy = figures.AtPolicy.Select(policy => new
        {
            group = policy.Group,
            genuine = policy.Genuine,
            impostor = policy.Impostor,
            fnmrAtAccept = Rates.Json(policy.FnmrAtAccept),
            fnmrAtAcceptInterval = Rates.Interval(policy.FnmrAtAccept),
            fmrAtAccept = Rates.Json(policy.FmrAtAccept),
            fmrAtAcceptInterval = Rates.Interval(policy.FmrAtAccept),
            fnmrAtOfficer = Rates.Json(policy.FnmrAtOfficer),
            fnmrAtOfficerInterval = Rates.Interval(policy.FnmrAtOfficer),
            fmrAtOfficer = Rates.Json(policy.FmrAtOfficer),
            fmrAtOfficerInterval = Rates.Interval(policy.FmrAtOfficer),
        }),
        det = figures.Det.Select(point => new { fmr = point.FalseMatchRate, fnmr = point.FalseNonMatchRate, threshold = point.Threshold }),
        models = FaceInput.ModelsOf(engine),
    };

    private static double[]? Ends((double Low, double High)? interval) => interval is { } known ? [known.Low, known.High] : null;

    private static void Write(TextWriter writer, VerificationFigures figures)
    {
        writer.WriteLine($"{figures.Genuine} genuine and {figures.Impostor} impostor comparisons, {figures.FailureToEnrol} pictures without a usable face, median {figures.MedianMilliseconds:0.0} ms a picture");
        writer.WriteLine($"Equal error rate {Rates.Percent(figures.Eer)} (threshold {figures.Thresholds.AtEer:0.000}); best accuracy on the listed pairs {Rates.Percent(figures.BestAccuracy)}, balanced {Rates.Percent(figures.BestBalancedAccuracy)}");
        writer.WriteLine($"FNMR at FMR 1e-2 {Rates.Percent(figures.FnmrAtFmr1e2)} ({figures.Thresholds.AtFmr1e2:0.000}), 1e-3 {Rates.Percent(figures.FnmrAtFmr1e3)} ({figures.Thresholds.AtFmr1e3:0.000}), 1e-4 {Rates.Percent(figures.FnmrAtFmr1e4)} ({figures.Thresholds.AtFmr1e4:0.000})");
        foreach (PolicyFigures policy in figures.AtPolicy)
        {
            writer.WriteLine($"At the set's own thresholds, {(policy.Group.Length == 0 ? "everybody" : $"group {policy.Group}")} ({policy.Genuine} genuine, {policy.Impostor} listed impostor): "
                + $"accept FNMR {Rates.Percent(policy.FnmrAtAccept)}, FMR {Rates.Percent(policy.FmrAtAccept)}; officer FNMR {Rates.Percent(policy.FnmrAtOfficer)}, FMR {Rates.Percent(policy.FmrAtOfficer)}");
        }
    }
}
