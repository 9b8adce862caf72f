using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>Embeds the main faces of many pictures, several in one run of the recogniser; erases what it holds on dispose.</summary>
internal sealed class TemplateBuilder(BiometricEngine engine, TimeProvider clock) : IDisposable
{
    private const int FacesPerRun = 16;
    private readonly List<(string Name, AlignedFace Face, int Picture)> _waiting = [];
    private readonly Dictionary<string, FaceTemplate> _templates = new(StringComparer.Ordinal);
    private readonly List<double> _milliseconds = [];

    /// <summary>By name; complete after <see cref="Finish"/>. A picture without a usable face is not among them.</summary>
    public IReadOnlyDictionary<string, FaceTemplate> Templates => _templates;

    /// <summary>To decode, detect and align each picture and its share of the run that embedded it.</summary>
    public double MedianMilliseconds => Median.Of(_milliseconds);

    /// <summary>Takes a picture in.</summary>
    public void Add(string name, ReadOnlyMemory<byte>? bytes)
    {
        long start = clock.GetTimestamp();
        AlignedFace? face = Align(bytes);
        _milliseconds.Add(clock.GetElapsedTime(start).TotalMilliseconds);
        if (face is not null)
        {
            _waiting.Add((name, face, _milliseconds.Count - 1));
        }

        if (_waiting.Count == FacesPerRun)
        {
            Finish();
        }
    }

    /// <summary>Embeds what still waits.</summary>
    public void Finish()
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        long start = clock.GetTimestamp();
        IReadOnlyList<FaceTemplate> templates = engine.Recogniser.Embed([.. _waiting.Select(w => w.Face)]);
        double share = clock.GetElapsedTime(start).TotalMilliseconds / templates.Count;
        for (int i = 0; i < templates.Count; i++)
        {
            _templates.Add(_waiting[i].Name, templates[i]);
            _milliseconds[_waiting[i].Picture] += share;
        }

        DropWaiting();
    }

    public void Dispose()
    {
        DropWaiting();
        foreach (FaceTemplate template in _templates.Values)
        {
            template.Dispose();
        }
    }

    private void DropWaiting()
    {
        _waiting.ForEach(waiting => waiting.Face.Dispose());
        _waiting.Clear();
    }

    private AlignedFace? Align(ReadOnlyMemory<byte>? bytes)
    {
        if (bytes is null)
        {
            return null;
        }

        try
        {
            using Image image = ImageCodec.Decode(bytes.Value.Span, ImageLimits.Default);
            DetectedFace? face = MainFace.Of(engine.Detector.Detect(image), image.WidthPixels, image.HeightPixels);
            return face is null ? null : engine.Recogniser.Align(image, face);
        }
        catch (VisionFormatException)
        {
            return null;
        }
    }
}
