using System.Globalization;
using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Evaluation;

namespace RemoteVerify.Cli.Commands.Face;

/// <summary>The page beside figures of attack detection, with the spread of the scores; of rendered pictures a regression gate.</summary>
internal static class AttackReport
{
    public static void Write(string folder, AttackFigures figures, IReadOnlyList<SystemSpeciesFigures> system, BiometricEngine engine, string dataSet, DateTimeOffset at)
    {
        Directory.CreateDirectory(folder);
        string set = engine.Catalog.Set.Name;
        string name = $"attacks-{set}{(figures.Gate is null ? "" : "-rendered")}";
        VerificationReport.Save(Path.Combine(folder, name + "-scores.svg"), AttackScorePlot.Draw($"Attack scores, set {set}", figures.Samples, figures.Threshold));
        string? tradeOff = AttackTradeOffPlot.Draw($"Attack detection, set {set}{(figures.Gate is null ? "" : ", rendered pictures")}", figures.Samples);
        using StringWriter page = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        page.WriteLine($"# Attack detection with the set {set}{(figures.Gate is null ? "" : " on rendered pictures")}");
        page.WriteLine();
        page.WriteLine($"{at:yyyy-MM-dd}, `./rv face evaluate-attacks`. Data set: {dataSet}. {figures.BonaFide} bona fide pictures, {figures.Species.Sum(species => species.Presentations)} attacks of {figures.Species.Count} kinds.");
        page.WriteLine();
        page.WriteLine($"![Spread of the scores]({name}-scores.svg)");
        page.WriteLine();
        if (tradeOff is not null)
        {
            VerificationReport.Save(Path.Combine(folder, name + ".svg"), tradeOff);
            page.WriteLine($"![Attacks accepted against living people refused]({name}.svg)");
            page.WriteLine();
        }

        if (figures.Gate is { } gate)
        {
            WriteGate(page, figures, gate);
        }
        else
        {
            WriteRates(page, figures, system);
        }

        page.WriteLine();
        page.WriteLine("## What this does not show");
        page.WriteLine();
        foreach (string sentence in NotShown(figures, system))
        {
            page.WriteLine($"- {sentence}");
        }

        VerificationReport.WriteNetworks(page, engine);
        VerificationReport.Save(Path.Combine(folder, name + ".md"), page.ToString());
    }

    /// <summary>What these figures do not show, one sentence each.</summary>
    public static IReadOnlyList<string> NotShown(AttackFigures figures, IReadOnlyList<SystemSpeciesFigures> system)
    {
        if (figures.Gate is not null)
        {
            return ["Any rate of ISO/IEC 30107-3: rendered instruments are no presentation attack instruments, and rendered people no people.", "Instruments that the renderer does not know: latex or silicone masks, heads printed in three dimensions, make-up."];
        }

        List<string> sentences = [];
        foreach (SpeciesFigures species in figures.Species)
        {
            double high = ErrorRate.Of((long)Math.Round(species.Apcer * species.Presentations), species.Presentations).High;
            sentences.Add(string.Create(CultureInfo.InvariantCulture, $"APCER of {species.Species} below {100 * high:0.#} %: {species.Presentations} presentation{(species.Presentations == 1 ? " allows" : "s allow")} no better statement (95 %)."));
        }

        if (figures.BonaFide > 0)
        {
            double high = ErrorRate.Of((long)Math.Round(figures.Bpcer * figures.BonaFide), figures.BonaFide).High;
            sentences.Add(string.Create(CultureInfo.InvariantCulture, $"BPCER below {100 * high:0.#} % ({figures.BonaFide} bona fide presentation{(figures.BonaFide == 1 ? "" : "s")})."));
        }

        if (system.Count == 0)
        {
            sentences.Add("IAPAR and RIAPAR, which are of the whole system with the comparison: the list has no column reference.");
        }

        sentences.Add("Other kinds of instruments, cameras and rooms than those of the list; nothing of a laboratory's test by ISO/IEC 30107-3.");
        return sentences;
    }

    private static void WriteRates(StringWriter page, AttackFigures figures, IReadOnlyList<SystemSpeciesFigures> system)
    {
        page.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ISO/IEC 30107-3 terms, at the set's threshold {figures.Threshold:0.00}, with exact 95 % intervals. A picture without a face counts as refused."));
        page.WriteLine();
        page.WriteLine("| | presentations | without a face | rate |");
        page.WriteLine("|---|---|---|---|");
        page.WriteLine($"| BPCER | {figures.BonaFide} | {figures.BonaFideNoResponse} | {Rates.WithInterval(AttackRates.Of(figures.Bpcer, figures.BonaFide))} |");
        foreach (SpeciesFigures species in figures.Species)
        {
            page.WriteLine($"| APCER, {species.Species} | {species.Presentations} | {species.NoResponse} | {Rates.WithInterval(AttackRates.Of(species.Apcer, species.Presentations))} |");
        }

        foreach (SystemSpeciesFigures species in system)
        {
            page.WriteLine($"| {(species.Species.Length == 0 ? "FRR, attack detection and comparison" : $"IAPAR, {species.Species}")} | {species.Rate.Trials} | {species.NoTemplate} | {Rates.WithInterval(species.Rate)} |");
        }

        if (figures.Samples.Count <= 20)
        {
            page.WriteLine();
            page.WriteLine("| picture | kind | score |");
            page.WriteLine("|---|---|---|");
            foreach (ScoredSample sample in figures.Samples)
            {
                page.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {sample.File} | {(sample.Species.Length == 0 ? "bona fide" : sample.Species)} | {(sample.Score is { } score ? score.ToString("0.000", CultureInfo.InvariantCulture) : "no face")} |"));
            }
        }
    }

    private static void WriteGate(StringWriter page, AttackFigures figures, AttackGateFigures gate)
    {
        page.WriteLine("A regression gate on rendered pictures: it shows whether a change made the networks worse, and is no rate of ISO/IEC 30107-3.");
        page.WriteLine();
        page.WriteLine($"| | pictures | at the set's threshold {gate.AtPolicy.Threshold.ToString("0.000", CultureInfo.InvariantCulture)} | at {100 * AttackGateFigures.LiveLossLimit:0.#} % loss of the living ({(double.IsFinite(gate.AtLiveLoss.Threshold) ? gate.AtLiveLoss.Threshold.ToString("0.000", CultureInfo.InvariantCulture) : "none")}) |");
        page.WriteLine("|---|---|---|---|");
        page.WriteLine($"| living, refused | {figures.BonaFide} | {Rates.WithInterval(AttackRates.Of(gate.AtPolicy.LiveLoss, figures.BonaFide))} | {Rates.Percent(gate.AtLiveLoss.LiveLoss)} |");
        foreach ((SpeciesAcceptance own, SpeciesAcceptance loss) in gate.AtPolicy.Accepted.Zip(gate.AtLiveLoss.Accepted))
        {
            page.WriteLine($"| {own.Species}, accepted | {own.Pictures} | {Rates.WithInterval(AttackRates.Of(own.Share, own.Pictures))} | {Rates.Percent(loss.Share)} |");
        }
    }
}

/// <summary>Shares of presentations as rates with their interval.</summary>
internal static class AttackRates
{
    /// <summary>Null without presentations.</summary>
    public static ErrorRate? Of(double share, int presentations) => presentations == 0 || !double.IsFinite(share) ? null : ErrorRate.Of((long)Math.Round(share * presentations), presentations);
}
