using System.CommandLine;
using System.Globalization;
using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Evaluation;

namespace RemoteVerify.Cli.Commands.Face;

/// <summary><c>rv face evaluate</c>: error rates over a list of pairs (ISO/IEC 19795-1).</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        Option<string> pairs = new("--pairs") { Description = "CSV with the columns a, b, same (1 or 0); every further column forms groups (age and portrait_age_years in bands)." };
        Option<string> images = new("--images") { Description = "CSV with the columns file and identity; every further column forms groups. Without --pairs everybody is compared with everybody." };
        Option<string> root = new("--root") { Description = "Folder with the pictures, or with a folder images that holds them.", Required = true };
        Option<bool> all = new("--all-impostors") { Description = "Take all pairs of different people as impostors; the list must then name all genuine pairs." };
        Option<string> alone = new("--recogniser") { Description = "Of a set with several recognisers measure only this one (its identifier)." };
        Option<string> beside = new("--beside") { Description = "CSV with published figures of the same networks on the same pictures (models/reports/published.csv), to be held against." };
        Option<string> report = new("--report") { Description = "Folder for a Markdown report with its DET plot (SVG)." };
        Option<string> title = new("--data-set") { Description = "What the pictures are, for the report.", DefaultValueFactory = _ => "not named" };
        Option<string> set = FaceInput.Set();
        Option<bool> json = CommandTable.Json();
        Command command = new("evaluate", "Measure the error rates of the recogniser over a list of pairs.") { pairs, images, root, all, alone, beside, report, title, set, json };
        command.SetAction((parsed, cancellationToken) =>
        {
            IReadOnlyList<LabelledPicture> known = parsed.GetValue(images) is { } file ? TestSet.List(file, bytes => LabelledPictureList.Read(bytes)) : [];
            IReadOnlyList<ImagePair> list = Pairs(parsed.GetValue(pairs), known);
            bool allImpostors = parsed.GetValue(all) || parsed.GetValue(pairs) is null;
            if (allImpostors && known.Count + list.Count > 2_000_000)
            {
                throw CommandException.WrongUse("The list is too long to compare everybody with everybody.");
            }

            TestSet pictures = new(parsed.GetValue(root)!);
            using BiometricEngine engine = Cli.Models.Engine(parsed.GetValue(set)!, parsed.GetValue(alone));
            VerificationEvaluator evaluator = new(engine, TimeProvider.System)
            {
                Pictures = known, Published = parsed.GetValue(beside) is { } published ? TestSet.List(published, bytes => PublishedFigureList.Read(bytes)) : [],
            };
            VerificationFigures figures = evaluator.Evaluate(list, allImpostors, pictures.Open, TestSet.Progress(), cancellationToken);
            pictures.ReportMissing();
            if (figures.Genuine == 0 && figures.Impostor == 0)
            {
                throw CommandException.WrongUse("Not one pair could be compared: no picture of the list was found with a face.");
            }

            if (parsed.GetValue(report) is { } folder)
            {
                VerificationReport.Write(folder, figures, engine, parsed.GetValue(title)!, TimeProvider.System.GetUtcNow());
            }

            new Output(parsed.GetValue(json)).Answer(VerificationJson.Of(figures, engine), writer => Write(writer, figures));
            return Task.FromResult(ExitCodes.Positive);
        });
        return command;
    }

    private static IReadOnlyList<ImagePair> Pairs(string? path, IReadOnlyList<LabelledPicture> known) =>
        path is not null ? TestSet.List(path, bytes => PairList.Read(bytes))
        : known.Count > 0 ? LabelledPictureList.GenuinePairs(known)
        : throw CommandException.WrongUse("Name a list: --pairs or --images.");

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

        foreach (BesidePublished one in figures.Beside)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Beside the published {one.Published.Threshold:0.000} at FMR {one.Published.FalseMatchRate}: threshold {one.Threshold:0.000} {(one.ThresholdInside ? "inside" : "OUTSIDE")}, FNMR {Rates.Percent(one.Fnmr)} against {100 * one.Published.Fnmr:0.##} % {(one.FnmrInside ? "inside" : "OUTSIDE")}, FMR {one.Fmr.Rate:0.0e-0}"));
        }

        foreach (GroupFigures group in figures.Groups)
        {
            writer.WriteLine($"{group.Column} {group.Value} ({group.Pictures} pictures, {group.Genuine} genuine, {group.Impostor} impostor): accept FNMR {Rates.Percent(group.FnmrAtAccept)}, FMR {Rates.Percent(group.FmrAtAccept)}; officer FNMR {Rates.Percent(group.FnmrAtOfficer)}, FMR {Rates.Percent(group.FmrAtOfficer)}");
        }

        foreach (string sentence in figures.GroupComparisons.Select(comparison => comparison.Statement).Concat(figures.NotShown.Select(sentence => "Not shown: " + sentence)))
        {
            writer.WriteLine(sentence);
        }
    }
}
