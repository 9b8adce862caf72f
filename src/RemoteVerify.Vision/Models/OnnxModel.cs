using System.Collections.Concurrent;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Interop;
using RemoteVerify.Vision.Models.Rewriting;

namespace RemoteVerify.Vision.Models;

/// <summary>
/// A loaded network whose tensors are all 32-bit floats and whose output shapes follow from its input shapes. Thread-safe: each
/// <see cref="OnnxRun"/> belongs to one caller at a time and goes back to the pool when it is disposed.
/// </summary>
public sealed class OnnxModel : IDisposable
{
    private readonly OrtSession _session;
    private readonly ConcurrentBag<OnnxRun> _idle = [];
    private readonly int _maximumIdle;
    private volatile bool _disposed;

    private OnnxModel(OrtSession session, int maximumIdle)
    {
        _session = session;
        _maximumIdle = maximumIdle;
    }

    public IReadOnlyList<TensorContract> Inputs => _session.Inputs;

    public IReadOnlyList<TensorContract> Outputs => _session.Outputs;

    internal OrtSession Session => _session;

    /// <summary>Loads a model after the runtime has proved itself once per process.</summary>
    /// <exception cref="VisionFormatException">The bytes are not a model that the runtime can run.</exception>
    public static OnnxModel Load(ReadOnlyMemory<byte> bytes, OnnxModelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ThreadsPerRun, 1, nameof(options));
        if (bytes.IsEmpty)
        {
            throw new VisionFormatException("model file", 0, "it is empty");
        }

        RuntimeSelfCheck.Require();
        return LoadUnchecked(options.AsPublished ? bytes : OnnxRewriter.Rewrite(bytes), options);
    }

    /// <summary>Takes a set of tensors for one or more runs; inputs start as zeros.</summary>
    /// <param name="shapes">The shape of each input in the model's order; none needed where the model fixes them all.</param>
    public OnnxRun Rent(params ReadOnlySpan<long[]> shapes)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        long[][] wanted = shapes.IsEmpty ? [.. Inputs.Select(i => i.Shape.ToArray())] : shapes.ToArray();
        if (wanted.Length != Inputs.Count)
        {
            throw new ArgumentException("One shape per input is needed.", nameof(shapes));
        }

        // A run of another shape is thrown away instead of searched past: captures use one or two shapes.
        while (_idle.TryTake(out OnnxRun? idle))
        {
            if (idle.Fits(wanted))
            {
                idle.TakeIntoUse();
                return idle;
            }

            idle.Free();
        }

        return new OnnxRun(this, wanted);
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out OnnxRun? idle))
        {
            idle.Free();
        }

        _session.Dispose();
    }

    internal static OnnxModel LoadUnchecked(ReadOnlyMemory<byte> bytes, OnnxModelOptions options) =>
        new(new OrtSession(bytes.Span, options.ThreadsPerRun), options.MaximumIdleRuns);

    internal void Return(OnnxRun run)
    {
        if (_disposed || _idle.Count >= _maximumIdle)
        {
            run.Free();
            return;
        }

        _idle.Add(run);
    }
}
