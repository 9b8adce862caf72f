using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Runtime.Versioning;
using Microsoft.Extensions.Logging.Abstractions;
using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Protocol;
using RemoteVerify.Server.Capture;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;
using Xunit.Abstractions;

namespace RemoteVerify.Server.Tests.Capture;

/// <summary>
/// Thirty-two captures at once with our own networks: frames of each stay in order, and what native code holds does not grow with them. <c>RV_SOAK_FRAMES=10000</c> makes the long run of it.
/// </summary>
[SupportedOSPlatform("linux")]
[Collection(nameof(MeasuredAlone))]
public sealed class ManyCapturesTests(ITestOutputHelper output)
{
    private const int Captures = 32;
    private const int LongRunFrames = 10_000;

    // Buffers of networks stay in a pool as large as the most that ever ran at once, which a short run may reach at its end: it notices
    // 100 KiB a frame, the long run 2 KiB.
    private const long AllowedGrowthBytes = 128L << 20;
    private const long AllowedGrowthOfLongRunBytes = 16L << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, uint> _lastAnalysed = [];
    private int _analysed;
    private int _sessions;

    [Fact]
    public async Task Run_ThirtyTwoAtOnce_KeepTheirOrderAndTheirMemory()
    {
        int frames = int.TryParse(Environment.GetEnvironmentVariable("RV_SOAK_FRAMES"), NumberStyles.None, CultureInfo.InvariantCulture, out int asked) ? asked : 1_280;
        using BiometricEngine engine = Engine();
        FrameAnalyser analyser = new(engine);
        byte[][] pictures = Pictures();
        await RunAsync(analyser, pictures, frames / 4);
        long before = NativeBytes();

        long started = Stopwatch.GetTimestamp();
        List<long> parts = [];
        for (int part = 0; part < 4; part++)
        {
            await RunAsync(analyser, pictures, frames / 4);
            parts.Add(NativeBytes());
        }

        long after = parts[^1];
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        output.WriteLine($"{frames} frames of {Captures} captures in {seconds:0.0} s, {frames / seconds:0} a second; native heap in use {before >> 10} KiB before, {string.Join(", ", parts.Select(bytes => bytes >> 10))} KiB after each quarter; resident {Environment.WorkingSet >> 20} MiB");
        Assert.True(after - before < (frames < LongRunFrames ? AllowedGrowthBytes : AllowedGrowthOfLongRunBytes), $"grew by {(after - before) >> 10} KiB");
        Assert.True(_analysed >= frames);
    }

    private async Task RunAsync(FrameAnalyser analyser, byte[][] pictures, int frames) =>
        await Task.WhenAll(Enumerable.Range(0, Captures).Select(number => Task.Run(() => CaptureAsync(analyser, pictures, number, (frames + Captures - 1) / Captures)))).WaitAsync(Patience);

    /// <summary>One client after the other in this place until so many frames were answered.</summary>
    private async Task CaptureAsync(FrameAnalyser analyser, byte[][] pictures, int number, int frames)
    {
        for (int done = 0; done < frames;)
        {
            string name = $"{number}-{Interlocked.Increment(ref _sessions)}";
            (WebSocket client, Task<CaptureOutcome?> run) = Connect(analyser, pictures[0], name);
            CaptureClient protocol = new();
            await client.SendAsync(ProtocolCodec.Write(new ClientHello { Ticket = name }), WebSocketMessageType.Text, true, default);
            protocol.Receive(await TextAsync(client), default);
            uint acknowledged = 0;
            for (TimeSpan now = TimeSpan.FromSeconds(1); done < frames && protocol.Result is null; now += TimeSpan.FromMilliseconds(200))
            {
                FramePlan? plan = protocol.Next(now);
                if (plan is not null)
                {
                    byte[] message = protocol.Frame(plan, pictures[(number + done) % pictures.Length], now, (uint)done);
                    await client.SendAsync(message, WebSocketMessageType.Binary, true, default);
                    done++;
                }

                // Without a plan the client waits for an answer: before a proof picture a slow line is empty.
                while (protocol.Unanswered >= (plan is null ? 1 : protocol.Policy!.Window) && protocol.Result is null)
                {
                    if (protocol.Receive(await TextAsync(client), now) is AckMessage ack)
                    {
                        Assert.Equal(acknowledged, ack.Sequence);
                        acknowledged++;
                    }
                }
            }

            await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", default);
            Assert.NotNull(await run);
            client.Dispose();
        }
    }

    private (WebSocket Client, Task<CaptureOutcome?> Run) Connect(FrameAnalyser analyser, byte[] portrait, string name)
    {
        (Pipe up, Pipe down) = (new(), new());
        WebSocket server = WebSocket.CreateFromStream(new TwoWay(up.Reader.AsStream(), down.Writer.AsStream()), new WebSocketCreationOptions { IsServer = true });
        WebSocket client = WebSocket.CreateFromStream(new TwoWay(down.Reader.AsStream(), up.Writer.AsStream()), new WebSocketCreationOptions { IsServer = false });
        LivenessPolicy policy = LivenessPolicy.Default.For(analyser.Engine);
        CaptureConnection connection = new(
            frame => Analyse(analyser, frame, name),
            (_, _) => Task.FromResult<LivenessSessionOptions?>(new(name, "h", policy, analyser.EmbedPortrait(portrait)!, EarlierFrames.None, 1, [])),
            (_, _) => Task.CompletedTask,
            CryptographicChance.Instance,
            TimeProvider.System,
            new CaptureConnectionOptions(),
            NullLogger<CaptureConnection>.Instance);
        return (client, connection.RunAsync(server, default));
    }

    private FrameObservation Analyse(FrameAnalyser analyser, ReceivedFrame frame, string name)
    {
        bool isNext = _lastAnalysed.TryGetValue(name, out uint last) ? frame.Header.Sequence == last + 1 : frame.Header.Sequence == 0;
        if (!isNext || !frame.ChainIntact)
        {
            throw new InvalidOperationException($"Frame {frame.Header.Sequence} of {name} came after {last}.");
        }

        _lastAnalysed[name] = frame.Header.Sequence;
        Interlocked.Increment(ref _analysed);
        return analyser.Analyse(frame);
    }

    private static long NativeBytes()
    {
        GC.Collect(2, GCCollectionMode.Forced, blocking: true);
        GC.WaitForPendingFinalizers();
        return NativeHeap.BytesInUse();
    }

    private static byte[][] Pictures()
    {
        using Image portrait = ImageCodec.Decode(File.ReadAllBytes(Path.Combine(Repository.Root, "samples", "people", "portrait-lan.jpg")), ImageLimits.Default);
        using Image frame = ImageOperations.Resize(portrait, 360, 360 * portrait.HeightPixels / portrait.WidthPixels, Interpolation.Area);
        byte[][] pictures = new byte[16][];
        for (int i = 0; i < pictures.Length; i++)
        {
            // Each differs a little, as frames of a camera do.
            frame.Pixels[(i * 97) % frame.Pixels.Length] ^= 0x3F;
            pictures[i] = ImageCodec.EncodeJpeg(frame, 70);
        }

        return pictures;
    }

    private static BiometricEngine Engine()
    {
        string models = Path.Combine(Repository.Root, "models");
        ModelManifest manifest = ModelManifest.Read(File.ReadAllBytes(Path.Combine(models, "manifest.json")));
        return new BiometricEngine(new ModelCatalog(manifest, "demo", (_, name) => File.ReadAllBytes(Path.Combine(models, name))));
    }

    private static async Task<byte[]> TextAsync(WebSocket client)
    {
        byte[] buffer = new byte[8192];
        WebSocketReceiveResult result = await client.ReceiveAsync(buffer, default);
        return result.MessageType == WebSocketMessageType.Text ? buffer[..result.Count] : throw new InvalidOperationException($"Closed: {result.CloseStatusDescription}.");
    }
}

/// <summary>Memory is that of the whole process, so nothing runs beside.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
