using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Cli.Commands.Demo;
using RemoteVerify.Cli.Commands.Liveness;
using RemoteVerify.Cli.Commands.Liveness.Clips;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cli.Tests.Commands.Liveness;

/// <summary>A rendered living person is filmed once; the clip is then played to real sessions with our own networks.</summary>
public sealed class ReplayTests(ReplayTests.Film film) : IClassFixture<ReplayTests.Film>
{
    private readonly ScratchFolder _folder = film.Folder;
    private readonly BiometricEngine _engine = film.Engine;
    private readonly RecordedClip _film = film.Clip;

    [Fact]
    public async Task LivingClip_PassesWithItsChallengeAndFailsWithAnother()
    {
        Assert.True(_film.Outcome.IsPassed, _film.Outcome.ToString());

        CommandAnswer passed = await ReplayAsync("challenge.json", "--sheet", _folder["sheet.png"], "--frames");

        passed.Expect(0);
        Assert.Equal("passed", passed.Json.GetProperty("result").GetString());
        Assert.Equal(_film.Challenge.Steps!.Select(step => step.Step), passed.Json.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("answer").GetString()));
        Assert.All(passed.Json.GetProperty("steps").EnumerateArray(), step => Assert.InRange(step.GetProperty("revealedAtMilliseconds").GetInt64() - step.GetProperty("wantedAtMilliseconds").GetDouble(), -1, ReplayStep.LateMilliseconds));
        Assert.True(passed.Json.GetProperty("frames").GetArrayLength() > 50);
        using Image sheet = ImageCodec.Decode(File.ReadAllBytes(_folder["sheet.png"]), ImageLimits.Default);
        Assert.Equal(996, sheet.WidthPixels);

        // The same times, left and right and near and far exchanged.
        ChallengeStep[] others = [.. _film.Challenge.Steps!.Select(step => step with { Step = Opposite(step.Step!) })];
        CaptureOutcome outcome = Play(_film.Challenge with { Steps = others }, _film.Portrait);
        Assert.False(outcome.IsPassed);
        Assert.Contains("step-answers", outcome.Reasons);

        CaptureOutcome unmatched = Play(_film.Challenge, null);
        Assert.True(unmatched is { IsPassed: true, IsTest: true }, unmatched.ToString());
    }

    [Fact]
    public async Task BrokenInput_IsSaidWithExitCodeTwo()
    {
        byte[] zip = File.ReadAllBytes(_folder["clip.zip"]);
        _folder.Write("cut.zip", zip.AsSpan(0, zip.Length / 2));
        (await CommandLine.RunAsync("liveness", "replay", _folder["cut.zip"], "--challenge", _folder["challenge.json"], "--set", "demo")).ExpectMessage(2, "is not a .zip");
        (await CommandLine.RunAsync("liveness", "replay", _folder["clip.zip"], "--challenge", _folder["cut.zip"], "--set", "demo")).ExpectMessage(2, "challenge");

        ClipWriter.Write(_folder["torn.zip"], [.. _film.Frames.Select((frame, i) => i == 20 ? (frame.At, frame.Jpeg[..200]) : frame)]);
        using Clip torn = ClipReader.Open(_folder["torn.zip"], null);
        Assert.Equal("frame 20", Assert.Throws<ClipFormatException>(() => torn.Frame(20)).Structure);

        // A clip that ends before the session does.
        ClipWriter.Write(_folder["short.zip"], [.. _film.Frames.Take(60)]);
        using Clip cut = ClipReader.Open(_folder["short.zip"], null);
        CaptureOutcome outcome = new ClipReplay(new FrameAnalyser(_engine)).Run(cut, _film.Challenge, _film.Portrait).Outcome;
        Assert.Equal((CaptureResult.Expired, EndCode.CameraEnded), (outcome.Result, outcome.Code));
    }

    private CaptureOutcome Play(ChallengeFile challenge, byte[]? portrait)
    {
        using Clip clip = ClipReader.Open(_folder["clip.zip"], null);
        return new ClipReplay(new FrameAnalyser(_engine)).Run(clip, challenge, portrait is null ? default(ReadOnlyMemory<byte>?) : portrait).Outcome;
    }

    private Task<CommandAnswer> ReplayAsync(string challenge, params string[] more) =>
        CommandLine.RunAsync(["liveness", "replay", _folder["clip.zip"], "--challenge", _folder[challenge], "--set", "demo", "--json", .. more]);

    private static string Opposite(string step) => step switch
    {
        "turn-left" => "turn-right",
        "turn-right" => "turn-left",
        "closer" => "farther",
        _ => "closer",
    };

    /// <summary>The clip, its challenge and the portrait in a folder.</summary>
    public sealed class Film : IDisposable
    {
        public Film()
        {
            FrameAtlas atlas = FrameAtlas.Prepare(CastList.WithRole(CastRole.Citizen), Installation.AtlasFolder, new AtlasOptions(), null, default);
            RenderedFrame still = atlas.Frame(0);
            using Image portrait = Image.FromBgr24(still.Pixels, still.WidthPixels, still.HeightPixels);
            SyntheticPictures person = new(new SyntheticCamera(atlas, new SyntheticCameraOptions { Seed = 1 }));
            Clip = ClipRecorder.Film(new FrameAnalyser(Engine), person, ImageCodec.EncodeJpeg(portrait), seed: 1, framesPerSecond: 15);
            ClipWriter.Write(Folder["clip.zip"], Clip.Frames);
            Folder.Write("challenge.json", Clip.Challenge.Write());
            Folder.Write(ClipRecorder.PortraitName, Clip.Portrait);
        }

        internal ScratchFolder Folder { get; } = new();

        internal BiometricEngine Engine { get; } = Cli.Models.Engine("demo");

        internal RecordedClip Clip { get; }

        public void Dispose()
        {
            Engine.Dispose();
            Folder.Dispose();
        }
    }
}
