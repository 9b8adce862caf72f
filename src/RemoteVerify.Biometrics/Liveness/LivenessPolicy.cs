using RemoteVerify.Biometrics.AttackDetection;
using RemoteVerify.Biometrics.Matching;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>
/// Every limit and threshold of a capture. Times are for factor 1; a person who asks for more time gets two or four times as much.
/// The defaults are the product's; thresholds that come from a model's calibration are set by the host from its model manifest.
/// </summary>
public sealed record LivenessPolicy
{
    /// <summary>The product's default policy.</summary>
    public static LivenessPolicy Default { get; } = new();

    public string Name { get; init; } = "default";

    /// <summary>Stands in every evidence package: it changes whenever a bound or the rule of a check does.</summary>
    public string Version { get; init; } = "2026-11-30.2";

    /// <summary>Nods are understood but not asked by default: in a guide frame of 320 pixels five landmarks hardly see them.</summary>
    public IReadOnlyList<LivenessStep> AllowedSteps { get; init; } =
        [LivenessStep.TurnLeft, LivenessStep.TurnRight, LivenessStep.Closer, LivenessStep.Farther];

    public int StepCount { get; init; } = 4;

    public int PauseMinimumMilliseconds { get; init; } = 300;

    public int PauseMaximumMilliseconds { get; init; } = 900;

    /// <summary>An answer that starts earlier was not an answer: it was recorded or guessed.</summary>
    public int ResponseEarliestMilliseconds { get; init; } = 150;

    public int ResponseLatestMilliseconds { get; init; } = 4000;

    /// <summary>Time to finish a movement that has started.</summary>
    public int CompletionMilliseconds { get; init; } = 4000;

    /// <summary>How often, in one session, a step without an answer is drawn anew; after that it counts as not answered.</summary>
    public int MaxRedraws { get; init; } = 2;

    public int MaxAttempts { get; init; } = 3;

    /// <summary>How long frames may still carry the previous step's token.</summary>
    public int TokenGraceMilliseconds { get; init; } = 2500;

    // Times of the whole session.
    public int ConnectMilliseconds { get; init; } = 10_000;

    public int FramingMilliseconds { get; init; } = 60_000;

    public int ReturnMilliseconds { get; init; } = 10_000;

    public int ProofMilliseconds { get; init; } = 20_000;

    public int SessionMilliseconds { get; init; } = 120_000;

    /// <summary>Share of a region's changes of hue that the colours must explain for a clear response. Set by looking at 18 rendered living sessions; what faces under no colours at all reach was not measured.</summary>
    public double ScreenLightFit { get; init; } = 0.6;

    /// <summary>Change of hue per unit of shown hue for a clear response: about the light of the screen by the light of the room.</summary>
    public double ScreenLightGain { get; init; } = 0.02;

    /// <summary>How much better another order of colours, or the background, must fit for a contradiction.</summary>
    public double ScreenLightMargin { get; init; } = 0.35;

    /// <summary>Response of the background by that of the face from which the picture counts as painted over.</summary>
    public double ScreenLightFlat { get; init; } = 0.8;

    /// <summary>Whether a contradiction goes to an officer at once, or only after the allowed tries.</summary>
    public bool ScreenLightGoesToOfficer { get; init; }

    /// <summary>Whether a session that showed colours and saw no clear response goes to an officer. Off: bright rooms and weak screens are common.</summary>
    public bool NoScreenLightGoesToOfficer { get; init; }

    /// <summary>How often, in one session, a client may come back after its line broke; each time with a new nonce and a new step.</summary>
    public int MaxResumes { get; init; } = 2;

    /// <summary>How long a session waits for a client whose line broke: twenty seconds without a network, and the time that it takes to notice and to come back.</summary>
    public int ResumeMilliseconds { get; init; } = 26_000;

    // Coloured light of the screen.

    /// <summary>Colours that the screen shows in a session; 0 for none.</summary>
    public int ScreenColours { get; init; } = 4;

    /// <summary>How long each is shown at least; WCAG 2.2, 2.3.1 allows three changes a second at most.</summary>
    public int ScreenColourMilliseconds { get; init; } = 900;

    /// <summary>How long the words before the first colour stand.</summary>
    public int ScreenColourNoticeMilliseconds { get; init; } = 1500;

    // Geometry. Offsets are the sideways place of the nose in eye-mouth distances: +-0.26 at 30 degrees of a living head.
    public double TurnOffset { get; init; } = 0.15;

    /// <summary>Below this a turn is that of a flat picture: one turned by 45 degrees shows 0.04.</summary>
    public double FlatTurnOffset { get; init; } = 0.11;

    /// <summary>How long a turn must look like that of a flat picture to count as made.</summary>
    public int FlatTurnMilliseconds { get; init; } = 1000;

    /// <summary>Eye distance by eye-mouth distance, relative to facing the camera, from which the face is turned whatever the nose says.</summary>
    public double TurnCompression { get; init; } = 0.88;

    public double NodChange { get; init; } = 0.07;

    public double CloserRatio { get; init; } = 1.22;

    public double FartherRatio { get; init; } = 0.82;

    public double NeutralOffset { get; init; } = 0.09;

    public double NeutralNod { get; init; } = 0.05;

    /// <summary>Share of the asked change of distance up to which a face counts as back in its place.</summary>
    public double NeutralDistanceShare { get; init; } = 0.5;

    /// <summary>A movement has begun when it reached this share of what is asked.</summary>
    public double OnsetShare { get; init; } = 0.4;

    public int NeutralFrames { get; init; } = 3;

    // Framing: the face box width by picture width.
    public double FaceWidthMinimum { get; init; } = 0.20;

    public double FaceWidthMaximum { get; init; } = 0.60;

    // Faces.
    public double SecondFaceShare { get; init; } = 0.3;

    public int SecondFaceFrames { get; init; } = 2;

    public double FaceMissingShare { get; init; } = 0.15;

    public double BoxJump { get; init; } = 0.5;

    // Proof frames.
    public int ProofFrames { get; init; } = 5;

    public int ProofFramesDuringSteps { get; init; } = 1;

    public int MaxExtraProofs { get; init; } = 3;

    public int ProofWidth { get; init; } = 640;

    public int ProofHeight { get; init; } = 480;

    public double ProofQuality { get; init; } = 0.88;

    /// <summary>On a line that is in low mode, where six pictures of the usual quality take a minute: half the bytes, the same pixels.</summary>
    public double LowModeProofQuality { get; init; } = 0.72;

    public double ProofInterEyePixels { get; init; } = 50;

    public double ProofYawDegrees { get; init; } = 20;

    /// <summary>Of 202 sharp photographs one in a hundred lies below 6.3; blurred by 5 % of the face's width the median is 4.0.</summary>
    public double ProofSharpness { get; init; } = 5;

    public double ProofClippedShare { get; init; } = 0.25;

    /// <summary>
    /// Whether shut eyes ask for a further proof picture. Not everyone can show open eyes to this measure: when the further pictures are
    /// used up, those with shut eyes count after all and an officer is told.
    /// </summary>
    public bool ProofEyesOpen { get; init; } = true;

    public double ProofLandmarkShift { get; init; } = 0.35;

    public double ProofAppearanceDistance { get; init; } = 0.25;

    // Scores. Similarities belong to one recogniser: set them from its calibration.
    public double MatchAccept { get; init; } = 0.40;

    public double MatchOfficer { get; init; } = 0.313;

    /// <summary>Accepted portraits below it are named to the officer as possibly mixed of two people; null where that was not measured.</summary>
    public double? MorphSimilarity { get; init; }

    public double ContinuitySimilarity { get; init; } = 0.40;

    public double BonaFideMedian { get; init; } = 0.5;

    public double BonaFideWorst { get; init; } = 0.1;

    // Evidence of flat turns, weighed with the attack score: a turn flatter than the first loses this weight per step of the second.
    public double FlatTurnEvidenceFrom { get; init; }

    public double FlatTurnEvidenceStep { get; init; } = 1;

    /// <summary>In natural logarithms of odds; 0 where the set of networks is not calibrated for it.</summary>
    public double FlatTurnEvidenceWeight { get; init; }

    public double FlatTurnEvidenceMost { get; init; } = 4;

    /// <summary>Whether an attack suspicion goes to an officer at once, or only after the allowed tries.</summary>
    public bool AttackGoesToOfficer { get; init; }

    public int InjectionOfficer { get; init; } = 50;

    // Repeated pictures.
    public int DuplicateFrames { get; init; } = 2;

    public int FrozenFrames { get; init; } = 5;

    /// <summary>Guide frames seconds apart that differ by less show the same; of rendered living people at most one in a hundred does.</summary>
    public double LoopGreyLevels { get; init; } = 0.5;

    public double LoopShare { get; init; } = 0.05;

    /// <summary>Largest share of differing bits at which two pictures count as alike (advice only).</summary>
    public double AlikeBits { get; init; } = 0.02;

    public int CaptureLagMilliseconds { get; init; } = 8000;

    /// <summary>Checks that are switched off; only ever filled by <see cref="Without"/>.</summary>
    public IReadOnlyList<string> SwitchedOffChecks { get; private init; } = [];

    /// <summary>True only in a policy that came out of <see cref="SignedLivenessPolicy"/>: a declared synthetic or file camera is let through.</summary>
    public bool SyntheticCameraAccepted { get; internal init; }

    /// <summary>Whether evidence under this policy is stamped TEST. A host in Production must refuse such a policy.</summary>
    public bool IsTest => SyntheticCameraAccepted || SwitchedOffChecks.Count > 0;

    /// <summary>The same policy with one check switched off, to prove in a test that an attack fails in that check and in no other.</summary>
    public LivenessPolicy Without(params IEnumerable<string> checkIds)
    {
        List<string> off = [.. SwitchedOffChecks];
        foreach (string id in checkIds)
        {
            if (!Checks.CheckIds.All.Contains(id))
            {
                throw new ArgumentException($"There is no check named {id}.", nameof(checkIds));
            }

            if (!off.Contains(id))
            {
                off.Add(id);
            }
        }

        return this with { SwitchedOffChecks = off };
    }

    /// <summary>The same policy with the match thresholds of a recogniser's calibration.</summary>
    public LivenessPolicy For(MatchPolicy calibrated)
    {
        ArgumentNullException.ThrowIfNull(calibrated);
        return this with
        {
            MatchAccept = calibrated.Accept.Threshold.Value,
            MatchOfficer = calibrated.Officer.Threshold.Value,
            MorphSimilarity = calibrated.Morph?.Threshold.Value,
            ContinuitySimilarity = calibrated.Officer.Threshold.Value,
        };
    }

    /// <summary>Whether a session under this policy could ask for exactly these movements.</summary>
    public bool CanAskFor(IReadOnlyList<LivenessStep> steps, bool noHeadTurn)
    {
        ArgumentNullException.ThrowIfNull(steps);
        return StepSequence.CanDraw(steps, this, noHeadTurn);
    }

    /// <summary>The same policy with the attack thresholds of a set of networks.</summary>
    public LivenessPolicy For(AttackPolicy calibrated)
    {
        ArgumentNullException.ThrowIfNull(calibrated);
        LivenessPolicy policy = this with { BonaFideMedian = calibrated.BonaFide, BonaFideWorst = calibrated.Worst ?? BonaFideWorst };
        return calibrated.FlatTurn is not { } turn ? policy : policy with
        {
            FlatTurnEvidenceFrom = turn.Centre,
            FlatTurnEvidenceStep = turn.Scale,
            FlatTurnEvidenceWeight = turn.Weight,
            FlatTurnEvidenceMost = -turn.Lowest,
        };
    }

    /// <summary>The same policy with everything that was calibrated for a set of networks.</summary>
    public LivenessPolicy For(BiometricEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return For(engine.MatchPolicy).For(engine.AttackPolicy);
    }

    /// <summary>The same policy for a portrait of a known age: an officer sees more of those who fall short, and nobody passes by it.</summary>
    /// <param name="calibrated">Whose thresholds the policy has.</param>
    /// <param name="years">Age of the portrait; null where it is not known.</param>
    public LivenessPolicy ForPortraitAge(MatchPolicy calibrated, double? years)
    {
        ArgumentNullException.ThrowIfNull(calibrated);
        return years is not { } known ? this : this with { MatchOfficer = Math.Min(MatchOfficer, calibrated.ForPortraitAge(known).Officer.Threshold.Value) };
    }

    /// <summary>Whether a check decides.</summary>
    public bool IsOn(string checkId) => !SwitchedOffChecks.Contains(checkId);

    /// <summary>Refuses values with which no session could pass, or any could.</summary>
    /// <exception cref="ArgumentException">Names the first value that is out of range.</exception>
    public void Validate()
    {
        Require(StepCount is >= 2 and <= 8, nameof(StepCount));
        Require(AllowedSteps.Distinct().Count() == AllowedSteps.Count && AllowedSteps.Count > 0, nameof(AllowedSteps));
        Require(PauseMinimumMilliseconds >= 0 && PauseMaximumMilliseconds >= PauseMinimumMilliseconds, nameof(PauseMinimumMilliseconds));
        Require(ResponseEarliestMilliseconds < ResponseLatestMilliseconds, nameof(ResponseEarliestMilliseconds));
        Require(ScreenLightFit is > 0 and < 1 && ScreenLightMargin is > 0 and < 1 && ScreenLightGain > 0 && ScreenLightFlat > 0, nameof(ScreenLightFit));
        Require(ScreenColours is 0 or >= 3 and <= 6, nameof(ScreenColours));
        Require(ScreenColourMilliseconds is >= 500 and <= 3000, nameof(ScreenColourMilliseconds));
        Require(ScreenColourNoticeMilliseconds is >= 500 and <= 10_000, nameof(ScreenColourNoticeMilliseconds));
        Require(MaxResumes is >= 0 and <= 5, nameof(MaxResumes));
        Require(ResumeMilliseconds is >= 0 and <= 60_000, nameof(ResumeMilliseconds));
        Require(FlatTurnOffset > 0.04 && FlatTurnOffset <= TurnOffset, nameof(FlatTurnOffset));
        Require(TurnCompression is > 0.5 and < 0.95, nameof(TurnCompression));
        Require(CloserRatio > 1.05 && FartherRatio < 0.95, nameof(CloserRatio));
        Require(FaceWidthMinimum < FaceWidthMaximum, nameof(FaceWidthMinimum));
        Require(ProofFrames is >= 3 and <= 12, nameof(ProofFrames));
        Require(ProofWidth <= Protocol.ProtocolLimits.MaxSidePixels && ProofHeight <= Protocol.ProtocolLimits.MaxSidePixels, nameof(ProofWidth));
        Require(LowModeProofQuality is > 0.3 and <= 1 && ProofQuality is > 0.3 and <= 1, nameof(ProofQuality));
        Require(MatchOfficer <= MatchAccept, nameof(MatchOfficer));
        Require(BonaFideWorst <= BonaFideMedian, nameof(BonaFideWorst));
        Require(FlatTurnEvidenceStep > 0 && FlatTurnEvidenceWeight >= 0 && FlatTurnEvidenceMost >= 0, nameof(FlatTurnEvidenceWeight));
        Require(MaxAttempts >= 1, nameof(MaxAttempts));
    }

    private static void Require(bool holds, string name)
    {
        if (!holds)
        {
            throw new ArgumentException($"The policy value {name} is out of range.");
        }
    }
}
