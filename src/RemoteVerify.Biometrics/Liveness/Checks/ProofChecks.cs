using RemoteVerify.Biometrics.Detection;

namespace RemoteVerify.Biometrics.Liveness.Checks;

/// <summary>The proof pictures are good, show one and the same person, and belong to the stream around them.</summary>
internal static class ProofChecks
{
    public static LivenessCheck Quality(SessionRecord record, LivenessPolicy policy)
    {
        List<ProofRecord> good = Good(record, policy);
        return CheckList.Judge(
            CheckIds.ProofQuality,
            good.Count >= policy.ProofFrames,
            good.Count,
            policy.ProofFrames,
            good.Select(p => p.Frame!.Header.Sequence),
            "Proof pictures that face the camera, are sharp, large enough and neither too dark nor too bright.",
            CheckConsequence.Retry);
    }

    public static LivenessCheck IdentityContinuity(SessionRecord record, LivenessPolicy policy)
    {
        List<ProofRecord> proofs = record.Proofs.FindAll(p =>
            p.Observation is not null && (!p.DuringStep || Math.Abs(p.Frame!.Measure?.YawDegrees ?? 90) <= policy.ProofYawDegrees));
        double least = 1;
        uint[] pair = [];
        for (int i = 0; i < proofs.Count; i++)
        {
            for (int k = i + 1; k < proofs.Count; k++)
            {
                double similarity = proofs[i].Observation!.Template.Similarity(proofs[k].Observation!.Template).Value;
                if (similarity < least)
                {
                    least = similarity;
                    pair = [proofs[i].Frame!.Header.Sequence, proofs[k].Frame!.Header.Sequence];
                }
            }
        }

        return CheckList.Judge(
            CheckIds.IdentityContinuity,
            least >= policy.ContinuitySimilarity,
            least,
            policy.ContinuitySimilarity,
            pair,
            "Similarity of the two proof pictures that are least alike.",
            CheckConsequence.Retry);
    }

    public static LivenessCheck Consistency(SessionRecord record, LivenessPolicy policy)
    {
        double worst = 0;
        List<uint> frames = [];
        foreach (ProofRecord proof in record.Proofs.Where(p => p.Frame?.Face is not null))
        {
            int at = record.Frames.IndexOf(proof.Frame!);
            FrameRecord? before = record.Frames.Take(at).LastOrDefault(f => f.IsGuide && f.Face is not null);
            FrameRecord? after = record.Frames.Skip(at + 1).FirstOrDefault(f => f.IsGuide && f.Face is not null);
            double distance = Distance(proof.Frame!, before, after, policy);
            worst = Math.Max(worst, distance);
            if (distance > 1)
            {
                frames.Add(proof.Frame!.Header.Sequence);
            }
        }

        return CheckList.Judge(
            CheckIds.ProofConsistency,
            worst <= 1,
            worst,
            1,
            frames,
            "How far a proof picture is from the frames just before and after it, in units of what the policy allows for landmarks and colours.",
            CheckConsequence.Retry);
    }

    /// <summary>Advice: shut eyes ask for further pictures, but keep nobody out who can't open them or whose eyes are not seen.</summary>
    public static LivenessCheck Eyes(SessionRecord record, LivenessPolicy policy)
    {
        List<ProofRecord> looked = Scored(record, policy).FindAll(p => p.Observation!.Eyes is not null);
        List<ProofRecord> shut = looked.FindAll(p => !p.Observation!.Eyes!.Value.IsOpen);
        return new LivenessCheck(
            CheckIds.ProofEyes,
            looked.Count == 0 ? CheckOutcome.NotApplicable : CheckOutcome.Advice,
            shut.Count,
            0,
            [.. shut.Select(p => p.Frame!.Header.Sequence).Take(16)],
            shut.Count == 0
                ? "Scored proof pictures in which the eyes are not open."
                : "Scored proof pictures in which the eyes are not open, although further ones were asked for: look whether the person sees the camera.");
    }

    /// <summary>The good proof pictures, or all that were taken between steps when too few are good.</summary>
    public static List<ProofRecord> Scored(SessionRecord record, LivenessPolicy policy)
    {
        List<ProofRecord> good = Good(record, policy);
        return good.Count >= policy.ProofFrames ? good : record.Proofs.FindAll(p => !p.DuringStep && p.Observation is not null);
    }

    /// <summary>Those with open eyes; when they are too few, and further pictures were asked for in vain, those with shut eyes too.</summary>
    private static List<ProofRecord> Good(SessionRecord record, LivenessPolicy policy)
    {
        List<ProofRecord> good = record.Proofs.FindAll(p => p.IsGood);
        return good.Count >= policy.ProofFrames ? good : record.Proofs.FindAll(p => p.IsGood || p.IsGoodButForEyes);
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static double Distance(FrameRecord proof, FrameRecord? before, FrameRecord? after, LivenessPolicy policy)
    {
        double landmarks = double.MaxValue;
        double colours = double.MaxValue;
        foreach (FrameRecord? guide in new[] { before, after })
        {
            if (guide is not null)
            {
                landmarks = Math.Min(landmarks, Landmarks(proof, Points(guide)));
                colours = Math.Min(colours, proof.Appearance.Distance(guide.Appearance));
            }
        }

        if (before is not null && after is not null)
        {
            landmarks = Math.Min(landmarks, Landmarks(proof, Between(proof, before, after)));
        }

        return landmarks == double.MaxValue ? 0 : Math.Max(landmarks / policy.ProofLandmarkShift, colours / policy.ProofAppearanceDistance);
    }

    /// <summary>Where the points should be at the time of the proof if they moved evenly.</summary>
    private static double[] Between(FrameRecord proof, FrameRecord before, FrameRecord after)
    {
        double span = Math.Max(1, after.Header.CaptureMilliseconds - (double)before.Header.CaptureMilliseconds);
        double share = Math.Clamp((proof.Header.CaptureMilliseconds - (double)before.Header.CaptureMilliseconds) / span, 0, 1);
        double[] a = Points(before);
        double[] b = Points(after);
        return [.. a.Zip(b, (x, y) => x + ((y - x) * share))];
    }

    /// <summary>Mean distance of the five points in eye distances.</summary>
    private static double Landmarks(FrameRecord proof, double[] expected)
    {
        double[] actual = Points(proof);
        double sum = 0;
        for (int i = 0; i < actual.Length; i += 2)
        {
            sum += Math.Sqrt(Math.Pow(actual[i] - expected[i], 2) + Math.Pow(actual[i + 1] - expected[i + 1], 2));
        }

        double eyes = Math.Max(1e-6, proof.Face!.Points.InterEyeDistancePixels / proof.WidthPixels);
        return sum / 5 / eyes;
    }

    private static double[] Points(FrameRecord frame)
    {
        FivePoints p = frame.Face!.Points;
        double w = frame.WidthPixels;
        return
        [
            p.RightEye.X / w, p.RightEye.Y / w, p.LeftEye.X / w, p.LeftEye.Y / w, p.NoseTip.X / w, p.NoseTip.Y / w,
            p.RightMouthCorner.X / w, p.RightMouthCorner.Y / w, p.LeftMouthCorner.X / w, p.LeftMouthCorner.Y / w,
        ];
    }
}
