using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cli.Commands.Face;

/// <summary>Reads pictures for the face commands.</summary>
internal static class FaceInput
{
    public static Image Read(string path)
    {
        try
        {
            return ImageCodec.Decode(InputFiles.Read(path), ImageLimits.Default);
        }
        catch (VisionFormatException exception)
        {
            throw CommandException.WrongUse($"{path} is not a picture that can be read: {exception.Message}");
        }
    }

    /// <summary>The largest face.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static DetectedFace LargestFace(BiometricEngine engine, Image image, string path) =>
        engine.Detector.Detect(image) is { Count: > 0 } faces ? faces[0] : throw CommandException.WrongUse($"No face was found in {path}.");

    /// <summary>The networks behind an answer, by task, with the beginning of their hash.</summary>
    public static Dictionary<string, string> ModelsOf(BiometricEngine engine) =>
        engine.Catalog.Models.ToDictionary(model => model.Id, model => model.Sha256);
}
