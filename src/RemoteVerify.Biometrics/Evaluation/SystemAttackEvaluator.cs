// ISO/IEC 30107-3:2023: IAPAR is the share of impostor attack presentations that the whole system accepts, comparison included.
using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>What attack detection and comparison say together of one kind of picture.</summary>
/// <param name="Species">The instrument; empty for bona fide presentations.</param>
/// <param name="Rate">Of an instrument the share that both accept (IAPAR), of bona fide presentations the share that at least one refuses (FRR).</param>
/// <param name="NoTemplate">Presentations whose picture or reference gave no template; they count as refused.</param>
public sealed record SystemSpeciesFigures(string Species, ErrorRate Rate, int NoTemplate);

/// <summary>Compares the pictures of an attack list with the reference that each claims to show.</summary>
public sealed class SystemAttackEvaluator(BiometricEngine engine)
{
    /// <summary>Figures per kind, bona fide first; empty where the list names no reference.</summary>
    /// <param name="samples">The list.</param>
    /// <param name="scored">What the attack detector said of each picture, in the same order.</param>
    /// <param name="threshold">Of the attack score.</param>
    /// <param name="lookup">Opens a picture.</param>
    /// <param name="cancellationToken">Stops between pictures.</param>
    public IReadOnlyList<SystemSpeciesFigures> Evaluate(
        IReadOnlyList<AttackSample> samples, IReadOnlyList<ScoredSample> scored, double threshold, TestImageLookup lookup, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(scored);
        ArgumentNullException.ThrowIfNull(lookup);
        Dictionary<string, FaceTemplate?> references = new(StringComparer.Ordinal);
        List<(string Species, bool Accepted, bool HasTemplate)> seen = [];
        try
        {
            foreach ((AttackSample sample, ScoredSample score) in samples.Zip(scored).Where(both => both.First.Reference.Length > 0))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!references.TryGetValue(sample.Reference, out FaceTemplate? reference))
                {
                    references[sample.Reference] = reference = Template(lookup(sample.Reference));
                }

                using FaceTemplate? presented = reference is null ? null : Template(lookup(sample.File));
                bool matches = presented is not null && presented.Similarity(reference!) >= engine.MatchPolicy.Accept.Threshold;
                seen.Add((sample.Species, matches && score.Score >= threshold, presented is not null));
            }
        }
        finally
        {
            foreach (FaceTemplate? reference in references.Values)
            {
                reference?.Dispose();
            }
        }

        return
        [
            .. seen.GroupBy(one => one.Species, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new SystemSpeciesFigures(
                group.Key, ErrorRate.Of(group.Count(one => one.Accepted == (group.Key.Length > 0)), group.Count()), group.Count(one => !one.HasTemplate))),
        ];
    }

    private FaceTemplate? Template(ReadOnlyMemory<byte>? bytes)
    {
        if (bytes is null)
        {
            return null;
        }

        try
        {
            using Image image = ImageCodec.Decode(bytes.Value.Span, ImageLimits.Default);
            DetectedFace? face = MainFace.Of(engine.Detector.Detect(image), image.WidthPixels, image.HeightPixels);
            return face is null ? null : engine.Recogniser.Embed(image, face);
        }
        catch (VisionFormatException)
        {
            return null;
        }
    }
}
