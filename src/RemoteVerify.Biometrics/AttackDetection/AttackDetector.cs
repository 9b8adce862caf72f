using System.Globalization;
using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.AttackDetection;

/// <summary>
/// Silent presentation-attack detection with the two MiniFASNets of minivision-ai/Silent-Face-Anti-Spoofing: each sees the face with
/// another share of its surroundings. Class 1 of 3 is the living face. Thread-safe.
/// </summary>
public sealed class AttackDetector : IDisposable
{
    private const int SidePixels = 80;
    private const int LivingClass = 1;
    private readonly List<(ModelEntry Entry, OnnxModel Model, float Scale)> _networks = [];

    public AttackDetector(ModelCatalog catalog, OnnxModelOptions modelOptions)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        IReadOnlyList<ModelEntry> entries = catalog.ForTask("attack");
        if (entries.Count != 2)
        {
            throw new ArgumentException($"The set {catalog.Set.Name} must have two attack networks.", nameof(catalog));
        }

        try
        {
            foreach (ModelEntry entry in entries)
            {
                _networks.Add((entry, catalog.Load(entry, modelOptions), ScaleOf(entry)));
            }
        }
        catch
        {
            Dispose();
            throw;
        }

        _networks.Sort((a, b) => a.Scale.CompareTo(b.Scale));
    }

    /// <summary>Scores one face of a picture. Meant for proof frames: compression and small pictures make attacks look better.</summary>
    public BonaFideScore Score(Image image, DetectedFace face)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(face);
        float close = Score(_networks[0], image, face.Box);
        float wide = Score(_networks[1], image, face.Box);
        return new BonaFideScore((close + wide) / 2, close, wide);
    }

    public void Dispose() => _networks.ForEach(n => n.Model.Dispose());

    private static float Score((ModelEntry Entry, OnnxModel Model, float Scale) network, Image image, FaceBox box)
    {
        (int left, int top, int width, int height) = AttackCrop.Of(box, network.Scale, image.WidthPixels, image.HeightPixels);
        using Image crop = ImageOperations.Crop(image, left, top, width, height);
        using Image resized = ImageOperations.Resize(crop, SidePixels, SidePixels);
        using OnnxRun run = network.Model.Rent();
        TensorFiller.Fill(resized, run.Input(), SidePixels, SidePixels, network.Entry.Preprocessing);
        run.Execute();
        return Softmax(run.Output(), LivingClass);
    }

    private static float Softmax(ReadOnlySpan<float> logits, int wanted)
    {
        float highest = float.NegativeInfinity;
        foreach (float logit in logits)
        {
            highest = Math.Max(highest, logit);
        }

        double sum = 0;
        foreach (float logit in logits)
        {
            sum += Math.Exp(logit - highest);
        }

        return (float)(Math.Exp(logits[wanted] - highest) / sum);
    }

    private static float ScaleOf(ModelEntry entry) =>
        entry.Preprocessing.Crop.StartsWith("box-", StringComparison.Ordinal)
            ? float.Parse(entry.Preprocessing.Crop.AsSpan(4), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
            : throw new ArgumentException($"Unknown crop {entry.Preprocessing.Crop}.", nameof(entry));
}
