using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.Matching;

/// <summary>Turns faces into templates with the recognisers of a model set; with several, the similarity is the mean of their cosines. Thread-safe.</summary>
public sealed class FaceRecogniser : IDisposable
{
    private readonly List<RecogniserNetwork> _networks = [];

    public FaceRecogniser(ModelCatalog catalog, OnnxModelOptions modelOptions)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        Name = NameOf(catalog);
        try
        {
            foreach (ModelEntry entry in catalog.ForTask("recogniser"))
            {
                _networks.Add(new RecogniserNetwork(entry, catalog.Load(entry, modelOptions)));
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
        using AlignedFace aligned = Align(image, face);
        return Embed([aligned])[0];
    }

    /// <summary>Cuts one face out of a picture for <see cref="Embed(IReadOnlyList{AlignedFace})"/>; the caller disposes it.</summary>
    public AlignedFace Align(Image image, DetectedFace face)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(face);
        return new AlignedFace([.. _networks.Select(network => network.Align(image, face.Points))]);
    }

    /// <summary>The templates of many faces, in one run per network where it takes batches; the caller disposes them.</summary>
    public IReadOnlyList<FaceTemplate> Embed(IReadOnlyList<AlignedFace> faces)
    {
        ArgumentNullException.ThrowIfNull(faces);
        int length = _networks.Sum(n => n.Length);
        float[] joined = new float[faces.Count * length];
        try
        {
            // Unit vectors of equal weight laid end to end: the cosine of the whole is the mean of the cosines of the parts.
            int at = 0;
            for (int number = 0; number < _networks.Count && faces.Count > 0; number++)
            {
                int place = at;
                Image[] crops = [.. faces.Select(face => face.Crop(number))];
                _networks[number].Embed(crops, (i, unit) => unit.CopyTo(joined.AsSpan((i * length) + place)));
                at += _networks[number].Length;
            }

            return [.. Enumerable.Range(0, faces.Count).Select(i => FaceTemplate.FromRaw(joined.AsSpan(i * length, length), Name))];
        }
        finally
        {
            Array.Clear(joined);
        }
    }

    /// <summary>What each network says by itself of two templates of this recogniser, in the set's order.</summary>
    public IReadOnlyList<Similarity> SimilarityByNetwork(FaceTemplate a, FaceTemplate b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Recogniser != Name || b.Recogniser != Name)
        {
            throw new ArgumentException("Templates of different models can't be compared.", nameof(b));
        }

        List<Similarity> each = [];
        int at = 0;
        foreach (RecogniserNetwork network in _networks)
        {
            // Each network's part has the length of one through the root of their number.
            float cosine = _networks.Count * DotProduct.Of(a.Values.Slice(at, network.Length), b.Values.Slice(at, network.Length));
            each.Add(new Similarity(Math.Clamp(cosine, -1f, 1f)));
            at += network.Length;
        }

        return each;
    }

    public void Dispose() => _networks.ForEach(network => network.Dispose());
}
