using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.Matching;

/// <summary>Turns faces into templates with the recognisers of a model set; with several, the similarity is the mean of their cosines. Thread-safe.</summary>
public sealed class FaceRecogniser : IDisposable
{
    private readonly List<Network> _networks = [];

    public FaceRecogniser(ModelCatalog catalog, OnnxModelOptions modelOptions)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        Name = NameOf(catalog);
        try
        {
            foreach (ModelEntry entry in catalog.ForTask("recogniser"))
            {
                _networks.Add(new Network(entry, catalog.Load(entry, modelOptions)));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>SHA-256 of the model files, joined by "+".</summary>
    public string Name { get; }

    /// <summary>The name that templates of this catalogue's recognisers carry.</summary>
    public static string NameOf(ModelCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        IReadOnlyList<ModelEntry> entries = catalog.ForTask("recogniser");
        return entries.Count > 0
            ? string.Join('+', entries.Select(e => e.Sha256))
            : throw new ArgumentException($"The set {catalog.Set.Name} has no recogniser.", nameof(catalog));
    }

    /// <summary>The template of one face; the caller disposes it.</summary>
    public FaceTemplate Embed(Image image, DetectedFace face)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(face);
        float[] joined = new float[_networks.Sum(n => n.Length)];
        try
        {
            // Unit vectors of equal weight laid end to end: the cosine of the whole is the mean of the cosines of the parts.
            int at = 0;
            foreach (Network network in _networks)
            {
                network.Embed(image, face, joined.AsSpan(at, network.Length));
                at += network.Length;
            }

            return FaceTemplate.FromRaw(joined, Name);
        }
        finally
        {
            Array.Clear(joined);
        }
    }

    public void Dispose() => _networks.ForEach(n => n.Model.Dispose());

    private sealed class Network(ModelEntry entry, OnnxModel model)
    {
        private readonly FaceAligner _aligner = FaceAligner.Named(entry.Preprocessing.Crop);

        public OnnxModel Model { get; } = model;

        public int Length { get; } = (int)entry.Outputs[0].Shape[1];

        public void Embed(Image image, DetectedFace face, Span<float> unit)
        {
            int side = _aligner.SidePixels;
            using Image aligned = _aligner.Align(image, face.Points);
            using OnnxRun run = Model.Rent([1, 3, side, side]);
            TensorFiller.Fill(aligned, run.Input(), side, side, entry.Preprocessing);
            run.Execute();
            using FaceTemplate single = FaceTemplate.FromRaw(run.Output(), entry.Sha256);
            single.Values.CopyTo(unit);
        }
    }
}
