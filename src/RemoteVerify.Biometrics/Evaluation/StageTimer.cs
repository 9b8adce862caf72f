using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>Times the engine's stages, and the bare networks beside them. The engine should have been made with one thread per run.</summary>
public sealed class StageTimer(BiometricEngine engine, TimeProvider clock)
{
    private const int WarmUpRounds = 3;

    /// <summary>As the capture page encodes its guide frames.</summary>
    private const int GuideFrameJpegQuality = 60;

    /// <summary>Runs every stage so many times.</summary>
    /// <param name="frame">A picture, best with a face.</param>
    /// <param name="rounds">At least 1.</param>
    /// <param name="cancellationToken">Stops between rounds.</param>
    public StageTimes Measure(Image frame, int rounds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        DetectedFace? found = MainFace.Of(engine.Detector.Detect(frame), frame.WidthPixels, frame.HeightPixels);
        DetectedFace face = found ?? FaceInTheMiddle(frame.WidthPixels, frame.HeightPixels);
        StageTime Stage(string name, string task, Action work) => new(name, Time(work, rounds, cancellationToken), Networks(task, asPublished: false), Networks(task, asPublished: true));
        double Networks(string task, bool asPublished) => engine.Catalog.ForTask(task).Sum(entry => TimeNetwork(entry, frame, asPublished, rounds, cancellationToken));
        byte[] jpeg = ImageCodec.EncodeJpeg(frame, GuideFrameJpegQuality);
        return new StageTimes(frame.WidthPixels, frame.HeightPixels, rounds, found is not null,
        [
            new StageTime("decode", Time(() => ImageCodec.Decode(jpeg, ImageLimits.CaptureFrame).Dispose(), rounds, cancellationToken), 0, 0),
            Stage("detect", "detector", () => engine.Detector.Detect(frame)),
            Stage("landmarks", "landmarks", () => engine.LandmarkLocator.Locate(frame, face)),
            Stage("align-embed", "recogniser", () => engine.Recogniser.Embed(frame, face).Dispose()),
            Stage("attack", "attack", () => engine.AttackDetector.Score(frame, face)),
        ], Time(() => GuideFrame(jpeg), rounds, cancellationToken));
    }

    /// <summary>As a capture measures its guide frames.</summary>
    private void GuideFrame(byte[] jpeg)
    {
        using Image image = ImageCodec.Decode(jpeg, ImageLimits.CaptureFrame);
        using GreyImage grey = ImageOperations.ToGrey(image);
        IReadOnlyList<DetectedFace> faces = engine.Detector.Detect(image);
        AppearanceReader.Read(image, grey, faces.Count == 0 ? null : faces[0].Box);
    }

    private double TimeNetwork(ModelEntry entry, Image frame, bool asPublished, int rounds, CancellationToken cancellationToken)
    {
        using OnnxModel model = engine.Catalog.Load(entry, new OnnxModelOptions { AsPublished = asPublished });
        long[] shape = entry.Task == "detector"
            ? engine.Detector.InputShape(frame.WidthPixels, frame.HeightPixels)
            : [1, .. entry.Inputs[0].Shape.Skip(1)];
        using OnnxRun run = model.Rent(shape);

        // A real picture: with noise in its place some networks need a third less time, and would make the engine look slow.
        (int width, int height) = ((int)shape[3], (int)shape[2]);
        using Image fitted = ImageOperations.Resize(frame, width, height, Interpolation.Area);
        TensorFiller.Fill(fitted, run.Input(), width, height, entry.Preprocessing);
        return Time(run.Execute, rounds, cancellationToken);
    }

    private double Time(Action work, int rounds, CancellationToken cancellationToken)
    {
        List<double> milliseconds = [];
        for (int round = -WarmUpRounds; round < rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            long start = clock.GetTimestamp();
            work();
            if (round >= 0)
            {
                milliseconds.Add(clock.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        return Median.Of(milliseconds);
    }

    // A head and shoulders picture: the box takes half of the height.
    private static DetectedFace FaceInTheMiddle(int width, int height)
    {
        float side = height / 2f;
        ImagePoint At(float x, float y) => new((width / 2f) + (x * side), (height / 2f) + (y * side));
        FivePoints points = new(At(-0.2f, -0.1f), At(0.2f, -0.1f), At(0, 0.1f), At(-0.15f, 0.3f), At(0.15f, 0.3f));
        return new DetectedFace(new FaceBox((width - (0.8f * side)) / 2, (height - side) / 2, 0.8f * side, side), 0, points);
    }
}
