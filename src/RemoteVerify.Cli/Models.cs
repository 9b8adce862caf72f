using RemoteVerify.Biometrics;
using RemoteVerify.Storage.Files;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Cli;

/// <summary>The networks of this installation, as the commands use them.</summary>
internal static class Models
{
    public static ModelFolders Folders { get; } = ModelFolders.Of(Installation.Models, Installation.FetchedModels, Installation.ModelMirror);

    /// <summary>Name of the set that is used unless an option names another: that of RV_MODEL_SET, else the best one whose files are all here.</summary>
    /// <exception cref="CommandException">RV_MODEL_SET names none.</exception>
    public static string DefaultSet => Chosen(Installation.ModelSet).Set.Name;

    public static ModelManifest Manifest()
    {
        try
        {
            return ModelManifest.Read(InputFiles.Read(Path.Combine(Installation.Models, "manifest.json")));
        }
        catch (VisionFormatException exception)
        {
            throw CommandException.Environment(exception.Message);
        }
    }

    public static ModelCatalog Catalog(string set) => Chosen(set);

    /// <summary>Loads the networks of a set, or of its recognisers only the named one.</summary>
    /// <exception cref="CommandException">A file is missing; the message says what to do.</exception>
    public static BiometricEngine Engine(string set, string? recogniserAlone = null)
    {
        ModelCatalog catalog = recogniserAlone is null ? Catalog(set) : Alone(Catalog(set), recogniserAlone);
        return catalog.Missing() is { Count: > 0 } missing ? throw CommandException.Environment(ModelChoice.MissingSentence(catalog, missing)) : new BiometricEngine(catalog);
    }

    private static ModelCatalog Alone(ModelCatalog catalog, string recogniser)
    {
        try
        {
            return catalog.WithRecogniserAlone(recogniser);
        }
        catch (ArgumentException exception)
        {
            throw WrongUse(exception);
        }
    }

    private static ModelCatalog Chosen(string? set)
    {
        try
        {
            return ModelChoice.Choose(Manifest(), set, Folders.Find);
        }
        catch (ArgumentException exception)
        {
            throw WrongUse(exception);
        }
    }

    private static CommandException WrongUse(ArgumentException exception) =>
        CommandException.WrongUse(exception.Message.Replace($" (Parameter '{exception.ParamName}')", "", StringComparison.Ordinal));
}
