using System.Text.Json;
using System.Text.Json.Serialization;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Vision.Models;

/// <summary>The list of known models and sets (<c>models/manifest.json</c>).</summary>
public sealed record ModelManifest(int Version, IReadOnlyList<ModelSet> Sets, IReadOnlyList<ModelEntry> Models)
{
    /// <summary>The only version this code reads.</summary>
    public const int CurrentVersion = 1;

    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Reads and checks the JSON; anything unknown, missing or contradictory is refused.</summary>
    /// <exception cref="VisionFormatException">The manifest is not one.</exception>
    public static ModelManifest Read(ReadOnlySpan<byte> json)
    {
        ModelManifest manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<ModelManifest>(json, JsonOptions)
                ?? throw new VisionFormatException("model manifest", 0, "it is null");
        }
        catch (JsonException error)
        {
            throw new VisionFormatException("model manifest", -1, $"line {error.LineNumber + 1}, {error.Path ?? "$"}: not as expected");
        }

        manifest.Check();
        return manifest;
    }

    private void Check()
    {
        Require(Version == CurrentVersion, "unknown version");
        Require(Models.Select(m => m.Id).Distinct(StringComparer.Ordinal).Count() == Models.Count, "two models share an id");
        foreach (ModelEntry model in Models)
        {
            Require(model.Sha256.Length == 64 && model.Sha256.All(char.IsAsciiHexDigitLower), $"{model.Id}: sha256 is not 64 lower-case digits");
            Require(model.Grade is "development" or "production", $"{model.Id}: unknown grade");
            Require(model.Preprocessing.ChannelOrder is "BGR" or "RGB", $"{model.Id}: unknown channel order");
            Require(model.Preprocessing.Mean.Count == 3 && model.Preprocessing.StandardDeviation.Count == 3, $"{model.Id}: mean and deviation need three values");
            Require(model.Inputs.Count > 0 && model.Outputs.Count > 0, $"{model.Id}: no inputs or outputs");
        }

        foreach (ModelSet set in Sets)
        {
            foreach (string id in set.ModelIds)
            {
                Require(Models.Any(m => m.Id == id), $"set {set.Name}: unknown model {id}");
            }
        }
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new VisionFormatException("model manifest", -1, message);
        }
    }
}
