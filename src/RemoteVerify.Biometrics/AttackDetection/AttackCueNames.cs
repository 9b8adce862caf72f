namespace RemoteVerify.Biometrics.AttackDetection;

/// <summary>The names of the cues, and in which direction each one speaks for an attack: a calibration can't turn a direction round.</summary>
public static class AttackCueNames
{
    public const string SpectralPeak = "spectral-peak";
    public const string StraightBorder = "straight-border";
    public const string ColourRange = "colour-range";
    public const string BlueShift = "blue-shift";
    public const string Focus = "focus";
    public const string FineDetail = "fine-detail";

    /// <summary>All cues, in the order of evidence.</summary>
    public static IReadOnlyList<string> All { get; } = [SpectralPeak, StraightBorder, ColourRange, BlueShift, Focus, FineDetail];

    /// <summary>1 when more of it looks alive, -1 when more of it looks like an attack.</summary>
    public static int Sign(string name) => name is ColourRange or Focus or FineDetail ? 1 : -1;

    /// <summary>What a person reads when the cue speaks against a living face.</summary>
    public static string Explain(string name) => name switch
    {
        SpectralPeak => "a regular pattern over the face, as of printed dots or a screen's grid",
        StraightBorder => "straight edges beside the face, as of a sheet or a screen",
        ColourRange => "colours of the face that lie close together, as on a print",
        BlueShift => "a face that is bluer than what is round it, as on a screen",
        Focus => "a face that is less sharp than what is round it",
        FineDetail => "no fine detail in the face, as in a picture of a picture",
        _ => name,
    };
}
