using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.AttackDetection;

/// <summary>
/// One attack network: it sees a face with a share of its surroundings. Two kinds are known by their outputs: the MiniFASNets
/// (<c>logits</c> of three classes, class 1 alive) and the project's own (<c>live</c>, a probability).
/// </summary>
internal sealed class AttackNetwork : IDisposable
{
    private const int Classes = 3;
    private const int LivingClass = 1;
    private readonly ModelEntry _entry;
    private readonly OnnxModel _model;
    private readonly bool _saysProbability;
    private readonly float _scale;
    private readonly int _sidePixels;

    /// <exception cref="ArgumentException">The network is of neither kind, or wants another crop.</exception>
    public AttackNetwork(ModelCatalog catalog, ModelEntry entry, OnnxModelOptions modelOptions)
    {
        _entry = entry;
        _saysProbability = SaysProbability(entry);
        _scale = CropRule.Number(entry, "box") ?? 1;
        _sidePixels = CropRule.SidePixels(entry);
        _model = catalog.Load(entry, modelOptions);
    }

    /// <summary>1 alive, 0 an attack.</summary>
    public float Score(Image image, FaceBox box)
    {
        (int left, int top, int width, int height) = AttackCrop.Of(box, _scale, image.WidthPixels, image.HeightPixels);
        using Image crop = ImageOperations.Crop(image, left, top, width, height);

        // All of them were trained on pixels picked from the crop: averaging would take away grain and moire.
        using Image resized = ImageOperations.Resize(crop, _sidePixels, _sidePixels);
        using OnnxRun run = _model.Rent([1, 3, _sidePixels, _sidePixels]);
        TensorFiller.Fill(resized, run.Input(), _sidePixels, _sidePixels, _entry.Preprocessing);
        run.Execute();
        return _saysProbability ? Probability(run.Output()) : Softmax(run.Output(), LivingClass);
    }

    public void Dispose() => _model.Dispose();

    /// <summary>The output of the project's own network; anything that is no number counts as an attack.</summary>
    internal static float Probability(ReadOnlySpan<float> live) => live[0] >= 0 ? Math.Min(live[0], 1) : 0;

    /// <summary>Share of one class in the exponentials of all.</summary>
    internal static float Softmax(ReadOnlySpan<float> logits, int wanted)
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

    private static bool SaysProbability(ModelEntry entry) => entry.Outputs switch
    {
        [{ Name: "live", Shape: [_, 1] }] => true,
        [{ Shape: [_, Classes] }] => false,
        _ => throw new ArgumentException($"{entry.FileName}: its outputs are not those of a known attack network.", nameof(entry)),
    };
}
