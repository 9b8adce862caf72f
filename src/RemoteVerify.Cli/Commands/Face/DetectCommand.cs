using System.CommandLine;
using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Landmarks;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cli.Commands.Face;

/// <summary><c>rv face detect</c>: all faces of a picture.</summary>
internal static class DetectCommand
{
    public static Command Create()
    {
        Argument<string> picture = new("image") { Description = "JPEG, JPEG 2000, PNG or WebP." };
        Option<string> set = FaceInput.Set();
        Option<bool> json = CommandTable.Json();
        Command command = new("detect", "Find the faces of a picture, largest first.") { picture, set, json };
        command.SetAction(parsed =>
        {
            using BiometricEngine engine = Cli.Models.Engine(parsed.GetValue(set)!);
            using Image image = FaceInput.Read(parsed.GetValue(picture)!);
            var faces = engine.Detector.Detect(image).Select(face => Describe(engine, image, face)).ToList();
            new Output(parsed.GetValue(json)).Answer(new { image.WidthPixels, image.HeightPixels, faces }, writer =>
            {
                writer.WriteLine(faces.Count == 0 ? "No face." : $"{faces.Count} face{(faces.Count == 1 ? "" : "s")}:");
                foreach (var face in faces)
                {
                    writer.WriteLine($"  at {face.Box.X:0},{face.Box.Y:0}, {face.Box.Width:0} x {face.Box.Height:0}, confidence {face.Confidence:0.00}, "
                        + $"yaw {face.Pose.YawDegrees:0}, pitch {face.Pose.PitchDegrees:0}, roll {face.Pose.RollDegrees:0} degrees, eyes {face.InterEyeDistancePixels:0} pixels apart");
                }
            });
            return faces.Count > 0 ? ExitCodes.Positive : ExitCodes.Negative;
        });
        return command;
    }

    private static FaceDescription Describe(BiometricEngine engine, Image image, DetectedFace face) =>
        new(face.Box, face.Confidence, face.Points, engine.LandmarkLocator.Locate(image, face).Pose, face.Points.InterEyeDistancePixels);

    private sealed record FaceDescription(FaceBox Box, float Confidence, FivePoints Points, HeadPose Pose, float InterEyeDistancePixels);
}
