using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Datasets;

/// <summary>The numbers that stay the same from day to day, as labels for training: exact, because the picture was made from them.</summary>
public static class IdentityParameters
{
    private static readonly (string Name, Func<PersonParameters, float> Value)[] All =
    [
        ("FaceWidth", p => p.FaceWidth), ("FaceLength", p => p.FaceLength), ("JawWidth", p => p.JawWidth), ("ChinWidth", p => p.ChinWidth),
        ("ChinLength", p => p.ChinLength), ("ChinProjection", p => p.ChinProjection), ("CheekboneWidth", p => p.CheekboneWidth),
        ("CheekFullness", p => p.CheekFullness), ("TempleWidth", p => p.TempleWidth), ("BrowRidge", p => p.BrowRidge),
        ("EarSize", p => p.EarSize), ("EarStandOff", p => p.EarStandOff), ("NeckWidth", p => p.NeckWidth), ("Asymmetry", p => p.Asymmetry),
        ("NoseLength", p => p.NoseLength), ("NoseWidth", p => p.NoseWidth), ("NoseBridge", p => p.NoseBridge), ("NoseTip", p => p.NoseTip),
        ("NoseLift", p => p.NoseLift), ("NoseProjection", p => p.NoseProjection), ("NostrilSize", p => p.NostrilSize),
        ("EyeDistance", p => p.EyeDistance), ("EyeHeight", p => p.EyeHeight), ("EyeSize", p => p.EyeSize), ("EyeOpening", p => p.EyeOpening),
        ("EyeTilt", p => p.EyeTilt), ("EyeDepth", p => p.EyeDepth), ("EpicanthicFold", p => p.EpicanthicFold), ("LidCrease", p => p.LidCrease),
        ("IrisBrightness", p => p.IrisColour.X), ("IrisSize", p => p.IrisSize), ("BrowHeight", p => p.BrowHeight), ("BrowThickness", p => p.BrowThickness),
        ("BrowArch", p => p.BrowArch), ("BrowTilt", p => p.BrowTilt), ("BrowLength", p => p.BrowLength), ("BrowDensity", p => p.BrowDensity), ("BrowGap", p => p.BrowGap),
        ("MouthWidth", p => p.MouthWidth), ("MouthHeight", p => p.MouthHeight), ("UpperLip", p => p.UpperLip), ("LowerLip", p => p.LowerLip),
        ("LipProjection", p => p.LipProjection), ("CupidBow", p => p.CupidBow), ("MouthTilt", p => p.MouthTilt),
        ("SkinLightness", p => p.SkinColour.X), ("SkinUnevenness", p => p.SkinUnevenness), ("Freckles", p => p.Freckles),
        ("CheekFolds", p => p.CheekFolds), ("EyeBags", p => p.EyeBags), ("ForeheadLines", p => p.ForeheadLines),
        ("HairLine", p => p.HairLine), ("HairCorners", p => p.HairCorners), ("BeardGrowth", p => p.BeardGrowth),
    ];

    /// <summary>Names in the order of <see cref="ValuesOf"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(one => one.Name)];

    /// <summary>The values of one person, on their own scales.</summary>
    public static IEnumerable<float> ValuesOf(PersonParameters person) => All.Select(one => one.Value(person));
}
