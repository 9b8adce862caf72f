using System.CommandLine;
using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Evaluation;

namespace RemoteVerify.Cli.Commands.Face;

/// <summary><c>rv face evaluate-attacks</c>: APCER per instrument and BPCER over a list of pictures (ISO/IEC 30107-3); on rendered pictures a regression gate instead.</summary>
internal static class EvaluateAttacksCommand
{
    private const int ShownPictures = 30;

    public static Command Create()
    {
        Option<string> samples = new("--list") { Description = "CSV with the columns file and kind; live means bona fide, any other kind names an attack instrument. A column reference names the picture of the person whom it claims to be: then IAPAR too. A list of rendered pictures has the column species instead of kind.", Required = true };
        Option<string> root = new("--root") { Description = "Folder with the pictures, or with a folder images that holds them.", Required = true };
        Option<string> report = new("--report") { Description = "Folder for a Markdown report with plots (SVG)." };
        Option<string> title = new("--data-set") { Description = "What the pictures are, for the report.", DefaultValueFactory = _ => "not named" };
        Option<string> set = FaceInput.Set();
        Option<bool> json = CommandTable.Json();
        Command command = new("evaluate-attacks", "Measure the attack detector over a list of pictures.") { samples, root, report, title, set, json };
        command.SetAction((parsed, cancellationToken) =>
        {
            IReadOnlyList<AttackSample> list = TestSet.List(parsed.GetValue(samples)!, bytes => AttackSampleList.Read(bytes));
            TestSet pictures = new(parsed.GetValue(root)!);
            using BiometricEngine engine = Cli.Models.Engine(parsed.GetValue(set)!);
            AttackFigures figures = new AttackEvaluator(engine, TimeProvider.System).Evaluate(list, pictures.Open, TestSet.Progress(), cancellationToken);
            IReadOnlyList<SystemSpeciesFigures> system = figures.Gate is null
                ? new SystemAttackEvaluator(engine).Evaluate(list, figures.Samples, figures.Threshold, pictures.Open, cancellationToken)
                : [];
            pictures.ReportMissing();
            if (parsed.GetValue(report) is { } folder)
            {
                AttackReport.Write(folder, figures, system, engine, parsed.GetValue(title)!, TimeProvider.System.GetUtcNow());
            }

            new Output(parsed.GetValue(json)).Answer(
                figures.Gate is { } gate ? AttackGateReport.Json(figures, gate, engine) : Json(figures, system, engine),
                writer => Write(writer, figures, system));
            return Task.FromResult(ExitCodes.Positive);
        });
        return command;
    }

    private static object Json(AttackFigures figures, IReadOnlyList<SystemSpeciesFigures> system, BiometricEngine engine) => new
    {
        threshold = figures.Threshold,
        bonaFide = figures.BonaFide,
        bonaFideNoResponse = figures.BonaFideNoResponse,
        bpcer = Rates.Json(figures.Bpcer),
        bpcerInterval = Rates.Interval(Rate(figures.Bpcer, figures.BonaFide)),
        species = figures.Species.Select(species => new { species = species.Species, presentations = species.Presentations, noResponse = species.NoResponse, apcer = Rates.Json(species.Apcer), apcerInterval = Rates.Interval(Rate(species.Apcer, species.Presentations)) }),
        worstApcer = Rates.Json(figures.WorstApcer),
        iapar = system.Where(one => one.Species.Length > 0).Select(one => new { species = one.Species, presentations = one.Rate.Trials, noTemplate = one.NoTemplate, iapar = one.Rate.Rate, iaparInterval = Rates.Interval(one.Rate), riapar = one.Rate.Rate + Frr(system)?.Rate }),
        worstIapar = system.Any(one => one.Species.Length > 0) ? system.Where(one => one.Species.Length > 0).Max(one => one.Rate.Rate) : (double?)null,
        frr = Frr(system)?.Rate,
        frrInterval = Rates.Interval(Frr(system)),
        notShown = AttackReport.NotShown(figures, system),
        medianMilliseconds = Rates.Json(figures.MedianMilliseconds),
        beside = figures.Beside is { } beside
            ? new { by = beside.By, threshold = beside.Figures.Threshold, bpcer = Rates.Json(beside.Figures.Bpcer), worstApcer = Rates.Json(beside.Figures.WorstApcer) }
            : null,
        samples = Samples(figures),
        models = FaceInput.ModelsOf(engine),
    };

    /// <summary>Every picture with its score.</summary>
    public static IEnumerable<object> Samples(AttackFigures figures) => figures.Samples.Select(sample => new { file = sample.File, kind = Kind(sample), score = sample.Score, network = sample.Network, fused = sample.Fused });

    private static ErrorRate? Rate(double share, int presentations) => presentations == 0 ? null : ErrorRate.Of((long)Math.Round(share * presentations), presentations);

    private static ErrorRate? Frr(IReadOnlyList<SystemSpeciesFigures> system) => system.FirstOrDefault(one => one.Species.Length == 0)?.Rate;

    private static string Kind(ScoredSample sample) => sample.Species.Length == 0 ? "bona-fide" : sample.Species;

    private static void Write(TextWriter writer, AttackFigures figures, IReadOnlyList<SystemSpeciesFigures> system)
    {
        // A long list would push the figures out of sight; --json has every picture.
        foreach (ScoredSample sample in figures.Samples.Count <= ShownPictures ? figures.Samples : [])
        {
            writer.WriteLine($"{sample.File} ({Kind(sample)}): {(sample.Score is { } score ? $"{score:0.000}" : "no face")}");
        }

        if (figures.Gate is { } gate)
        {
            AttackGateReport.Write(writer, figures, gate);
            return;
        }

        writer.WriteLine($"BPCER {Rates.WithInterval(Rate(figures.Bpcer, figures.BonaFide))} of {figures.BonaFide} at threshold {figures.Threshold:0.00}; median {figures.MedianMilliseconds:0.0} ms a picture");
        if (figures.Beside is { } beside)
        {
            writer.WriteLine($"By the {(beside.By == "network" ? "networks alone" : "networks and cues together, as advice")}: BPCER {Rates.Percent(beside.Figures.Bpcer)}, worst APCER {Rates.Percent(beside.Figures.WorstApcer)} at threshold {beside.Figures.Threshold:0.00}");
        }

        foreach (SpeciesFigures species in figures.Species)
        {
            writer.WriteLine($"APCER of {species.Species}: {Rates.WithInterval(Rate(species.Apcer, species.Presentations))} of {species.Presentations}, {species.NoResponse} without a face");
        }

        foreach (SystemSpeciesFigures one in system)
        {
            writer.WriteLine($"{(one.Species.Length == 0 ? "FRR of attack detection and comparison" : $"IAPAR of {one.Species}")}: {Rates.WithInterval(one.Rate)} of {one.Rate.Trials}, {one.NoTemplate} without a template");
        }

        foreach (string sentence in AttackReport.NotShown(figures, system))
        {
            writer.WriteLine("Not shown: " + sentence);
        }
    }
}
