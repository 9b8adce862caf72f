using System.Security.Cryptography;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Vision.Models;

/// <summary>Gives the bytes of a model file, or null where the host has none; the catalogue checks them itself.</summary>
public delegate ReadOnlyMemory<byte>? ModelFileLookup(string sha256, string fileName);

/// <summary>One set of the manifest, with the host's way to find the files. A file whose hash differs is never loaded.</summary>
public sealed class ModelCatalog
{
    private readonly ModelFileLookup _lookup;

    /// <param name="manifest">The known models.</param>
    /// <param name="setName">Which set to use, e.g. <c>standard</c>.</param>
    /// <param name="lookup">Called once per loaded model.</param>
    public ModelCatalog(ModelManifest manifest, string setName, ModelFileLookup lookup)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(lookup);
        Manifest = manifest;
        _lookup = lookup;
        Set = manifest.Sets.FirstOrDefault(s => s.Name == setName)
            ?? throw new ArgumentException($"The manifest has no set named {setName}.", nameof(setName));
        Models = [.. Set.ModelIds.Select(id => manifest.Models.First(m => m.Id == id))];
    }

    private ModelCatalog(ModelCatalog other, ModelSet set, string thresholdSource)
    {
        Manifest = other.Manifest;
        _lookup = other._lookup;
        Models = [.. set.ModelIds.Select(id => other.Manifest.Models.First(m => m.Id == id))];
        Set = set;
        ThresholdSource = thresholdSource;
    }

    /// <summary>The whole manifest.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>The chosen set.</summary>
    public ModelSet Set { get; }

    /// <summary>The models of the chosen set, in its order.</summary>
    public IReadOnlyList<ModelEntry> Models { get; }

    /// <summary>The lowest grade of its models; see <see cref="ModelGrade"/>.</summary>
    public string Grade => ModelGrade.Lowest(Models.Select(m => m.Grade));

    /// <summary>Where the thresholds come from: <c>manifest</c>, or the operator's calibration by date and data set.</summary>
    public string ThresholdSource { get; } = "manifest";

    /// <summary>The models of the set for a task.</summary>
    public IReadOnlyList<ModelEntry> ForTask(string task) => [.. Models.Where(m => m.Task == task)];

    /// <summary>The first model of the set for a task.</summary>
    public ModelEntry Single(string task) => Models.FirstOrDefault(m => m.Task == task)
        ?? throw new ArgumentException($"The set {Set.Name} has no {task}.", nameof(task));

    /// <summary>The models of the set whose file the host does not have.</summary>
    public IReadOnlyList<ModelEntry> Missing() => [.. Models.Where(m => _lookup(m.Sha256, m.FileName) is null)];

    /// <summary>The same models with the thresholds of an operator's calibration in place of the manifest's.</summary>
    /// <exception cref="VisionFormatException">It was made for another set or with other model files.</exception>
    public ModelCatalog With(SetCalibration calibration)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        calibration.RequireFor(this);
        ModelSet set = Set with
        {
            Calibrations = [.. Set.Calibrations.Where(c => calibration.Calibrations.All(own => own.Role != c.Role)), .. calibration.Calibrations],
            SimilarityTable = calibration.Table,
        };
        return new ModelCatalog(this, set, calibration.Name);
    }

    /// <summary>
    /// The same set with one of its recognisers alone, for measuring it; thresholds are the model's own reference figures (officer: the
    /// highest at a false match rate of 1e-3, accept: the one at 1e-4, never below officer). Nothing decides by them.
    /// </summary>
    /// <exception cref="ArgumentException">The set has no such recogniser, or nothing was ever measured of it alone.</exception>
    public ModelCatalog WithRecogniserAlone(string id)
    {
        ModelEntry alone = ForTask("recogniser").FirstOrDefault(m => m.Id == id)
            ?? throw new ArgumentException($"The set {Set.Name} has no recogniser {id}; it has {string.Join(", ", ForTask("recogniser").Select(m => m.Id))}.", nameof(id));
        ModelCalibration officer = alone.Calibrations.Where(c => c.FalseMatchRate == 1e-3).MaxBy(c => c.Threshold)
            ?? throw new ArgumentException($"The manifest has no figures of {id} alone.", nameof(id));
        ModelCalibration accept = alone.Calibrations.Where(c => c.FalseMatchRate == 1e-4 && c.Threshold >= officer.Threshold).MaxBy(c => c.Threshold) ?? officer;
        ModelSet set = Set with
        {
            Name = $"{Set.Name}-{id}",
            ModelIds = [.. Models.Where(m => m.Task != "recogniser" || m.Id == id).Select(m => m.Id)],
            Calibrations = [.. Set.Calibrations.Where(c => c.Role is not ("accept" or "officer")), accept with { Role = "accept" }, officer with { Role = "officer" }],
            SimilarityTable = null,
        };
        return new ModelCatalog(this, set, "reference figures of one recogniser");
    }

    /// <summary>Fetches a model's bytes and checks them.</summary>
    /// <exception cref="VisionFormatException">The file is missing or altered.</exception>
    public ReadOnlyMemory<byte> Read(ModelEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ReadOnlyMemory<byte> bytes = _lookup(entry.Sha256, entry.FileName)
            ?? throw new VisionFormatException("model file", -1, $"{entry.FileName} (SHA-256 {entry.Sha256}) is not here; run ./rv models pull");
        return Convert.ToHexStringLower(SHA256.HashData(bytes.Span)) == entry.Sha256
            ? bytes
            : throw new VisionFormatException("model file", 0, $"{entry.FileName} is not the file of the manifest: its SHA-256 differs");
    }

    /// <summary>Loads a model and checks its tensors against the manifest.</summary>
    /// <exception cref="VisionFormatException">The file is missing, altered or not as the manifest says.</exception>
    public OnnxModel Load(ModelEntry entry, OnnxModelOptions options)
    {
        OnnxModel model = OnnxModel.Load(Read(entry), options);
        try
        {
            CheckContract(entry, "input", entry.Inputs, model.Inputs);
            CheckContract(entry, "output", entry.Outputs, model.Outputs);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static void CheckContract(ModelEntry entry, string kind, IReadOnlyList<TensorContract> expected, IReadOnlyList<TensorContract> actual)
    {
        bool same = expected.Count == actual.Count
            && expected.All(e => actual.Any(a => a.Name == e.Name && a.Shape.SequenceEqual(e.Shape)));
        if (!same)
        {
            throw new VisionFormatException("model file", -1, $"{entry.FileName}: its {kind} tensors are not those of the manifest");
        }
    }
}
