using System.CommandLine;
using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Evaluation;
using RemoteVerify.Cli.Commands.Face;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Cli.Commands.Models;

/// <summary><c>rv models calibrate</c>: thresholds for the people that an operator has labelled pictures of, with intervals.</summary>
internal static class ModelsCalibrateCommand
{
    private static readonly string[] PictureEndings = [".jpg", ".jpeg", ".png", ".jp2", ".webp"];

    public static Command Create()
    {
        Option<string> root = new("--root") { Description = "Folder with the pictures, or with a folder images that holds them. Without a list: one folder per person.", Required = true };
        Option<string> images = new("--images") { Description = "CSV with the columns file and identity." };
        Option<string> pairs = new("--pairs") { Description = "CSV with the columns a, b, same that names all genuine pairs." };
        Option<string> hardest = new("--hardest-of") { Description = "A column of --images: each threshold is the highest that everybody or one of its groups needs." };
        Option<string> set = new("--set") { Description = "The model set.", DefaultValueFactory = _ => Cli.Models.DefaultSet };
        Option<string> dataSet = new("--data-set") { Description = "What the pictures are, in a few words, for the record; without it the name of the folder." };
        Option<string> to = new("--out") { Description = "The calibration, JSON; the service takes it as Service:CalibrationFile." };
        Option<bool> json = CommandTable.Json();
        Command command = new("calibrate", "Measure the match thresholds for false match rates of 1 in 1,000 (officer) and 1 in 10,000 (accept) on labelled pictures.") { root, images, pairs, hardest, set, dataSet, to, json };
        command.SetAction((parsed, cancellationToken) =>
        {
            string folder = parsed.GetValue(root)!;
            TestSet files = new(folder);
            IReadOnlyList<LabelledPicture> pictures = Pictures(folder, parsed.GetValue(images), parsed.GetValue(pairs));
            string name = parsed.GetValue(dataSet) ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
            if (parsed.GetValue(hardest) is { } column && !pictures.Any(picture => picture.Labels.ContainsKey(column)))
            {
                throw CommandException.WrongUse($"--hardest-of {column}: the list has no such column.");
            }

            using BiometricEngine engine = Cli.Models.Engine(parsed.GetValue(set)!);
            CalibrationOutcome outcome = new ThresholdCalibrator(engine, TimeProvider.System) { HardestOf = parsed.GetValue(hardest) }.Calibrate(pictures, name, files.Open, TestSet.Progress(), cancellationToken);
            files.ReportMissing();
            return Task.FromResult(Answer(new Output(parsed.GetValue(json)), outcome, parsed.GetValue(to)));
        });
        return command;
    }

    private static IReadOnlyList<LabelledPicture> Pictures(string root, string? images, string? pairs)
    {
        IReadOnlyList<LabelledPicture> pictures = (images, pairs) switch
        {
            (not null, not null) => throw CommandException.WrongUse("Name one list: --images or --pairs."),
            (not null, null) => TestSet.List(images, bytes => LabelledPictureList.Read(bytes)),
            (null, not null) => LabelledPictureList.FromPairs(TestSet.List(pairs, bytes => PairList.Read(bytes))),
            _ => FoldersOf(root),
        };
        return pictures.Count switch
        {
            0 => throw CommandException.WrongUse($"{root} has no folder per person with pictures in it; name a list with --images or --pairs."),
            > ThresholdCalibrator.MaximumPictures => throw CommandException.WrongUse($"{pictures.Count} pictures are too many: everybody is compared with everybody, at most {ThresholdCalibrator.MaximumPictures}."),
            _ => pictures,
        };
    }

    private static LabelledPicture[] FoldersOf(string root) =>
    [
        .. Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal)
            .SelectMany(person => Directory.EnumerateFiles(person, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Where(file => PictureEndings.Contains(Path.GetExtension(file).ToLowerInvariant()))
                .Select(file => new LabelledPicture(Path.GetRelativePath(root, file), Path.GetFileName(person)))),
    ];

    private static int Answer(Output output, CalibrationOutcome outcome, string? path)
    {
        if (outcome.Calibration is { } calibration && path is not null)
        {
            InputFiles.Write(path, calibration.Write());
        }

        output.Answer(new { written = outcome.Calibration is null ? null : path, outcome.Data, outcome.Calibration, outcome.Warnings, outcome.Lack }, writer => Write(writer, outcome, path));
        return outcome.Calibration is null ? ExitCodes.Negative : ExitCodes.Positive;
    }

    private static void Write(TextWriter writer, CalibrationOutcome outcome, string? path)
    {
        CalibrationData data = outcome.Data;
        writer.WriteLine($"{data.People} people, {data.Pictures} pictures ({data.FailuresToEnrol} more without a usable face), {data.GenuinePairs} genuine and {data.ImpostorPairs} impostor pairs");
        foreach (ModelCalibration threshold in outcome.Calibration?.Calibrations ?? [])
        {
            CalibrationSupport support = outcome.Calibration!.Support.First(s => s.Role == threshold.Role);
            writer.WriteLine($"{threshold.Role}: {threshold.Threshold:0.0000} [{threshold.IntervalLow:0.0000} - {threshold.IntervalHigh:0.0000}] at FMR {threshold.FalseMatchRate}; "
                + $"FNMR {Rates.Percent(threshold.FalseNonMatchRate ?? double.NaN)} [{Rates.Percent(support.FalseNonMatchRateLow ?? double.NaN)} - {Rates.Percent(support.FalseNonMatchRateHigh ?? double.NaN)}]");
        }

        foreach (string line in outcome.Lack is { } lack ? [lack] : outcome.Warnings)
        {
            writer.WriteLine(line);
        }

        if (outcome.Calibration is not null)
        {
            writer.WriteLine(path is null ? "Nothing was written; --out FILE keeps it." : $"Written to {path}; the service takes it as Service:CalibrationFile while its model files are these.");
        }
    }
}
