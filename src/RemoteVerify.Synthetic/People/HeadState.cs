namespace RemoteVerify.Synthetic.People;

/// <summary>
/// What a head does at one moment. Left and right are the subject's: the picture is not mirrored, so a subject who turns
/// to their own left moves the nose to the right of the picture.
/// </summary>
public sealed record HeadState
{
    /// <summary>The distance at which a person usually sits in front of a webcam.</summary>
    public const float UsualDistanceMillimetres = 480;

    /// <summary>Straight into the camera, eyes open, at the usual distance.</summary>
    public static HeadState Neutral { get; } = new();

    /// <summary>Positive: turned to the subject's left (nose to the right of the picture).</summary>
    public float YawDegrees { get; init; }

    /// <summary>Positive: chin up (nose towards the top of the picture).</summary>
    public float PitchDegrees { get; init; }

    /// <summary>Positive: tilted towards the subject's right shoulder (counter-clockwise in the picture).</summary>
    public float RollDegrees { get; init; }

    /// <summary>0 open, 1 closed.</summary>
    public float Blink { get; init; }

    /// <summary>0 neutral, 1 broad.</summary>
    public float Smile { get; init; }

    /// <summary>0 closed, 1 wide open.</summary>
    public float MouthOpen { get; init; }

    /// <summary>-1 to 1; positive looks to the subject's left.</summary>
    public float GazeHorizontal { get; init; }

    /// <summary>-1 to 1; positive looks up.</summary>
    public float GazeVertical { get; init; }

    /// <summary>From the camera's lens to the middle of the face.</summary>
    public float DistanceMillimetres { get; init; } = UsualDistanceMillimetres;

    /// <summary>The state between two states; distance is blended on a logarithmic scale so that size changes evenly.</summary>
    /// <param name="from">The state at <paramref name="share"/> 0.</param>
    /// <param name="to">The state at <paramref name="share"/> 1.</param>
    /// <param name="share">0 to 1.</param>
    public static HeadState Between(HeadState from, HeadState to, float share) => new()
    {
        YawDegrees = float.Lerp(from.YawDegrees, to.YawDegrees, share),
        PitchDegrees = float.Lerp(from.PitchDegrees, to.PitchDegrees, share),
        RollDegrees = float.Lerp(from.RollDegrees, to.RollDegrees, share),
        Blink = float.Lerp(from.Blink, to.Blink, share),
        Smile = float.Lerp(from.Smile, to.Smile, share),
        MouthOpen = float.Lerp(from.MouthOpen, to.MouthOpen, share),
        GazeHorizontal = float.Lerp(from.GazeHorizontal, to.GazeHorizontal, share),
        GazeVertical = float.Lerp(from.GazeVertical, to.GazeVertical, share),
        DistanceMillimetres = MathF.Exp(float.Lerp(MathF.Log(from.DistanceMillimetres), MathF.Log(to.DistanceMillimetres), share)),
    };
}
