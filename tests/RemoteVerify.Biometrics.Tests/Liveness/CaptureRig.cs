using RemoteVerify.Biometrics.AttackDetection;
using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Protocol;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.TestKit;

namespace RemoteVerify.Biometrics.Tests.Liveness;

/// <summary>Client, server and line in one thread on a fake clock: every message goes through its real bytes.</summary>
internal sealed class CaptureRig
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(37);

    private readonly FakeClock _clock = new();
    private readonly DateTimeOffset _start;
    private readonly Random _jitter = new(5);

    public CaptureRig() => _start = _clock.GetUtcNow();

    public LivenessPolicy Policy { get; init; } = LivenessPolicy.Default;

    public int Seed { get; init; } = 1;

    public int Attempt { get; init; } = 1;

    public int PortraitIdentity { get; init; } = 1;

    public EarlierFrames Earlier { get; init; } = EarlierFrames.None;

    public ClientHello Hello { get; init; } = new() { Camera = new CameraFacts { Label = "Integrated Camera", Width = 640, Height = 480, FrameRate = 30 } };

    /// <summary>Time on the line, each way.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.Zero;

    /// <summary>Changes a binary message on its way; the argument counts frames.</summary>
    public Func<int, byte[], byte[]> Tamper { get; init; } = (_, message) => message;

    /// <summary>From this frame on, guide frames carry the first step's number and token for ever; 0 for never.</summary>
    public int StaleTokenAt { get; init; }

    /// <summary>What an analyser that chose a guide frame found in it, by sequence; every eighth is chosen. Null for the template of the shot.</summary>
    public Func<uint, FaceTemplate?>? GuideTemplate { get; init; }

    /// <summary>Colours of face and background under a colour of the screen (null for none); the argument counts frames.</summary>
    public Func<ScreenColour?, int, (BackgroundColour Face, BackgroundColour Background)> Glow { get; init; } =
        (_, _) => (new BackgroundColour(110, 130, 160), new BackgroundColour(120, 130, 140));

    /// <summary>Breaks the line when it first says so; asked at every beat, with how often it has broken.</summary>
    public Func<LivenessSession, int, bool> Breaks { get; init; } = (_, _) => false;

    /// <summary>How long the client is away when its line broke.</summary>
    public TimeSpan Away { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Whether the server notices at once that the line broke, or only when the client comes back.</summary>
    public bool NoticesBreak { get; init; } = true;

    /// <summary>Every binary message that the server took, by line.</summary>
    public List<List<byte[]>> Taken { get; } = [[]];

    /// <summary>The nonce of each line.</summary>
    public List<byte[]> Nonces { get; } = [];

    public List<(FrameKind Kind, Shot Shot)> Recorded { get; } = [];

    public List<ServerMessage> Messages { get; } = [];

    public List<byte[]> ServerBytes { get; } = [];

    public LivenessSession? Session { get; private set; }

    public CaptureOutcome Run(IFakeCamera camera)
    {
        LivenessSessionOptions options = new(
            "session-1", new string('a', 64), Policy, FakePerson.Template(PortraitIdentity), Earlier, Attempt, [new ModelIdentity("fake", new string('b', 64))]);
        LivenessSession session = Session = new(options, new SeededChance(Seed), _clock.GetUtcNow());
        CaptureClient client = new();
        FrameReceiver receiver = new(session.Nonce.Span);
        ClientHello hello = (ClientHello)ProtocolCodec.ReadClient(ProtocolCodec.Write(Hello));
        Queue<(TimeSpan Due, byte[] Bytes)> toClient = new();
        Queue<(TimeSpan Due, byte[] Bytes, Shot Shot, ScreenColour? Colour)> toServer = new();
        Nonces.Add(session.Nonce.ToArray());
        TimeSpan? awayFrom = null;
        Send(session.Connect(hello, _clock.GetUtcNow()), toClient);
        uint presented = 0;
        FramePlan? stale = null;
        for (int beat = 0; beat < 20_000 && session.Outcome is null; beat++)
        {
            if (awayFrom is null && Breaks(session, Nonces.Count - 1))
            {
                awayFrom = Now;
                toClient.Clear();
                toServer.Clear();
                if (NoticesBreak && !session.Suspend(_clock.GetUtcNow()))
                {
                    return session.End(EndCode.LineLost, _clock.GetUtcNow());
                }
            }

            if (awayFrom is TimeSpan left)
            {
                if (Now - left < Away)
                {
                    Send(session.Tick(_clock.GetUtcNow()), []);
                    _clock.Advance(Beat);
                    continue;
                }

                awayFrom = null;
                IReadOnlyList<ServerMessage> again = session.Resume(_clock.GetUtcNow());
                if (again.Count == 0)
                {
                    continue;
                }

                receiver = receiver.Resumed(session.Nonce.Span);
                Nonces.Add(session.Nonce.ToArray());
                Taken.Add([]);
                Send(again, toClient);
            }

            while (toClient.TryPeek(out (TimeSpan Due, byte[] Bytes) down) && down.Due <= Now)
            {
                client.Receive(toClient.Dequeue().Bytes, Now);
            }

            presented++;
            if (client.Next(Now) is FramePlan plan)
            {
                stale ??= plan.Step == 1 && plan.Kind == FrameKind.Guide ? plan : null;
                if (StaleTokenAt > 0 && client.FramesSent > StaleTokenAt && plan.Kind == FrameKind.Guide && stale is not null)
                {
                    plan = plan with { Step = stale.Step, Token = stale.Token };
                }

                Shot shot = camera.Take(plan, client, Now);
                Recorded.Add((plan.Kind, shot));
                toServer.Enqueue((Now + Delay, Tamper((int)client.FramesSent, client.Frame(plan, shot.Jpeg, Now, presented)), shot, ScreenColour.Parse(client.Colour?.Colour ?? "")));
            }

            while (toServer.TryPeek(out (TimeSpan Due, byte[] Bytes, Shot Shot, ScreenColour? Colour) up) && up.Due <= Now)
            {
                toServer.Dequeue();
                ReceivedFrame frame = receiver.Receive(up.Bytes, _clock.GetUtcNow());
                Taken[^1].Add(up.Bytes);
                Send(session.Accept(Observe(frame, up.Shot, Glow(up.Colour, (int)frame.Header.Sequence)), _clock.GetUtcNow()), toClient);
            }

            Send(session.Tick(_clock.GetUtcNow()), toClient);
            _clock.Advance(Beat + TimeSpan.FromMilliseconds(_jitter.Next(8)));
        }

        return session.Outcome ?? throw new InvalidOperationException("The session never ended.");
    }

    private TimeSpan Now => _clock.GetUtcNow() - _start;

    private FrameObservation Observe(ReceivedFrame frame, Shot shot, (BackgroundColour Face, BackgroundColour Background) seen)
    {
        (int width, int height) = (frame.Header.Kind == FrameKind.Proof ? 640 : 0, frame.Header.Kind == FrameKind.Proof ? 480 : 0);
        if (width == 0)
        {
            // The fake faces stand in the middle of their picture.
            float centre = shot.Faces.Count == 0 ? 160 : shot.Faces[0].Box.CentreX;
            (width, height) = ((int)Math.Round(centre * 2), (int)Math.Round(centre * 1.5));
        }

        FrameAppearance appearance = new(shot.Fingerprint, seen.Background, Enumerable.Repeat(1 / 16f, 16).ToArray(), shot.GridSum)
        {
            Face = shot.Faces.Count == 0 ? null : new FaceColours(seen.Face, seen.Face, seen.Face),
        };
        ProofObservation? proof = frame.Header.Kind == FrameKind.Proof && shot.Faces.Count > 0
            ? new ProofObservation(shot.Template, new BonaFideScore(shot.BonaFide), 40, 0, frame.Picture) { Eyes = shot.Eyes, Attack = shot.Attack }
            : null;
        return new FrameObservation(
            frame.Header, frame.ReceivedAt, frame.ChainIntact, frame.ChainHash, frame.Digest, frame.Picture.Length, width, height, shot.Faces, appearance, proof)
        {
            GuideTemplate = frame.Header.Kind == FrameKind.Guide && frame.Header.Sequence % 8 == 3
                ? GuideTemplate is null ? shot.Template : GuideTemplate(frame.Header.Sequence)
                : null,
        };
    }

    private void Send(IReadOnlyList<ServerMessage> messages, Queue<(TimeSpan Due, byte[] Bytes)> line)
    {
        foreach (ServerMessage message in messages)
        {
            byte[] bytes = ProtocolCodec.Write(message);
            Messages.Add(message);
            ServerBytes.Add(bytes);
            line.Enqueue((Now + Delay, bytes));
        }
    }
}
