using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Tests.Liveness.Injection;

/// <summary>Records of guide frames made by hand: one every 100 ms on a camera of 30 frames per second.</summary>
internal static class TracedSession
{
    /// <param name="count">Frames.</param>
    /// <param name="traces">Of the frame with a number.</param>
    /// <param name="jitterMilliseconds">How far the times lie off the beat, by number.</param>
    public static SessionRecord Of(int count, Func<int, FrameTraces?> traces, Func<int, int>? jitterMilliseconds = null)
    {
        SessionRecord record = new();
        for (int i = 0; i < count; i++)
        {
            uint time = (uint)(100 * i + 50 + (jitterMilliseconds?.Invoke(i) ?? 0));
            FrameHeader header = new(FrameKind.Guide, 0, (uint)i, time, 0, (uint)(3 * i), time, 0, 0);
            FrameAppearance appearance = new(new((ulong)i, 0, 0, 0), default, new float[16], (ulong)i) { Traces = traces(i) };
            record.Frames.Add(new FrameRecord(header, TimeSpan.FromMilliseconds(time), true, new FrameDigest((ulong)i, 1, 2, 3), 1000, 320, 240, 1, null, null, appearance));
        }

        return record;
    }

    public static FrameTraces Traces(Func<int, double> field, Func<int, uint>? cell = null, double light = 100) => new(
        Enumerable.Range(0, 272).Select(i => (byte)Math.Clamp(Math.Round(field(i)), 0, 255)).ToArray(),
        Enumerable.Range(0, 20).Select(i => cell?.Invoke(i) ?? 0).ToArray(),
        light);
}
