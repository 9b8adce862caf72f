using System.CommandLine;
using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Evaluation;
using RemoteVerify.Cli.Commands.Face;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cli.Commands.Bench.Faces;

/// <summary><c>rv bench face</c>: how long each stage takes on one core, and ONNX Runtime alone beside it.</summary>
internal static class BenchFaceCommand
{
    private const int WidthPixels = 480;
    private const int HeightPixels = 360;

    public static Command Create()
    {
        Option<string> picture = new("--image") { Description = "A picture of one face; it is fitted into 480x360.", DefaultValueFactory = _ => Path.Combine(Installation.Root, "samples", "people", "portrait-lan.jpg") };
        Option<int> rounds = new("--rounds") { Description = "How often each stage runs; the median is given.", DefaultValueFactory = _ => 50 };
        Option<bool> peers = new("--peers") { Description = "Also OpenCV's network runner (Debian: python3-opencv) on the networks that it can load, with a picture of 640x640; sets standard and standard-fusion." };
        Option<string> set = FaceInput.Set();
        Option<bool> json = CommandTable.Json();
        Command command = new("face", "Time detection, landmarks, matching and attack detection on a 480x360 frame, on one core.") { picture, rounds, peers, set, json };
        command.SetAction((parsed, cancellationToken) =>
        {
            if (parsed.GetValue(rounds) < 1)
            {
                throw CommandException.WrongUse("--rounds must be at least 1.");
            }

            using BiometricEngine engine = Cli.Models.Engine(parsed.GetValue(set)!);
            using Image frame = Frame(parsed.GetValue(picture)!);
            StageTimes times = new StageTimer(engine, TimeProvider.System).Measure(frame, parsed.GetValue(rounds), cancellationToken);
            (string Version, IReadOnlyList<PeerStage> Stages)? peer = null;
            if (parsed.GetValue(peers))
            {
                using Image whole = FaceInput.Read(parsed.GetValue(picture)!);
                peer = new FacePeer(engine).Measure(whole, parsed.GetValue(rounds));
            }

            new Output(parsed.GetValue(json)).Answer(Json(times, engine, peer), writer => Write(writer, times, engine, peer));
            return Task.FromResult(ExitCodes.Positive);
        });
        return command;
    }

    /// <summary>The picture as large as it fits, in the middle of a grey frame.</summary>
    private static Image Frame(string path)
    {
        using Image picture = FaceInput.Read(path);
        double factor = Math.Min((double)WidthPixels / picture.WidthPixels, (double)HeightPixels / picture.HeightPixels);
        using Image fitted = ImageOperations.Resize(picture, Fit(picture.WidthPixels, WidthPixels), Fit(picture.HeightPixels, HeightPixels), Interpolation.Area);
        Image frame = new(WidthPixels, HeightPixels);
        frame.Pixels.Fill(128);
        int left = 3 * ((WidthPixels - fitted.WidthPixels) / 2);
        int top = (HeightPixels - fitted.HeightPixels) / 2;
        for (int y = 0; y < fitted.HeightPixels; y++)
        {
            fitted.Row(y).CopyTo(frame.Row(top + y)[left..]);
        }

        return frame;

        int Fit(int length, int limit) => Math.Clamp((int)Math.Round(length * factor), 1, limit);
    }

    private static object Json(StageTimes times, BiometricEngine engine, (string Version, IReadOnlyList<PeerStage> Stages)? peer) => new
    {
        set = engine.Catalog.Set.Name,
        widthPixels = times.WidthPixels,
        heightPixels = times.HeightPixels,
        rounds = times.Rounds,
        threads = 1,
        faceFound = times.FaceFound,
        stages = times.Stages.Select(stage => new { stage = stage.Name, medianMilliseconds = stage.Milliseconds, onnxRuntimeMilliseconds = stage.NetworkMilliseconds, asPublishedMilliseconds = stage.PublishedMilliseconds }),
        totalMilliseconds = times.TotalMilliseconds,
        guideFrameMilliseconds = times.GuideFrameMilliseconds,
        onnxRuntimeTotalMilliseconds = times.NetworkMilliseconds,
        asPublishedTotalMilliseconds = times.PublishedMilliseconds,
        aroundTheNetworks = Math.Round(times.TotalMilliseconds / times.NetworkMilliseconds - 1, 3),
        peer = peer is null ? null : new
        {
            name = "OpenCV dnn (Python)",
            version = peer.Value.Version,
            frame = "640x640",
            stages = peer.Value.Stages.Select(stage => new { stage = stage.Stage, own = stage.OwnMilliseconds, peer = stage.PeerMilliseconds, timesFaster = Math.Round(stage.PeerMilliseconds / stage.OwnMilliseconds, 2), agreement = Math.Round(stage.Agreement, 5) }),
        },
        models = FaceInput.ModelsOf(engine),
    };

    private static void Write(TextWriter writer, StageTimes times, BiometricEngine engine, (string Version, IReadOnlyList<PeerStage> Stages)? peer)
    {
        writer.WriteLine($"Set {engine.Catalog.Set.Name}, {times.WidthPixels}x{times.HeightPixels}, one thread, median of {times.Rounds}: milliseconds, its networks alone, and from their files as published");
        foreach (StageTime stage in times.Stages)
        {
            writer.WriteLine($"  {stage.Name,-12} {stage.Milliseconds,7:0.00} {stage.NetworkMilliseconds,7:0.00} {stage.PublishedMilliseconds,7:0.00}");
        }

        writer.WriteLine($"  {"together",-12} {times.TotalMilliseconds,7:0.00} {times.NetworkMilliseconds,7:0.00} {times.PublishedMilliseconds,7:0.00}");
        writer.WriteLine($"A guide frame in a capture, JPEG to faces and appearance: {times.GuideFrameMilliseconds:0.0} ms");
        writer.WriteLine($"Around the networks: {100 * ((times.TotalMilliseconds / times.NetworkMilliseconds) - 1):0} % of them; all together {times.TotalMilliseconds / times.PublishedMilliseconds:0.00} times ONNX Runtime on the published files");
        if (peer is { } other)
        {
            writer.WriteLine($"Beside OpenCV {other.Version} dnn in Python, 640x640, one thread: ours, peer, times faster, agreement");
            foreach (PeerStage stage in other.Stages)
            {
                writer.WriteLine($"  {stage.Stage,-12} {stage.OwnMilliseconds,7:0.00} {stage.PeerMilliseconds,7:0.00} {stage.PeerMilliseconds / stage.OwnMilliseconds,7:0.00} {stage.Agreement,9:0.0000}");
            }
        }

        if (!times.FaceFound)
        {
            writer.WriteLine("No face was found: the stages after detection ran on a face assumed in the middle.");
        }
    }
}
