using RemoteVerify.Vision.Images;

namespace RemoteVerify.Vision.Models;

/// <summary>The list of known models and sets (<c>models/manifest.json</c>).</summary>
public sealed record ModelManifest(int Version, IReadOnlyList<ModelSet> Sets, IReadOnlyList<ModelEntry> Models)
{
    /// <summary>The only version this code reads.</summary>
    public const int CurrentVersion = 1;

    /// <summary>No model of this project is larger, in bytes.</summary>
    public const long MaximumFileBytes = 64L << 20;

    /// <summary>Reads and checks the JSON; anything unknown, missing or contradictory is refused.</summary>
    /// <exception cref="VisionFormatException">The manifest is not one.</exception>
    public static ModelManifest Read(ReadOnlySpan<byte> json)
    {
        ModelManifest manifest = ModelJson.Read<ModelManifest>(json, "model manifest");
        manifest.Check();
        return manifest;
    }

    private void Check()
    {
        Require(Version == CurrentVersion, "unknown version");
        Require(Models.Select(m => m.Id).Distinct(StringComparer.Ordinal).Count() == Models.Count, "two models share an id");
        Require(Models.Select(m => m.FileName).Distinct(StringComparer.Ordinal).Count() == Models.Count, "two models share a file name");
        Require(Sets.Select(s => s.Name).Distinct(StringComparer.Ordinal).Count() == Sets.Count, "two sets share a name");
        foreach (ModelEntry model in Models)
        {
            CheckModel(model);
        }

        foreach (ModelSet set in Sets)
        {
            CheckSet(set);
        }
    }

    private static void CheckModel(ModelEntry model)
    {
        Require(model.Sha256.Length == 64 && model.Sha256.All(char.IsAsciiHexDigitLower), $"{model.Id}: sha256 is not 64 lower-case digits");
        Require(model.FileName.EndsWith(".onnx", StringComparison.Ordinal) && model.FileName.AsSpan().IndexOfAny("/\\\0") < 0, $"{model.Id}: the file name is not that of an .onnx file");
        Require(model.SizeBytes is >= 0 and <= MaximumFileBytes, $"{model.Id}: sizeBytes is out of range");
        Require(ModelGrade.IsKnown(model.Grade), $"{model.Id}: unknown grade");
        Require(model.Preprocessing.ChannelOrder is "BGR" or "RGB", $"{model.Id}: unknown channel order");
        Require(model.Preprocessing.Mean.Count == 3 && model.Preprocessing.StandardDeviation.Count == 3, $"{model.Id}: mean and deviation need three values");
        Require(model.Inputs.Count > 0 && model.Outputs.Count > 0, $"{model.Id}: no inputs or outputs");
        Require(IsWhole(model.Source), $"{model.Id}: its source is not told as its kind demands");
    }

    /// <summary>A published file can be fetched and checked by anyone; an own one can be made again from its recipe.</summary>
    private static bool IsWhole(ModelSource source) => source.Kind switch
    {
        "own" => source is { Repository: null, Commit: null, Address: null } && source.Path.StartsWith("models/training/", StringComparison.Ordinal),
        "converted" => source is { Repository: not null, Commit: not null, Address: null },
        "published" => source is { Repository: not null, Commit: not null, Address: { } address }
            && Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.Scheme == Uri.UriSchemeHttps,
        _ => false,
    };

    private void CheckSet(ModelSet set)
    {
        Require(set.ModelIds.Count > 0, $"set {set.Name}: it is empty");
        foreach (string id in set.ModelIds)
        {
            Require(Models.Any(m => m.Id == id), $"set {set.Name}: unknown model {id}");
        }

        set.SimilarityTable?.Check();
        bool mustBeAccepted = ModelGrade.Lowest(Models.Where(m => set.ModelIds.Contains(m.Id)).Select(m => m.Grade)) == ModelGrade.Development;
        Require(set.AttackFusion?.Fault is null, $"set {set.Name}: attack fusion: {set.AttackFusion?.Fault}");
        Require(
            set.AttackFusion is not { } fusion || fusion.Models.SequenceEqual(AttackFusionCalibration.ModelsOf(set.ModelIds.Select(id => Models.First(m => m.Id == id)))),
            $"set {set.Name}: its attack fusion was measured with other files");
        Require(!mustBeAccepted || set.MustBeAccepted.Count > 0, $"set {set.Name}: it is of development grade and does not say what must be accepted");
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new VisionFormatException("model manifest", -1, message);
        }
    }
}
