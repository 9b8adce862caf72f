using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Landmarks;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>
/// Runs the picture gates of the liveness policy over recorded sessions: quality of the proof pictures, attack score (median and worst),
/// similarity with the portrait (median). What needs a stream (steps, timing, continuity) is not in a list of pictures and not judged.
/// </summary>
public sealed class TransactionEvaluator(BiometricEngine engine, LivenessPolicy policy)
{
    private readonly LivenessPolicy _policy = policy.For(engine);

    /// <param name="rows">The sessions.</param>
    /// <param name="lookup">Opens a picture.</param>
    /// <param name="progress">Told after each session; may be null.</param>
    /// <param name="cancellationToken">Stops between sessions.</param>
    public TransactionFigures Evaluate(IReadOnlyList<TransactionRow> rows, TestImageLookup lookup, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(lookup);
        IGrouping<string, TransactionRow>[] sessions = [.. rows.GroupBy(row => row.Session, StringComparer.Ordinal)];
        List<JudgedSession> judged = [];
        foreach (IGrouping<string, TransactionRow> session in sessions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            judged.Add(Judge([.. session], lookup));
            progress?.Report(new EvaluationProgress(judged.Count, sessions.Length));
        }

        return TransactionStatistics.Figures(judged, _policy.MaxAttempts);
    }

    private JudgedSession Judge(TransactionRow[] rows, TestImageLookup lookup)
    {
        using FaceTemplate? reference = Reference(lookup(rows[0].Reference));
        List<TryVerdict> tries = [];
        foreach (IGrouping<int, TransactionRow> one in rows.GroupBy(row => row.Try).OrderBy(group => group.Key).Take(_policy.MaxAttempts))
        {
            tries.Add(reference is null ? TryVerdict.NoReference : Try([.. one.Select(row => lookup(row.Image))], reference));
            if (tries[^1] == TryVerdict.Accepted)
            {
                break;
            }
        }

        return new JudgedSession(rows[0].Genuine, rows[0].Labels, tries);
    }

    private TryVerdict Try(ReadOnlyMemory<byte>?[] pictures, FaceTemplate reference)
    {
        List<(bool Good, double Attack, double Similarity)> seen = [.. pictures.Select(picture => Look(picture, reference)).OfType<(bool, double, double)>()];
        if (seen.Count == 0)
        {
            return TryVerdict.NoFace;
        }

        (bool Good, double Attack, double Similarity)[] good = [.. seen.Where(one => one.Good)];
        if (good.Length == 0)
        {
            return TryVerdict.Quality;
        }

        if (Median.Of([.. good.Select(one => one.Attack)]) < _policy.BonaFideMedian || good.Min(one => one.Attack) < _policy.BonaFideWorst)
        {
            return TryVerdict.Attack;
        }

        double similarity = Median.Of([.. good.Select(one => one.Similarity)]);
        return similarity >= _policy.MatchAccept ? TryVerdict.Accepted : similarity >= _policy.MatchOfficer ? TryVerdict.OfficerBand : TryVerdict.Comparison;
    }

    private (bool Good, double Attack, double Similarity)? Look(ReadOnlyMemory<byte>? bytes, FaceTemplate reference)
    {
        using Image? image = Decode(bytes);
        DetectedFace? face = image is null ? null : engine.Detector.Detect(image).FirstOrDefault();
        if (face is null)
        {
            return null;
        }

        using GreyImage grey = ImageOperations.ToGrey(image!);
        (double sharpness, double clipped) = FrameAnalyser.FaceLight(grey, face.Box);
        bool good = Math.Abs(HeadPose.FromFivePoints(face.Points).YawDegrees) <= _policy.ProofYawDegrees
            && face.Points.InterEyeDistancePixels >= _policy.ProofInterEyePixels
            && sharpness >= _policy.ProofSharpness
            && clipped <= _policy.ProofClippedShare
            && (!_policy.ProofEyesOpen || engine.LandmarkLocator.Locate(image!, face).Eyes.IsOpen);
        using FaceTemplate template = engine.Recogniser.Embed(image!, face);
        return (good, engine.AttackDetector.Assess(image!, grey, face).Decisive.Value, template.Similarity(reference).Value);
    }

    private FaceTemplate? Reference(ReadOnlyMemory<byte>? bytes)
    {
        using Image? image = Decode(bytes);
        DetectedFace? face = image is null ? null : engine.Detector.Detect(image).FirstOrDefault();
        return face is null ? null : engine.Recogniser.Embed(image!, face);
    }

    private static Image? Decode(ReadOnlyMemory<byte>? bytes)
    {
        try
        {
            return bytes is null ? null : ImageCodec.Decode(bytes.Value.Span, ImageLimits.Default);
        }
        catch (VisionFormatException)
        {
            return null;
        }
    }
}
