namespace RemoteVerify.Vision.Models;

/// <summary>Which set an installation works with: the one place where both hosts ask.</summary>
public static class ModelChoice
{
    /// <summary>Sets that are taken without being named, the best first. A set with a converted file has to be named.</summary>
    private static readonly string[] BestFirst = ["standard", "demo"];

    /// <summary>The named set, or the best one whose files are all here; without any, the last of the list, which then lacks files.</summary>
    /// <param name="manifest">The known sets.</param>
    /// <param name="name">What the operator asked for; null or empty for the best.</param>
    /// <param name="lookup">The host's way to find a file.</param>
    /// <exception cref="ArgumentException">No set has that name; the message lists the known ones.</exception>
    public static ModelCatalog Choose(ModelManifest manifest, string? name, ModelFileLookup lookup)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        if (!string.IsNullOrEmpty(name))
        {
            return manifest.Sets.Any(set => set.Name == name)
                ? new ModelCatalog(manifest, name, lookup)
                : throw new ArgumentException($"There is no model set {name}; known are {string.Join(", ", manifest.Sets.Select(set => set.Name))}.", nameof(name));
        }

        ModelCatalog[] offered = [.. BestFirst.Where(best => manifest.Sets.Any(set => set.Name == best)).Select(best => new ModelCatalog(manifest, best, lookup))];
        return Array.Find(offered, catalog => catalog.Missing().Count == 0) ?? offered[^1];
    }

    /// <summary>One sentence on what a set lacks and what to do about it.</summary>
    public static string MissingSentence(ModelCatalog catalog, IReadOnlyList<ModelEntry> missing)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        string files = string.Join(", ", missing.Select(model => model.FileName));
        return missing.All(model => model.Source.Kind == "own")
            ? $"The model set {catalog.Set.Name} lacks {files}: they belong to this repository, in models/; the clone is not whole."
            : $"The model set {catalog.Set.Name} lacks {files}: set RV_MODEL_MIRROR to a folder that holds the files (./rv models list names where each is published), or run ./rv models pull where there is network.";
    }
}
