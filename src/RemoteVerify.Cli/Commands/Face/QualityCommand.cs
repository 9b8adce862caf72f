using System.CommandLine;
using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Quality;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cli.Commands.Face;

/// <summary><c>rv face quality</c>: the components of ISO/IEC 29794-5 for one picture.</summary>
internal static class QualityCommand
{
    public static Command Create()
    {
        Argument<string> picture = new("image") { Description = "JPEG, JPEG 2000, PNG or WebP." };
        Option<string> set = FaceInput.Set();
        Option<bool> json = CommandTable.Json();
        Command command = new("quality", "Measure the quality components of ISO/IEC 29794-5 for the face that the picture is about.") { picture, set, json };
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(picture)!;
            using BiometricEngine engine = Cli.Models.Engine(parsed.GetValue(set)!);
            using Image image = FaceInput.Read(path);
            QualityReport report = new QualityAssessor(engine).Assess(image) ?? throw new CommandException(ExitCodes.Negative, $"No face was found in {path}.");
            var components = report.Values.Select(value => new { component = value.Component, basis = value.Basis.ToString(), raw = value.Raw, scalar = value.Scalar, note = value.Note });
            new Output(parsed.GetValue(json)).Answer(new { image.WidthPixels, image.HeightPixels, components, models = FaceInput.ModelsOf(engine) }, writer =>
            {
                foreach (QualityValue value in report.Values)
                {
                    writer.WriteLine(value.Scalar is { } scalar ? $"{scalar,4} {value.Component} ({value.Raw:0.###}; {Basis(value.Basis)})" : $"   - {value.Component}: {value.Note}");
                }
            });
            return ExitCodes.Positive;
        });
        return command;
    }

    private static string Basis(QualityBasis basis) => basis == QualityBasis.StandardFormula ? "formula of the standard" : "own measure";
}
