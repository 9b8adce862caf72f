using System.Collections.Concurrent;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Cli.Commands.Demo;
using RemoteVerify.Synthetic.Attacks;
using RemoteVerify.Synthetic.Cameras;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Cli.Commands.Bench.Liveness;

/// <summary>The two people whose frames are all rendered, and what can be made of them. Each session draws instrument, room, camera and hand from its seed.</summary>
internal sealed class SessionCast
{
    private const int RecordingFramesPerSecond = 15;
    private const int RecordingSeconds = 12;

    private readonly FrameAtlas[] _people;
    private readonly byte[][] _portraits;
    private readonly FrameAnalyser _analyser;
    private readonly ConcurrentDictionary<(int Person, int Number), Lazy<IReadOnlyList<RenderedFrame>>> _recordings = [];

    /// <param name="analyser">Whose recogniser looks at the portraits.</param>
    /// <param name="atlasOf">A person's rendered frames; renders what is not there yet.</param>
    /// <param name="cancellationToken">Ends the rendering.</param>
    public SessionCast(FrameAnalyser analyser, Func<CastMember, FrameAtlas> atlasOf, CancellationToken cancellationToken)
    {
        CastMember[] members = [CastList.WithRole(CastRole.Citizen), CastList.WithRole(CastRole.Impostor)];
        _analyser = analyser;
        _people = [.. members.Select(atlasOf)];
        _portraits = [.. members.Select(member => Portrait.RenderJpeg(member.Looks, cancellationToken))];
    }

    /// <summary>Who is claimed to be there: people take turns.</summary>
    public static int HolderOf(int seed) => seed & 1;

    public FaceTemplate PortraitOf(int holder) =>
        _analyser.EmbedPortrait(_portraits[holder]) ?? throw CommandException.Environment("No face was found in a rendered portrait.");

    /// <summary>The same portrait as a picture.</summary>
    public byte[] PortraitJpegOf(int holder) => _portraits[holder];

    public IPictureSource Pictures(SessionKind kind, int seed) => Pictures(kind, seed, source => source);

    /// <summary>The same with something between camera and client.</summary>
    public IPictureSource Pictures(SessionKind kind, int seed, Func<IFrameSource, IFrameSource> between)
    {
        int holder = HolderOf(seed);
        FrameAtlas own = _people[holder];
        AttackScene scene = AttackScene.Draw(SpeciesOf(kind), (ulong)seed);
        AttackOptions hand = new() { Seed = (ulong)seed, Camera = scene.Camera, Light = scene.Light };
        RenderedFrame picture = own.Frame(0);
        bool isFirst = (seed & 2) == 0;
        IFrameSource source = kind switch
        {
            SessionKind.Live => Alive(own, (ulong)seed, CameraOptions.Draw((ulong)(seed % LivingTransactions.Stride))),
            SessionKind.Print => new PrintAttack(picture, hand, PrintOptions.Draw((ulong)seed)),
            SessionKind.Replay => new ScreenReplayAttack(isFirst ? [picture] : Recording(holder, seed), RecordingFramesPerSecond, hand, ScreenOptions.Draw((ulong)seed)),
            SessionKind.CutOut => new CutOutAttack(AttackSpecies.CutOut, picture, isFirst ? null : Wearer(holder, seed), hand, CutOptions.Draw((ulong)seed, mask: false)),
            SessionKind.MaskFlat => new CutOutAttack(AttackSpecies.BentMask, picture, Wearer(holder, seed), hand, CutOptions.Draw((ulong)seed, mask: true)),
            SessionKind.Injection => new VirtualCameraAttack(Recording(holder, seed), new VirtualCameraOptions { FramesPerSecond = RecordingFramesPerSecond, PingPong = isFirst }),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        return new SyntheticPictures(between(source)) { ScreenStrength = ScreenStrength(seed), CameraSize = (640, 480) };
    }

    /// <summary>From a bright screen in a dim room (0.5) to one in daylight (0.02), of which nothing is seen on a face.</summary>
    public static float ScreenStrength(int seed) =>
        MathF.Exp(new SeededGenerator(SeededGenerator.Mix((ulong)seed, 0x5C2EE)).NextBetween(MathF.Log(0.02f), MathF.Log(0.5f)));

    private static AttackSpecies SpeciesOf(SessionKind kind) => kind switch
    {
        SessionKind.Print => AttackSpecies.Print,
        SessionKind.Replay => AttackSpecies.Replay,
        SessionKind.MaskFlat => AttackSpecies.BentMask,
        _ => AttackSpecies.CutOut,
    };

    private static SyntheticCamera Alive(FrameAtlas atlas, ulong seed, CameraOptions camera) => new(atlas, new SyntheticCameraOptions { Seed = seed, Camera = camera });

    /// <summary>The other person, through a camera without faults of its own.</summary>
    private SyntheticCamera Wearer(int holder, int seed) => Alive(_people[1 - holder], (ulong)seed + 1, new CameraOptions());

    /// <summary>Somebody who looks about and turns, filmed once and used by several sessions.</summary>
    private IReadOnlyList<RenderedFrame> Recording(int holder, int seed)
    {
        const int films = 8;
        int number = (seed >> 2) % films;
        return _recordings.GetOrAdd((holder, number), _ => new(() => Film(_people[holder], number))).Value;
    }

    private static List<RenderedFrame> Film(FrameAtlas atlas, int number)
    {
        AskedMotion[] motions = [AskedMotion.TurnLeft, AskedMotion.TurnRight, AskedMotion.Closer, AskedMotion.Farther];
        SyntheticCamera camera = Alive(atlas, (ulong)number + 900, new CameraOptions());
        List<RenderedFrame> frames = [];
        for (int i = 0; i < RecordingFramesPerSecond * RecordingSeconds; i++)
        {
            TimeSpan at = TimeSpan.FromSeconds((double)i / RecordingFramesPerSecond);
            int beat = i % (3 * RecordingFramesPerSecond);
            if (beat is 0 or (3 * RecordingFramesPerSecond / 2))
            {
                camera.Ask(beat == 0 ? motions[(number + (i / (3 * RecordingFramesPerSecond))) % motions.Length] : AskedMotion.BackToNeutral, at);
            }

            frames.Add(camera.Capture(at, 640, 480));
        }

        return frames;
    }
}
