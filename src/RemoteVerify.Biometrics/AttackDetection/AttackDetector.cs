using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.AttackDetection;

/// <summary>
/// Silent presentation-attack detection with the attack networks of a set: the standard set has the two MiniFASNets of
/// minivision-ai/Silent-Face-Anti-Spoofing, which see different shares of the surroundings, the demo set one of its own. Thread-safe.
/// </summary>
public sealed class AttackDetector : IDisposable
{
    private readonly List<AttackNetwork> _networks = [];
    private readonly AttackFusion? _fusion;

    public AttackDetector(ModelCatalog catalog, OnnxModelOptions modelOptions)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        IReadOnlyList<ModelEntry> entries = catalog.ForTask("attack");
        if (entries.Count == 0)
        {
            throw new ArgumentException($"The set {catalog.Set.Name} has no attack network.", nameof(catalog));
        }

        _fusion = AttackFusion.FromCatalog(catalog);
        try
        {
            foreach (ModelEntry entry in entries)
            {
                _networks.Add(new AttackNetwork(catalog, entry, modelOptions));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What the networks alone say of one face of a picture. Meant for proof frames: compression and small pictures make attacks look better.</summary>
    public BonaFideScore Score(Image image, DetectedFace face)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(face);
        float sum = 0;
        foreach (AttackNetwork network in _networks)
        {
            sum += network.Score(image, face.Box);
        }

        return new BonaFideScore(sum / _networks.Count);
    }

    /// <summary>Networks and hand-made cues on one face of a picture, weighed together where the set is calibrated for it.</summary>
    public AttackAssessment Assess(Image image, DetectedFace face)
    {
        ArgumentNullException.ThrowIfNull(image);
        using GreyImage grey = ImageOperations.ToGrey(image);
        return Assess(image, grey, face);
    }

    /// <summary>The same where the grey picture is at hand.</summary>
    public AttackAssessment Assess(Image image, GreyImage grey, DetectedFace face)
    {
        BonaFideScore network = Score(image, face);
        AttackCues cues = AttackCues.Measure(image, grey, face);
        return new AttackAssessment(network, cues, _fusion?.Fuse(network, cues), _fusion is { Calibration.Decides: true });
    }

    public void Dispose() => _networks.ForEach(network => network.Dispose());
}
