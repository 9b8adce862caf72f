namespace RemoteVerify.Biometrics.Liveness;

/// <summary>How far a face has moved from its own neutral place, per kind of step; 1 is what the policy asks for.</summary>
/// <param name="Offset">Change of the nose's sideways place.</param>
/// <param name="Compression">Eye distance by eye-mouth distance relative to neutral; 1 when facing the camera, 0.7 at 45 degrees.</param>
internal sealed record Movement(double Offset, double Compression, double NodDown, double NodUp, double Closer, double Farther, LivenessPolicy Policy)
{
    private const double NodUpCompression = 0.06;

    public static Movement Between(FaceMeasure neutral, FaceMeasure now, LivenessPolicy policy)
    {
        double offset = now.Offset - neutral.Offset;
        double nod = now.Nod - neutral.Nod;
        double aspect = now.Aspect / neutral.Aspect;
        double eyes = now.EyeDistance / neutral.EyeDistance;
        double mouth = now.EyeMouth / neutral.EyeMouth;

        // Looking up hardly moves the nose between eyes and mouth, but shortens the distance between them.
        double up = Math.Abs(offset) < policy.NeutralOffset && nod < policy.NeutralNod ? (aspect - 1) / NodUpCompression : 0;

        // Turning shortens the eye distance and nodding the eye-mouth distance; coming closer lengthens both.
        return new Movement(
            offset,
            aspect,
            nod / policy.NodChange,
            up,
            (Math.Min(eyes, mouth) - 1) / (policy.CloserRatio - 1),
            (1 - Math.Max(eyes, mouth)) / (1 - policy.FartherRatio),
            policy);
    }

    /// <summary>Whether the face narrowed as in a turn while the nose stayed in the middle: what a flat picture does.</summary>
    public bool IsFlatTurn => Math.Abs(Offset) < Policy.FlatTurnOffset && Compression <= Policy.TurnCompression;

    /// <summary>How much of a step has been made. A flat turn counts as the asked turn here; the flat-turn check judges it.</summary>
    public double Strength(LivenessStep step) => step switch
    {
        LivenessStep.TurnLeft => Math.Max(Offset / Policy.TurnOffset, FlatStrength),
        LivenessStep.TurnRight => Math.Max(-Offset / Policy.TurnOffset, FlatStrength),
        LivenessStep.NodDown => NodDown,
        LivenessStep.NodUp => NodUp,
        LivenessStep.Closer => Closer,
        LivenessStep.Farther => Farther,
        _ => 0,
    };

    /// <summary>
    /// Whether a step has begun. A turn begins with the nose: that the face narrows by a few hundredths alone is the noise of five
    /// points in a small picture, so a flat turn begins only when it is made.
    /// </summary>
    public bool HasBegun(LivenessStep step) =>
        step.IsTurn() ? PlainStrength(step) >= Policy.OnsetShare || FlatStrength >= 1 : Strength(step) >= Policy.OnsetShare;

    /// <summary>The strongest movement that is not the asked one and not its by-product, if it is unmistakable.</summary>
    public LivenessStep? Unmistakable(LivenessStep asked)
    {
        foreach (LivenessStep other in Enum.GetValues<LivenessStep>())
        {
            bool byProduct = other.IsNod() && (asked.IsDistance() || asked.IsNod());
            double needed = other.IsNod() ? 1.8 : 1.2;
            if (other != asked && !byProduct && PlainStrength(other) >= needed && PlainStrength(other) > Strength(asked))
            {
                return other;
            }
        }

        return null;
    }

    /// <summary>Near enough to the neutral place to show the next step.</summary>
    public bool IsNeutral =>
        IsInPlace && Math.Abs(NodDown * Policy.NodChange) <= Policy.NeutralNod && Compression is > 0.9 and < 1.1;

    /// <summary>The part of that which pictures of different sizes can be compared by.</summary>
    public bool IsInPlace => !IsNear && !IsFar && Math.Abs(Offset) <= Policy.NeutralOffset;

    /// <summary>Not yet back from coming closer: what is still to come would look like the answer "farther" to the next step.</summary>
    public bool IsNear => Closer > Policy.NeutralDistanceShare;

    /// <summary>Not yet back from moving away.</summary>
    public bool IsFar => Farther > Policy.NeutralDistanceShare;

    private double FlatStrength =>
        Math.Abs(Offset) < Policy.FlatTurnOffset ? (1 - Compression) / (1 - Policy.TurnCompression) : 0;

    private double PlainStrength(LivenessStep step) => step switch
    {
        LivenessStep.TurnLeft => Offset / Policy.TurnOffset,
        LivenessStep.TurnRight => -Offset / Policy.TurnOffset,
        LivenessStep.NodUp => 0, // too weak a signal to accuse anyone with
        _ => Strength(step),
    };
}
