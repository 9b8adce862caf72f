using System.Numerics;

namespace RemoteVerify.Synthetic.People;

/// <summary>
/// Where things are on one face with one expression, in head units: x to the subject's left, y up, z to the front, the
/// origin between the ears a little below the eyes. Shared by shape, colour and ground truth, so that they cannot disagree.
/// </summary>
internal sealed class FaceMeasures
{
    /// <summary>An average pupil distance of 63 mm is 0.59 units.</summary>
    public const float MillimetresPerUnit = 107;

    private readonly PersonParameters _person;

    public FaceMeasures(PersonParameters person, HeadState state)
    {
        _person = person;
        Smile = state.Smile;
        Open = state.MouthOpen;
        Eye = new(0.295f * person.EyeDistance, 0.07f + person.EyeHeight, 0.505f - (0.018f * person.EyeDepth));
        EyeRadius = 0.150f * MathF.Sqrt(person.EyeSize);
        EyeHalfWidth = 0.150f * person.EyeSize;
        LidUpper = (float.Lerp(0.056f * person.EyeOpening, -0.040f, state.Blink) - (0.008f * state.Smile)) * person.EyeSize;
        LidUpperOpen = 0.056f * person.EyeOpening * person.EyeSize;
        LidLower = (-0.044f + (0.014f * state.Smile)) * person.EyeSize;
        Blink = state.Blink;
        NoseTip = new(0, Down(-0.285f * person.NoseLength) + (0.026f * person.NoseLift), 0.815f + (0.035f * person.NoseProjection));
        NoseTipRadius = 0.098f * person.NoseTip;
        MouthY = Down(-0.610f) + person.MouthHeight;
        MouthHalfWidth = 0.235f * person.MouthWidth * (1 + (0.22f * state.Smile));
        MouthGap = 0.002f + (0.085f * state.MouthOpen);
        ChinY = Down(-0.955f) - person.ChinLength - (0.09f * state.MouthOpen);
    }

    public float Smile { get; }

    public float Open { get; }

    public float Blink { get; }

    /// <summary>Centre of the subject's left eyeball.</summary>
    public Vector3 Eye { get; }

    public float EyeRadius { get; }

    public float EyeHalfWidth { get; }

    /// <summary>Height of the upper lid's edge above the eye's centre, as it now is.</summary>
    public float LidUpper { get; }

    public float LidUpperOpen { get; }

    public float LidLower { get; }

    public Vector3 NoseTip { get; }

    public float NoseTipRadius { get; }

    public float MouthY { get; }

    public float MouthHalfWidth { get; }

    /// <summary>Half the height of the mouth's opening in its middle.</summary>
    public float MouthGap { get; }

    public float ChinY { get; }

    /// <summary>A height below the eyes, stretched by the length of the face.</summary>
    public float Down(float y) => y >= 0.07f ? y : 0.07f + ((y - 0.07f) * _person.FaceLength);
}
