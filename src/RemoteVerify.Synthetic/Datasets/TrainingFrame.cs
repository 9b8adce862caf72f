using System.Numerics;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Datasets;

/// <summary>What a data set holds.</summary>
public enum FrameKind
{
    /// <summary>Square cut-outs round one face, for the recogniser and the landmarks.</summary>
    Faces,

    /// <summary>Whole frames with a face of any size anywhere, or none, for the detector.</summary>
    Scenes,

    /// <summary>Square cut-outs round a face, alive or shown by an instrument, for the attack detector.</summary>
    Attacks,

    /// <summary>Whole frames of people who look into their camera, for tests of the recogniser.</summary>
    Captures,

    /// <summary>Whole frames of people who turn far, for tests of detector and landmarks.</summary>
    Wide,
}

/// <summary>One picture of a data set with its labels.</summary>
/// <param name="Pixels">Bgr24 rows without padding.</param>
/// <param name="Person">Number of the person, -1 where nobody is seen.</param>
/// <param name="Species">0 for a living person, otherwise the kind of attack.</param>
/// <param name="State">Pose and expression.</param>
/// <param name="Truth">Places in pixels of this picture.</param>
/// <param name="Identity">Values of <see cref="IdentityParameters"/>.</param>
public sealed record TrainingFrame(byte[] Pixels, int Person, int Species, HeadState State, FaceTruth Truth, IReadOnlyList<float> Identity)
{
    /// <summary>Names of the columns of <see cref="Row"/>, after person and view.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "person", "view", "species", "yaw", "pitch", "roll", "blink", "gazeHorizontal", "gazeVertical", "smile", "mouthOpen", "distance",
        "boxX", "boxY", "boxWidth", "boxHeight",
        .. Enumerable.Range(0, FaceOutline.PointCount).SelectMany(i => new[] { $"p{i}x", $"p{i}y" }),
        .. Enumerable.Range(0, 5).SelectMany(i => new[] { $"f{i}x", $"f{i}y" }),
        .. IdentityParameters.Names.Select(name => "id." + name),
    ];

    /// <summary>The labels in the order of <see cref="Columns"/>.</summary>
    public IEnumerable<float> Row(int view)
    {
        FacePoints five = Truth.Five;
        ReadOnlySpan<Vector2> points = [five.RightEye, five.LeftEye, five.NoseTip, five.RightMouthCorner, five.LeftMouthCorner];
        return
        [
            Person, view, Species, State.YawDegrees, State.PitchDegrees, State.RollDegrees, State.Blink, State.GazeHorizontal, State.GazeVertical,
            State.Smile, State.MouthOpen, State.DistanceMillimetres, Truth.BoxCorner.X, Truth.BoxCorner.Y, Truth.BoxSize.X, Truth.BoxSize.Y,
            .. Pairs([.. Truth.Outline]), .. Pairs(points), .. Identity,
        ];
    }

    private static float[] Pairs(ReadOnlySpan<Vector2> points)
    {
        float[] values = new float[2 * points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            (values[2 * i], values[(2 * i) + 1]) = (points[i].X, points[i].Y);
        }

        return values;
    }
}
