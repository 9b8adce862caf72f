using RemoteVerify.Biometrics;
using RemoteVerify.Server.Capture;
using RemoteVerify.Storage.Files;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Server.Composition;

/// <summary>Finds, chooses and loads the networks of the service.</summary>
internal static class ServiceModels
{
    /// <summary>The set that the settings name, or the best one that is here, with the operator's thresholds where a calibration is named.</summary>
    /// <exception cref="InvalidDataException">A setting is missing or names no set.</exception>
    /// <exception cref="Vision.Images.VisionFormatException">The manifest or the calibration is not one, or the calibration was made with other files.</exception>
    public static ModelCatalog Choose(ServiceOptions options)
    {
        string own = options.ModelsDirectory ?? throw new InvalidDataException("Service:ModelsDirectory is not set; it names the folder with manifest.json.");
        ModelFolders folders = ModelFolders.Of(own, Fetched(options, own), options.ModelMirror ?? Environment.GetEnvironmentVariable("RV_MODEL_MIRROR"));
        ModelManifest manifest = ModelManifest.Read(File.ReadAllBytes(Path.Combine(own, "manifest.json")));
        ModelCatalog catalog;
        try
        {
            catalog = ModelChoice.Choose(manifest, options.ModelSet ?? Environment.GetEnvironmentVariable("RV_MODEL_SET"), folders.Find);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException($"Service:ModelSet: {exception.Message}", exception);
        }

        return options.CalibrationFile is { } file ? catalog.With(SetCalibration.Read(File.ReadAllBytes(file))) : catalog;
    }

    /// <summary>The loaded networks, or what lacks for them.</summary>
    public static CaptureEngines Load(ModelCatalog catalog, ServiceOptions options) =>
        catalog.Missing() is { Count: > 0 } missing
            ? CaptureEngines.Without(ModelChoice.MissingSentence(catalog, missing))
            : CaptureEngines.With(new BiometricEngine(catalog, new BiometricEngineOptions { Models = new OnnxModelOptions { ThreadsPerRun = options.InferenceThreads } }));

    private static string Fetched(ServiceOptions options, string own)
    {
        if (options.FetchedModelsDirectory is { } folder)
        {
            return folder;
        }

        string cache = Environment.GetEnvironmentVariable("RV_CACHE") is { Length: > 0 } named ? named : Path.Combine(own, "..", ".cache");
        return Path.GetFullPath(Path.Combine(cache, "models"));
    }
}
