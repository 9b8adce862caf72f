using System.CommandLine;
using System.Globalization;
using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.AttackDetection;
using RemoteVerify.Cli.Commands.Face;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Cli.Commands.Models;

/// <summary><c>rv models calibrate-attacks</c>: how a set's attack networks and the hand-made cues are weighed together.</summary>
internal static class ModelsCalibrateAttacksCommand
{
    private const string Explanation =
        """
        Measure how a set's attack networks and the hand-made cues are weighed together. With pictures of living people and of attacks the weights
        are fitted and decide. With living people only (--advice) the networks decide as before, and a cue is advice where it lies beyond what 98 % of these people
        show.
        """;

    public static Command Create()
    {
        Option<string[]> lists = new("--list") { Description = "CSV with the columns file and kind or species, and session and flatTurn where known; several may follow.", Required = true, AllowMultipleArgumentsPerToken = true };
        Option<string[]> roots = new("--root") { Description = "The folder of each list's pictures, in the same order.", Required = true, AllowMultipleArgumentsPerToken = true };
        Option<bool> advice = new("--advice") { Description = "The lists show living people only: the cues' limits are set by them, and the networks go on deciding." };
        Option<string> dataSet = new("--data-set") { Description = "What the pictures are, in a few words, for the record.", Required = true };
        Option<string> to = new("--out") { Description = "The calibration, JSON; models/training/register.py --attack-fusion puts it into the manifest." };
        Option<string> set = FaceInput.Set();
        Option<bool> json = CommandTable.Json();
        Command command = new("calibrate-attacks", Explanation.ReplaceLineEndings(" ")) { lists, roots, set, advice, dataSet, to, json };
        command.SetAction((parsed, cancellationToken) =>
        {
            using BiometricEngine engine = Cli.Models.Engine(parsed.GetValue(set)!);
            AttackFusionCalibrator calibrator = new(engine, TimeProvider.System);
            List<MeasuredAttackSample> measured = Measure(calibrator, parsed.GetValue(lists)!, parsed.GetValue(roots)!, cancellationToken);
            AttackFusionCalibration found = Calibrate(calibrator, measured, parsed.GetValue(advice), parsed.GetValue(dataSet)!);
            if (parsed.GetValue(to) is { } file)
            {
                InputFiles.Write(file, found.Write());
            }

            new Output(parsed.GetValue(json)).Answer(new { written = parsed.GetValue(to), calibration = found }, writer => Write(writer, found));
            return Task.FromResult(ExitCodes.Positive);
        });
        return command;
    }

    private static List<MeasuredAttackSample> Measure(AttackFusionCalibrator calibrator, string[] lists, string[] roots, CancellationToken cancellationToken)
    {
        if (lists.Length != roots.Length)
        {
            throw CommandException.WrongUse("Name a --root for every --list.");
        }

        List<MeasuredAttackSample> measured = [];
        foreach ((string list, string root) in lists.Zip(roots))
        {
            TestSet pictures = new(root);
            measured.AddRange(calibrator.Measure(TestSet.List(list, bytes => AttackTrainingList.Read(bytes)), pictures.Open, TestSet.Progress(), cancellationToken));
            pictures.ReportMissing();
        }

        return measured;
    }

    private static AttackFusionCalibration Calibrate(AttackFusionCalibrator calibrator, List<MeasuredAttackSample> measured, bool advice, string dataSet)
    {
        try
        {
            return advice ? calibrator.Advise(measured, dataSet) : calibrator.Fit(measured, dataSet);
        }
        catch (ArgumentException exception)
        {
            throw CommandException.WrongUse(exception.Message);
        }
    }

    private static void Write(TextWriter writer, AttackFusionCalibration found)
    {
        void Line(FormattableString line) => writer.WriteLine(line.ToString(CultureInfo.InvariantCulture));
        writer.WriteLine(string.Join(", ", found.Pictures.Select(p => $"{p.Pictures} {p.Species}")) + (found.Sessions > 0 ? $"; {found.Sessions} sessions" : ""));
        Line($"{"vote",-18}{"centre",10}{"step",10}{"weight",10}");
        foreach (FusionTerm term in found.FlatTurn is { } turn ? [.. found.Terms, turn] : found.Terms)
        {
            Line($"{term.Name,-18}{term.Centre,10:0.000}{term.Scale,10:0.000}{term.Weight,10:0.000}");
        }

        Line($"bias {found.Bias:0.000}; median at least {found.Median:0.000} ({100 * found.LivingBelowMedian:0.00} % of the living pictures below), lowest at least {found.Worst:0.000} ({100 * found.LivingBelowWorst:0.00} %)");
        writer.WriteLine(found.Decides ? "The fused score decides." : "The networks decide; the fused score is advice.");
    }
}
