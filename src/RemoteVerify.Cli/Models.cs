using RemoteVerify.Biometrics;
using RemoteVerify.Storage.Files;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Cli;

/// <summary>The networks of this installation, as the commands use them.</summary>
internal static class Models
{
    /// <summary>The set that is used unless an option names another.</summary>
    public const string DefaultSet = "standard";

    public static ModelFolders Folders { get; } = new(Installation.ModelMirror is { } mirror ? [Installation.Models, Installation.FetchedModels, mirror] : [Installation.Models, Installation.FetchedModels]);

    public static ModelManifest Manifest() => ModelManifest.Read(InputFiles.Read(Path.Combine(Installation.Models, "manifest.json")));

    public static ModelCatalog Catalog(string set)
    {
        ModelManifest manifest = Manifest();
        return manifest.Sets.Any(known => known.Name == set)
            ? new ModelCatalog(manifest, set, Folders.Find)
            : throw CommandException.WrongUse($"There is no model set {set}; known are {string.Join(", ", manifest.Sets.Select(known => known.Name))}.");
    }

    /// <summary>Loads the networks of a set.</summary>
    /// <exception cref="CommandException">A file is missing; the message says what to do.</exception>
    public static BiometricEngine Engine(string set)
    {
        ModelCatalog catalog = Catalog(set);
        return catalog.Missing() is { Count: > 0 } missing ? throw CommandException.Environment(MissingSentence(catalog, missing)) : new BiometricEngine(catalog);
    }

    /// <summary>One sentence on what lacks and what to do about it.</summary>
    public static string MissingSentence(ModelCatalog catalog, IReadOnlyList<ModelEntry> missing) =>
        $"The model set {catalog.Set.Name} lacks {string.Join(", ", missing.Select(model => model.FileName))}: "
        + "set RV_MODEL_MIRROR to a folder that holds the files (./rv models list names where each is published), or run ./rv models pull where there is network.";
}
