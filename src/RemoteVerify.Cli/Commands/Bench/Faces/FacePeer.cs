using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Cli.Commands.Bench.PdfSigning;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Cli.Commands.Bench.Faces;

/// <summary>One stage beside the same stage of the peer.</summary>
/// <param name="Stage">detect, attack, or align-embed.</param>
/// <param name="OwnMilliseconds">Ours, with preparation and decoding.</param>
/// <param name="PeerMilliseconds">The peer's, likewise.</param>
/// <param name="Agreement">How equal the results are: intersection over union of the boxes, one less the difference of the scores, or the cosine of the templates.</param>
internal sealed record PeerStage(string Stage, double OwnMilliseconds, double PeerMilliseconds, double Agreement);

/// <summary>
/// OpenCV's own network runner in Python (bench-face-peer.py) on the networks that it can load. The detector with free input size is none
/// of them, so both sides get a picture of 640x640 and the peer the same network with that size fixed.
/// </summary>
internal sealed class FacePeer(BiometricEngine engine)
{
    private const string FixedDetector = "det_yunet_n_640.onnx";
    private const int SidePixels = 640;

    /// <summary>Measures by turns, so that a busy machine slows both.</summary>
    /// <exception cref="CommandException">Python, OpenCV or a file is absent.</exception>
    public (string Version, IReadOnlyList<PeerStage> Stages) Measure(Image picture, int rounds)
    {
        using Image frame = Frame(picture);
        DetectedFace face = MainFace.Of(engine.Detector.Detect(frame), SidePixels, SidePixels) ?? throw CommandException.WrongUse("No face was found in the picture.");
        ModelEntry[] recognisers = [.. engine.Catalog.ForTask("recogniser")];
        using JsonDocument first = Ask(frame, rounds, recognisers);
        double detect = Time(rounds, () => engine.Detector.Detect(frame));
        double attack = Time(rounds, () => engine.AttackDetector.Score(frame, face));
        double embed = recognisers.Length == 2 ? Time(rounds, () => engine.Recogniser.Embed(frame, face).Dispose()) : double.NaN;
        using JsonDocument second = Ask(frame, rounds, recognisers);
        double Peer(string name) => Math.Min(first.RootElement.GetProperty(name).GetDouble(), second.RootElement.GetProperty(name).GetDouble());
        JsonElement answer = second.RootElement;
        double[] box = [.. answer.GetProperty("box").EnumerateArray().Select(value => value.GetDouble())];
        List<PeerStage> stages =
        [
            new("detect", detect, Peer("detect"), Overlap(face.Box, box)),
            new("attack", attack, Peer("attack"), 1 - Math.Abs(engine.AttackDetector.Score(frame, face).Value - answer.GetProperty("bonaFide").GetDouble())),
        ];
        if (recognisers.Length == 2)
        {
            // Ours runs both recognisers of the set, the peer only the second, which it can load.
            stages.Add(new("align-embed", embed, Peer("embed"), Cosine(frame, face, [.. answer.GetProperty("template").EnumerateArray().Select(value => value.GetDouble())])));
        }

        return (answer.GetProperty("version").GetString()!, stages);
    }

    /// <summary>The picture in the upper left of a black square, which is how the detector fills up what is not square.</summary>
    private static Image Frame(Image picture)
    {
        double factor = Math.Min((double)SidePixels / picture.WidthPixels, (double)SidePixels / picture.HeightPixels);
        using Image fitted = ImageOperations.Resize(
            picture, Math.Max(1, (int)(picture.WidthPixels * factor)), Math.Max(1, (int)(picture.HeightPixels * factor)), factor < 1 ? Interpolation.Area : Interpolation.Linear);
        Image frame = new(SidePixels, SidePixels);
        for (int y = 0; y < fitted.HeightPixels; y++)
        {
            fitted.Row(y).CopyTo(frame.Row(y));
        }

        return frame;
    }

    private JsonDocument Ask(Image frame, int rounds, ModelEntry[] recognisers)
    {
        string folder = Directory.CreateTempSubdirectory("rv-bench-").FullName;
        try
        {
            string picture = Path.Combine(folder, "frame.png"), script = Path.Combine(folder, "bench-face-peer.py");
            File.WriteAllBytes(picture, ImageCodec.EncodePng(frame));
            PeerProgram.Write(script, "bench-face-peer.py");
            string question = JsonSerializer.Serialize(new
            {
                frame = picture,
                rounds,
                detector = Required(FixedDetector),
                attack = engine.Catalog.ForTask("attack").Select(entry => new { file = Required(entry.FileName), scale = Scale(entry) }),
                recogniser = recognisers.Length == 2 ? Required(recognisers[1].FileName) : null,
            });
            ProcessStartInfo start = new("/usr/bin/python3", [script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            process.StandardInput.WriteLine(question);
            process.StandardInput.Close();
            string answer = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? JsonDocument.Parse(answer) : throw CommandException.Environment("The peer did not run (Debian: python3-opencv): " + errors.GetAwaiter().GetResult().Trim().Split('\n')[^1]);
        }
        catch (Win32Exception)
        {
            throw CommandException.Environment("There is no /usr/bin/python3; the peer needs Debian's python3-opencv.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Required(string file)
    {
        string?[] folders = [Installation.Models, Installation.FetchedModels, Installation.ModelMirror];
        return folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder!, file, SearchOption.AllDirectories)).FirstOrDefault()
            ?? throw CommandException.Environment($"The peer needs {file} below RV_MODEL_MIRROR.");
    }

    private static double Scale(ModelEntry entry) => double.Parse(entry.Preprocessing.Crop.Split('-')[^1], System.Globalization.CultureInfo.InvariantCulture);

    private static double Overlap(FaceBox own, double[] peer)
    {
        double width = Math.Min(own.X + own.Width, peer[0] + peer[2]) - Math.Max(own.X, peer[0]);
        double height = Math.Min(own.Y + own.Height, peer[1] + peer[3]) - Math.Max(own.Y, peer[1]);
        double both = Math.Max(0, width) * Math.Max(0, height);
        return both / ((own.Width * own.Height) + (peer[2] * peer[3]) - both);
    }

    private double Cosine(Image frame, DetectedFace face, double[] peer)
    {
        using FaceTemplate template = engine.Recogniser.Embed(frame, face);
        ReadOnlySpan<float> own = template.Values[^peer.Length..];
        double product = 0, square = 0;
        for (int i = 0; i < peer.Length; i++)
        {
            product += own[i] * peer[i];
            square += own[i] * own[i];
        }

        return product / Math.Sqrt(square);
    }

    private static double Time(int rounds, Action act)
    {
        List<double> times = [];
        for (int i = -3; i < rounds; i++)
        {
            long begun = Stopwatch.GetTimestamp();
            act();
            if (i >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
        }

        return SliceTimer.Median(times);
    }
}
