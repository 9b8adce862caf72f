using RemoteVerify.Cases.Verifying;
using RemoteVerify.Server.Capture;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>
/// How often the comparison of faces is wrong, as far as it was measured, and for whom it was not: what stands beside every score, because a number alone looks surer than it is.
/// </summary>
/// <param name="Set">The networks that gave the score.</param>
/// <param name="Accept">What is known at the threshold that accepts; null when the set is not the one that runs here now.</param>
/// <param name="Officer">The same at the threshold from which an officer looks.</param>
/// <param name="NotShownFor">Groups, as the end of keys <c>desk.rates.group.</c>.</param>
public sealed record ScoreRates(ModelSetUsed Set, ModelCalibration? Accept, ModelCalibration? Officer, IReadOnlyList<string> NotShownFor)
{
    /// <summary>Name of the check that compares the living face with the chip's portrait.</summary>
    public const string Check = "portrait-match";

    private const string Manifest = "manifest";

    /// <summary>Groups of which no set of this project has numbers of its own.</summary>
    private static readonly string[] Always = ["old", "young", "ethnic", "injured", "covered", "years-later"];

    public static ScoreRates? Of(CaptureEvidence evidence, CaptureEngines engines)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(engines);
        if (evidence.ModelSet is not { } set)
        {
            return null;
        }

        ModelSet? running = engines.Engine?.Catalog.Set is { } here && here.Name == set.Name ? here : null;
        string[] groups = set.Thresholds == Manifest ? set.Grade == "demo" ? ["real", .. Always] : ["vietnamese", .. Always] : Always;
        return new ScoreRates(set, running?.Calibrations.FirstOrDefault(one => one.Role == "accept"), running?.Calibrations.FirstOrDefault(one => one.Role == "officer"), groups);
    }

    public override string ToString() => $"ScoreRates {Set.Name}";
}
