using System.CommandLine;
using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Evaluation;
using RemoteVerify.Biometrics.Landmarks;

namespace RemoteVerify.Cli.Commands.Face;

/// <summary><c>rv face evaluate-landmarks</c>: errors of detector, points, head direction and blinks on rendered frames whose truth is known.</summary>
internal static class EvaluateLandmarksCommand
{
    public static Command Create()
    {
        Option<string> truth = new("--truth") { Description = "CSV with the truth of rendered frames, as ./rv people views writes it.", Required = true };
        Option<string> root = new("--root") { Description = "Folder with the pictures, or with a folder images that holds them.", Required = true };
        Option<string> set = FaceInput.Set();
        Option<bool> json = CommandTable.Json();
        Command command = new("evaluate-landmarks", "Measure detector, landmarks, head direction and blinks on rendered frames; says nothing about photographs.") { truth, root, set, json };
        command.SetAction((parsed, cancellationToken) =>
        {
            IReadOnlyList<FrameTruth> list = TestSet.List(parsed.GetValue(truth)!, bytes => FrameTruthList.Read(bytes));
            TestSet pictures = new(parsed.GetValue(root)!);
            using BiometricEngine engine = Cli.Models.Engine(parsed.GetValue(set)!);
            LandmarkFigures figures = new LandmarkEvaluator(engine, TimeProvider.System).Evaluate(list, pictures.Open, TestSet.Progress(), cancellationToken);
            pictures.ReportMissing();
            new Output(parsed.GetValue(json)).Answer(Json(figures, engine), writer => Write(writer, figures));
            return Task.FromResult(ExitCodes.Positive);
        });
        return command;
    }

    private static object Json(LandmarkFigures figures, BiometricEngine engine) => new
    {
        all = Json("all", figures.All),
        bands = figures.Bands.Select(band => Json(band.Band.ToString(), band.Figures)),
        falseFaces = figures.FalseFaces,
        blink = Json(figures.Eyes),
        mouth = Json(figures.Mouth),
        poseFrom = figures.PoseBasis,
        medianMilliseconds = Rates.Json(figures.MedianMilliseconds),
        models = FaceInput.ModelsOf(engine),
    };

    private static object Json(string yaw, YawBandFigures figures) => new
    {
        yaw,
        frames = figures.Frames,
        misses = figures.Misses,
        fivePoints = Json(figures.FivePoints),
        densePoints = figures.DensePoints is { } dense ? Json(dense) : null,
        yawRmseDegrees = Rates.Json(figures.YawRmse),
        pitchRmseDegrees = Rates.Json(figures.PitchRmse),
        rollRmseDegrees = Rates.Json(figures.RollRmse),
    };

    private static object Json(PointErrorFigures error) => new
    {
        mean = Rates.Json(error.Mean),
        percentile95 = Rates.Json(error.Percentile95),
        meanYawCorrected = Rates.Json(error.MeanYawCorrected),
    };

    private static object Json(StateFigures state) => new
    {
        threshold = Rates.Json(state.Threshold),
        shown = state.Shown,
        found = Rates.Json(state.FoundShare),
        notShown = state.NotShown,
        @false = Rates.Json(state.FalseShare),
    };

    private static void Write(TextWriter writer, LandmarkFigures figures)
    {
        writer.WriteLine("Point errors in eye distances (five points: eye centres; dense points: outer corners): mean, 95 in 100 below, mean corrected for yaw");
        Write(writer, "all", figures.All);
        foreach (BandOfYaw band in figures.Bands)
        {
            Write(writer, $"yaw {band.Band}", band.Figures);
        }

        writer.WriteLine($"{figures.FalseFaces} false faces; median {figures.MedianMilliseconds:0.0} ms a frame; directions from {Basis(figures.PoseBasis)}");
        writer.WriteLine($"Blink: found in {Rates.Percent(figures.Eyes.FoundShare)} of {figures.Eyes.Shown} shut, false in {Rates.Percent(figures.Eyes.FalseShare)} of {figures.Eyes.NotShown} open (openness below {Number(figures.Eyes.Threshold)})");
        writer.WriteLine($"Mouth: found open in {Rates.Percent(figures.Mouth.FoundShare)} of {figures.Mouth.Shown} open, false in {Rates.Percent(figures.Mouth.FalseShare)} of {figures.Mouth.NotShown} closed (openness from {Number(figures.Mouth.Threshold)})");
    }

    private static void Write(TextWriter writer, string name, YawBandFigures figures)
    {
        writer.WriteLine($"{name,-10} {figures.Frames} frames, {figures.Misses} missed; five points {Percents(figures.FivePoints)}; "
            + $"dense points {(figures.DensePoints is { } dense ? Percents(dense) : "not comparable")}; "
            + $"RMSE yaw {Degrees(figures.YawRmse)}, pitch {Degrees(figures.PitchRmse)}, roll {Degrees(figures.RollRmse)}");
    }

    private static string Basis(HeadPoseBasis? basis) => basis switch
    {
        HeadPoseBasis.Network => "the landmark network",
        HeadPoseBasis.FivePoints => "the five points",
        _ => "nothing",
    };

    private static string Percents(PointErrorFigures error) => $"{Rates.Percent(error.Mean)}, {Rates.Percent(error.Percentile95)}, {Rates.Percent(error.MeanYawCorrected)}";

    private static string Number(double value) => double.IsFinite(value) ? $"{value:0.00}" : "not measured";

    private static string Degrees(double value) => double.IsFinite(value) ? $"{value:0.0}" : "not measured";
}
