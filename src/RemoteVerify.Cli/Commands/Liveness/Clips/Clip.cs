using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cli.Commands.Liveness.Clips;

/// <summary>Recorded pictures with the time at which the camera showed each of them; the first is shown at 0.</summary>
internal abstract class Clip(string kind, IReadOnlyList<TimeSpan> times) : IDisposable
{
    /// <summary><c>jpeg</c>, <c>y4m</c> or <c>mjpeg</c>.</summary>
    public string Kind { get; } = kind;

    /// <summary>Rising.</summary>
    public IReadOnlyList<TimeSpan> Times { get; } = times;

    /// <summary>When there is nothing more to see: as long after the last picture as it was after the one before.</summary>
    public TimeSpan End { get; } = times.Count > 1 ? times[^1] + (times[^1] - times[^2]) : times[^1];

    public double FramesPerSecond => Times.Count > 1 ? (Times.Count - 1) / Times[^1].TotalSeconds : 0;

    /// <summary>Decodes one picture.</summary>
    /// <exception cref="ClipFormatException">It is broken.</exception>
    public abstract Image Frame(int index);

    public virtual void Dispose()
    {
    }

    /// <summary>Times of a clip of one rate.</summary>
    protected static TimeSpan[] Even(int frames, double framesPerSecond) => [.. Enumerable.Range(0, frames).Select(i => TimeSpan.FromSeconds(i / framesPerSecond))];
}
