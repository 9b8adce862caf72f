using System.Globalization;
using System.Text.Json.Nodes;
using RemoteVerify.Biometrics.Liveness.Checks;
using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Liveness.Evidence;

/// <summary>Writes what a session was and why it ended as it did; the host signs and timestamps the bytes.</summary>
internal static class EvidenceWriter
{
    /// <summary>Member <c>format</c>; what comes later is only ever added.</summary>
    public const string Format = "RemoteVerify capture evidence 1";

    public static EvidencePackage Write(LivenessSessionOptions options, SessionRecord record, Decision decision, DateTimeOffset createdAt, DateTimeOffset endedAt)
    {
        List<EvidencePicture> pictures =
        [
            .. record.Proofs.Where(p => p.Frame is not null && p.Observation is not null)
                .Select(p => new EvidencePicture(p.Frame!.Header.Sequence, p.Frame.Digest, p.Observation!.Jpeg)),
        ];
        JsonObject json = new()
        {
            ["format"] = Format,
            ["stamp"] = options.Policy.IsTest ? "TEST" : "",
            ["isTest"] = options.Policy.IsTest,
            ["sessionId"] = options.SessionId,
            ["transactionHash"] = options.TransactionHash,
            ["attempt"] = options.Attempt,
            ["createdAt"] = Time(createdAt),
            ["readyAt"] = record.ReadyAt == default ? null : Time(record.ReadyAt),
            ["endedAt"] = Time(endedAt),
            ["nonce"] = Convert.ToHexStringLower(record.Nonce),
            ["chainHash"] = Convert.ToHexStringLower(record.ChainHash.Span),
            ["lines"] = List(record.Lines, Line),
            ["policy"] = Policy(options.Policy),
            ["modelSet"] = options.ModelSet is { } set ? new JsonObject { ["name"] = set.Name, ["grade"] = set.Grade, ["thresholds"] = set.Thresholds } : null,
            ["models"] = List(options.Models, m => new JsonObject { ["name"] = m.Name, ["sha256"] = m.Sha256 }),
            ["client"] = Client(record),
            ["events"] = List(record.Events, e => new JsonObject { ["name"] = e.Name, ["atMilliseconds"] = Milliseconds(e.At) }),
            ["steps"] = List(record.Steps, Step),
            ["colours"] = List(record.Colours, Colour),
            ["screenLight"] = ScreenLight(record),
            ["proofs"] = List(record.Proofs, Proof),
            ["frames"] = List(record.Frames, Frame),
            ["checks"] = List(decision.Checks, Check),
            ["decision"] = new JsonObject
            {
                ["by"] = "liveness policy",
                ["result"] = decision.Result.ToString().ToLowerInvariant(),
                ["code"] = decision.Code,
                ["reasons"] = List(decision.Reasons, r => JsonValue.Create(r)),
            },
        };
        return new EvidencePackage(CanonicalJson.Write(json), pictures);
    }

    private static JsonObject Policy(LivenessPolicy policy) => new()
    {
        ["name"] = policy.Name,
        ["version"] = policy.Version,
        ["sha256"] = SignedLivenessPolicy.Sha256(policy),
        ["syntheticCameraAccepted"] = policy.SyntheticCameraAccepted,
        ["switchedOffChecks"] = List(policy.SwitchedOffChecks, c => JsonValue.Create(c)),
    };

    private static JsonObject Client(SessionRecord record)
    {
        ClientHello hello = record.Hello;
        InjectionSignals signals = InjectionSignals.Of(record);
        return new JsonObject
        {
            ["cameraClass"] = signals.Camera.ToString().ToLowerInvariant(),
            ["cameraWidth"] = hello.Camera.Width,
            ["cameraHeight"] = hello.Camera.Height,
            ["cameraFrameRate"] = Number(hello.Camera.FrameRate),
            ["cameras"] = hello.Camera.Cameras,
            ["mobile"] = hello.Device.Mobile,
            ["noHeadTurn"] = hello.Needs.NoHeadTurn,
            ["noFlash"] = hello.Needs.NoFlash,
            ["audioPrompts"] = hello.Needs.AudioPrompts,
            ["timeFactor"] = hello.Needs.TimeFactor,
            ["signals"] = List(signals.Names, n => JsonValue.Create(n)),
            ["signalScore"] = signals.Score,
            ["signalMeasures"] = new JsonObject(signals.Findings.Where(f => f.Measured is not null).Select(f => KeyValuePair.Create<string, JsonNode?>(f.Name, Number(f.Measured!.Value)))),
        };
    }

    private static JsonObject Step(StepRecord step) => new()
    {
        ["number"] = step.Number,
        ["step"] = step.Step.Name(),
        ["token"] = ProtocolCodec.Token(step.Token),
        ["revealedAtMilliseconds"] = Milliseconds(step.RevealedAt),
        ["onsetMilliseconds"] = step.Onset is TimeSpan onset ? Milliseconds(onset) : null,
        ["finishedMilliseconds"] = step.Finished is TimeSpan finished ? Milliseconds(finished) : null,
        ["answer"] = step.Answer?.Name(),
        ["redrawn"] = step.IsRedrawn,
        ["peakOffset"] = Number(step.PeakOffset),
        ["leastCompression"] = Number(step.LeastCompression),
        ["perspective"] = Number(step.Perspective),
    };

    private static JsonObject Line(LineRecord line) => new()
    {
        ["nonce"] = Convert.ToHexStringLower(line.Nonce),
        ["chainHash"] = Convert.ToHexStringLower(line.ChainHash.Span),
        ["firstSequence"] = line.FirstSequence,
        ["fromMilliseconds"] = Milliseconds(line.From),
    };

    private static JsonObject Colour(ColourRecord colour) => new()
    {
        ["number"] = colour.Number,
        ["colour"] = colour.Colour?.ToString(),
        ["token"] = ProtocolCodec.Token(colour.Token),
        ["revealedAtMilliseconds"] = Milliseconds(colour.RevealedAt),
    };

    /// <summary>What regions of the picture showed of the colours; null when none were shown, or too few frames came.</summary>
    private static JsonObject? ScreenLight(SessionRecord record) => LightChecks.Measure(record) is not { } light ? null : new JsonObject
    {
        ["face"] = Response(light.Face),
        ["background"] = Response(light.Background),
        ["faceLight"] = Number(light.FaceLight),
        ["backgroundLight"] = Number(light.BackgroundLight),
    };

    private static JsonObject Response(ScreenResponse response) => new()
    {
        ["fit"] = Number(response.Fit),
        ["gain"] = Number(response.Gain),
        ["bestFit"] = Number(response.BestFit),
        ["bestGain"] = Number(response.BestGain),
        ["lagMilliseconds"] = Milliseconds(response.Lag),
        ["frames"] = response.Frames,
    };

    private static JsonObject Proof(ProofRecord proof) => new()
    {
        ["number"] = proof.Number,
        ["token"] = ProtocolCodec.Token(proof.Token),
        ["askedAtMilliseconds"] = Milliseconds(proof.AskedAt),
        ["receivedAtMilliseconds"] = proof.ReceivedAt is TimeSpan at ? Milliseconds(at) : null,
        ["duringStep"] = proof.DuringStep,
        ["sequence"] = proof.Frame?.Header.Sequence,
        ["sha256"] = proof.Frame?.Digest.ToString(),
        ["good"] = proof.IsGood,
        ["bonaFide"] = proof.Observation is null ? null : Number(proof.Observation.BonaFide.Value),
        ["goodButForEyes"] = proof.IsGoodButForEyes,
        ["attack"] = proof.Observation?.Attack is { } attack ? AttackEvidence.Of(attack) : null,
        ["eyesOpen"] = proof.Observation?.Eyes is { } eyes ? Number(eyes.Value) : null,
        ["eyesOpenFrom"] = proof.Observation?.Eyes is { } open ? Number(open.OpenFrom) : null,
        ["sharpness"] = proof.Observation is null ? null : Number(proof.Observation.Sharpness),
        ["clippedShare"] = proof.Observation is null ? null : Number(proof.Observation.ClippedShare),
        ["yawDegrees"] = proof.Frame?.Measure is null ? null : Number(proof.Frame.Measure.YawDegrees),
    };

    private static JsonObject Frame(FrameRecord frame) => new()
    {
        ["sequence"] = frame.Header.Sequence,
        ["kind"] = frame.IsGuide ? "guide" : "proof",
        ["step"] = frame.Header.Step,
        ["captureMilliseconds"] = frame.Header.CaptureMilliseconds,
        ["receivedMilliseconds"] = Milliseconds(frame.ReceivedAt),
        ["presentedFrames"] = frame.Header.PresentedFrames,
        ["mediaMilliseconds"] = frame.Header.MediaMilliseconds,
        ["acknowledgementMilliseconds"] = frame.Header.AcknowledgementMilliseconds,
        ["token"] = ProtocolCodec.Token(frame.Header.Token),
        ["link"] = ProtocolCodec.Token(frame.Header.PreviousHash),
        ["chain"] = Convert.ToHexStringLower(frame.ChainHash.Span),
        ["sha256"] = frame.Digest.ToString(),
        ["bytes"] = frame.PictureBytes,
        ["width"] = frame.WidthPixels,
        ["height"] = frame.HeightPixels,
        ["faces"] = frame.SignificantFaces,
        ["offset"] = frame.Measure is null ? null : Number(frame.Measure.Offset),
        ["eyeDistance"] = frame.Measure is null ? null : Number(frame.Measure.EyeDistance),
    };

    private static JsonObject Check(LivenessCheck check) => new()
    {
        ["id"] = check.Id,
        ["outcome"] = check.Outcome.ToString(),
        ["value"] = Number(check.Value),
        ["threshold"] = Number(check.Threshold),
        ["frames"] = List(check.Frames, f => JsonValue.Create(f)),
        ["message"] = check.Message,
        ["consequence"] = check.Consequence.ToString(),
    };

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode?> write) => new([.. items.Select(write)]);

    /// <summary>JSON has no infinity; a value out of any range is written as null.</summary>
    internal static JsonNode? Number(double value) => double.IsFinite(value) && Math.Abs(value) < 1e9 ? JsonValue.Create(value) : null;

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
