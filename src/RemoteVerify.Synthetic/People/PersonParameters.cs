using System.Numerics;

namespace RemoteVerify.Synthetic.People;

/// <summary>
/// Everything that makes one synthetic person look different from another. Factors are 1 and offsets 0 for the average
/// face; lengths are in head units (the average pupil distance is 0.55). Colours are linear.
/// </summary>
public sealed record PersonParameters
{
    // Shape of the head.
    public float FaceWidth { get; init; } = 1;
    public float FaceLength { get; init; } = 1;
    public float JawWidth { get; init; } = 1;
    public float ChinWidth { get; init; } = 1;
    public float ChinLength { get; init; }
    public float CheekboneWidth { get; init; } = 1;
    public float CheekFullness { get; init; } = 1;
    public float BrowRidge { get; init; } = 1;
    public float EarSize { get; init; } = 1;

    /// <summary>How far the ears stand off; 0 average, about -1 to 1.</summary>
    public float EarStandOff { get; init; }
    public float TempleWidth { get; init; } = 1;

    /// <summary>How far the chin comes forward; 0 average, about -1 to 1.</summary>
    public float ChinProjection { get; init; }
    public float NeckWidth { get; init; } = 1;

    /// <summary>0 symmetric; about 1 a visible difference between the two halves.</summary>
    public float Asymmetry { get; init; }

    // Nose.
    public float NoseLength { get; init; } = 1;
    public float NoseWidth { get; init; } = 1;

    /// <summary>0 flat, 1 high and narrow.</summary>
    public float NoseBridge { get; init; } = 0.35f;
    public float NoseTip { get; init; } = 1;

    /// <summary>Positive: the tip is turned up; about -1 to 1.</summary>
    public float NoseLift { get; init; }

    /// <summary>How far the tip comes forward; 0 average, about -1 to 1.</summary>
    public float NoseProjection { get; init; }
    public float NostrilSize { get; init; } = 1;

    // Eyes.
    public float EyeDistance { get; init; } = 1;
    public float EyeHeight { get; init; }
    public float EyeSize { get; init; } = 1;
    public float EyeOpening { get; init; } = 1;

    /// <summary>Positive: outer corner higher.</summary>
    public float EyeTilt { get; init; } = 0.03f;

    /// <summary>0 none, 1 the inner corner is covered.</summary>
    public float EpicanthicFold { get; init; } = 0.7f;

    /// <summary>0 single lid, 1 a clear crease.</summary>
    public float LidCrease { get; init; } = 0.4f;
    public Vector3 IrisColour { get; init; } = new(0.060f, 0.030f, 0.016f);
    public float IrisSize { get; init; } = 1;

    /// <summary>Positive: the eyes lie deeper; about -1 to 1.</summary>
    public float EyeDepth { get; init; }

    // Brows.
    public float BrowHeight { get; init; }
    public float BrowThickness { get; init; } = 1;
    public float BrowArch { get; init; } = 1;
    public float BrowTilt { get; init; }
    public float BrowLength { get; init; } = 1;
    public float BrowDensity { get; init; } = 0.85f;

    /// <summary>Positive: the brows are farther apart; head units.</summary>
    public float BrowGap { get; init; }

    // Mouth.
    public float MouthWidth { get; init; } = 1;
    public float MouthHeight { get; init; }
    public float UpperLip { get; init; } = 1;
    public float LowerLip { get; init; } = 1;

    /// <summary>How far the lips come forward; 0 average, about -1 to 1.</summary>
    public float LipProjection { get; init; }

    /// <summary>Peaks of the upper lip: 0 none, 1 average.</summary>
    public float CupidBow { get; init; } = 1;

    /// <summary>Positive: the corners of the mouth point up; about -1 to 1.</summary>
    public float MouthTilt { get; init; }

    /// <summary>0 the colour of the skin, 1 made up.</summary>
    public float LipColour { get; init; } = 0.5f;

    // Skin and age.
    public Vector3 SkinColour { get; init; } = new(0.58f, 0.385f, 0.275f);
    public float SkinUnevenness { get; init; } = 0.5f;

    /// <summary>0 none, 1 many.</summary>
    public float Freckles { get; init; }
    public float CheekFolds { get; init; }
    public float EyeBags { get; init; }
    public float ForeheadLines { get; init; }
    public IReadOnlyList<Mole> Moles { get; init; } = [];

    // Hair.
    public HairStyle HairStyle { get; init; }
    public Vector3 HairColour { get; init; } = new(0.016f, 0.013f, 0.012f);

    /// <summary>0 none, 1 white.</summary>
    public float GreyHair { get; init; }

    /// <summary>Height of the hair line above the average.</summary>
    public float HairLine { get; init; }

    /// <summary>How far the hair line goes back above the temples: 0 straight, 1 deep corners.</summary>
    public float HairCorners { get; init; } = 0.3f;

    /// <summary>How far the hair stands off the skull.</summary>
    public float HairVolume { get; init; } = 1;

    /// <summary>Where the parting lies: -1 subject's right, 1 left.</summary>
    public float HairParting { get; init; } = 0.3f;

    /// <summary>How dense a beard would be: 0 none, 1 full. How much of it stands is <see cref="Beard"/> and <see cref="Moustache"/>.</summary>
    public float BeardGrowth { get; init; }
    public float Beard { get; init; }
    public float Moustache { get; init; }

    // Worn.
    public GlassesStyle Glasses { get; init; }
    public float GlassesSize { get; init; } = 1;

    /// <summary>Half the thickness of the frame, in head units.</summary>
    public float GlassesThickness { get; init; } = 0.013f;
    public Vector3 GlassesColour { get; init; } = new(0.02f, 0.02f, 0.022f);
    public Vector3 ShirtColour { get; init; } = new(0.30f, 0.36f, 0.48f);
    public bool ShirtCollar { get; init; } = true;

    /// <summary>0 plain, 1 broad stripes, 2 checks.</summary>
    public int ShirtPattern { get; init; }

    /// <summary>Pattern of the skin.</summary>
    public uint TextureSeed { get; init; } = 1;

    /// <summary>Pattern of hair strands and cloth: changes from day to day.</summary>
    public uint WornSeed { get; init; } = 1;
}

/// <summary>A dark spot on the skin, in head units seen from the front.</summary>
/// <param name="X">Positive: subject's left.</param>
/// <param name="Y">Positive: up; 0 is just below the eyes.</param>
/// <param name="Radius">Usually 0.01 to 0.03.</param>
public readonly record struct Mole(float X, float Y, float Radius);

/// <summary>How the hair is cut.</summary>
public enum HairStyle
{
    Short,
    Crew,
    SideParted,
    Fringe,
    Bob,
    LongStraight,
    TiedBack,
    Receding,
    Layered,
    Tousled,
}

/// <summary>Which glasses are worn.</summary>
public enum GlassesStyle
{
    None,
    Round,
    Rectangular,
    HalfRim,
}
