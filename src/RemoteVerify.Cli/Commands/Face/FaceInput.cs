using System.CommandLine;
using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cli.Commands.Face;

/// <summary>Reads pictures and the choice of networks for the face commands.</summary>
internal static class FaceInput
{
    /// <summary>The option that names the networks.</summary>
    public static Option<string> Set() => new("--set") { Description = "The model set.", DefaultValueFactory = _ => Cli.Models.DefaultSet };

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

    /// <summary>The face that the picture is about: large and near the middle.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static DetectedFace MainFaceOf(BiometricEngine engine, Image image, string path) =>
        MainFace.Of(engine.Detector.Detect(image), image.WidthPixels, image.HeightPixels) ?? throw CommandException.WrongUse($"No face was found in {path}.");

    /// <summary>The networks behind an answer, by task, with the beginning of their hash.</summary>
    public static Dictionary<string, string> ModelsOf(BiometricEngine engine) =>
        engine.Catalog.Models.ToDictionary(model => model.Id, model => model.Sha256);
}
