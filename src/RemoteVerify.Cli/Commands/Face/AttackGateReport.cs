using System.Globalization;
using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Evaluation;

namespace RemoteVerify.Cli.Commands.Face;

/// <summary>Tells the regression gate on rendered pictures, without the words of ISO/IEC 30107-3, which measures real instruments.</summary>
internal static class AttackGateReport
{
    private const string Meaning = "regression gate on rendered pictures: no rate of ISO/IEC 30107-3";

    public static object Json(AttackFigures figures, AttackGateFigures gate, BiometricEngine engine) => new
    {
        meaning = Meaning,
        live = figures.BonaFide,
        liveWithoutFace = figures.BonaFideNoResponse,
        atSetThreshold = Point(gate.AtPolicy),
        liveLossLimit = AttackGateFigures.LiveLossLimit,
        atLiveLossLimit = Point(gate.AtLiveLoss),
        notShown = AttackReport.NotShown(figures, []),
        medianMilliseconds = Rates.Json(figures.MedianMilliseconds),
        beside = figures.Beside is { Figures.Gate: { } other } beside
            ? new { by = beside.By, atSetThreshold = Point(other.AtPolicy), atLiveLossLimit = Point(other.AtLiveLoss) }
            : null,
        samples = EvaluateAttacksCommand.Samples(figures),
        models = FaceInput.ModelsOf(engine),
    };

    public static void Write(TextWriter writer, AttackFigures figures, AttackGateFigures gate)
    {
        writer.WriteLine($"A {Meaning}.");
        writer.WriteLine($"{figures.BonaFide} living faces, {figures.BonaFideNoResponse} of them not found (they count as lost); median {figures.MedianMilliseconds:0.0} ms a picture");
        writer.WriteLine(Invariant($"{"",-24}{"set's threshold",18}{$"{100 * AttackGateFigures.LiveLossLimit:0.#} % live loss",18}"));
        writer.WriteLine(Invariant($"{"threshold",-24}{gate.AtPolicy.Threshold,18:0.000}{gate.AtLiveLoss.Threshold,18:0.000}"));
        writer.WriteLine($"{"living faces lost",-24}{Rates.Percent(gate.AtPolicy.LiveLoss),18}{Rates.Percent(gate.AtLiveLoss.LiveLoss),18}");
        foreach ((SpeciesAcceptance own, SpeciesAcceptance loss) in gate.AtPolicy.Accepted.Zip(gate.AtLiveLoss.Accepted))
        {
            writer.WriteLine($"{$"{own.Species} ({own.Pictures}) accepted",-24}{Rates.Percent(own.Share),18}{Rates.Percent(loss.Share),18}");
        }

        if (figures.Beside is { Figures.Gate: { } other } beside)
        {
            writer.WriteLine(beside.By == "network" ? "By the networks alone:" : "By networks and cues together, as advice:");
            Write(writer, beside.Figures, other);
        }
    }

    private static string Invariant(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);

    private static object Point(AttackGatePoint point) => new
    {
        threshold = Rates.Json(point.Threshold),
        liveLoss = Rates.Json(point.LiveLoss),
        worstAccepted = Rates.Json(point.WorstAccepted),
        species = point.Accepted.Select(species => new { species = species.Species, pictures = species.Pictures, accepted = Rates.Json(species.Share) }),
    };
}
