using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.Landmarks;

/// <summary>Finds the dense points of a face. Thread-safe.</summary>
public interface ILandmarkLocator : IDisposable
{
    /// <summary>The landmarks of one face of a picture.</summary>
    FaceLandmarks Locate(Image image, DetectedFace face);
}

/// <summary>Which locator reads the landmark network of a set.</summary>
internal static class LandmarkLocator
{
    /// <summary>Decides by the outputs that the manifest names.</summary>
    /// <exception cref="ArgumentException">The set has no landmark network, or one that nothing here reads.</exception>
    public static ILandmarkLocator For(ModelCatalog catalog, OnnxModelOptions modelOptions)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ModelEntry entry = catalog.Single("landmarks");
        return FacePointsLocator.Reads(entry) ? new FacePointsLocator(catalog, entry, modelOptions)
            : FaceMeshLocator.Reads(entry) ? new FaceMeshLocator(catalog, entry, modelOptions)
            : throw new ArgumentException($"{entry.FileName}: its outputs are not those of a known landmark network.", nameof(catalog));
    }
}
