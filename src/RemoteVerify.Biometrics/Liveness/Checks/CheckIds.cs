namespace RemoteVerify.Biometrics.Liveness.Checks;

/// <summary>The names of all checks, in the order in which they decide.</summary>
public static class CheckIds
{
    public const string SingleFace = "single-face";
    public const string FacePresent = "face-present";
    public const string ProofQuality = "proof-quality";
    public const string IdentityContinuity = "identity-continuity";
    public const string GuideIdentity = "guide-identity";
    public const string TrackContinuity = "track-continuity";
    public const string ProofConsistency = "proof-consistency";
    public const string FrameChain = "frame-chain";
    public const string FrameOrder = "frame-order";
    public const string StepTokens = "step-tokens";
    public const string StepAnswers = "step-answers";
    public const string StepTiming = "step-timing";
    public const string FlatTurn = "flat-turn";
    public const string DuplicateFrames = "duplicate-frames";
    public const string FrozenFrames = "frozen-frames";
    public const string LoopedFrames = "looped-frames";
    public const string EarlierFrames = "earlier-session-frames";
    public const string AttackScore = "attack-score";
    public const string InjectionSignals = "injection-signals";
    public const string ScreenLight = "screen-light";
    public const string PortraitMatch = "portrait-match";

    /// <summary>Advice: recorded, never decides.</summary>
    public const string DistancePerspective = "distance-perspective";

    /// <summary>Advice: recorded, never decides.</summary>
    public const string EarlierLikeness = "earlier-session-likeness";

    /// <summary>Advice: recorded, never decides.</summary>
    public const string AttackCues = "attack-cues";

    /// <summary>Advice: recorded, never decides.</summary>
    public const string ProofEyes = "proof-eyes";

    /// <summary>Advice: recorded, never decides.</summary>
    public const string PortraitMorph = "portrait-morph";

    /// <summary>Checks that must pass, in the order of the decision.</summary>
    public static IReadOnlyList<string> Mandatory { get; } =
    [
        SingleFace, FacePresent, ProofQuality, IdentityContinuity, GuideIdentity, TrackContinuity, ProofConsistency, FrameChain, FrameOrder,
        StepTokens, StepAnswers, StepTiming, FlatTurn, DuplicateFrames, FrozenFrames, LoopedFrames, EarlierFrames, AttackScore,
        InjectionSignals, ScreenLight, PortraitMatch,
    ];

    public static IReadOnlyList<string> All { get; } = [.. Mandatory, DistancePerspective, EarlierLikeness, AttackCues, ProofEyes, PortraitMorph];
}
