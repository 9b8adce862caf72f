using RemoteVerify.Vision.Interop;

namespace RemoteVerify.Vision.Models;

/// <summary>The tensors of one run: fill the inputs, <see cref="Execute"/>, read the outputs, dispose. Not thread-safe.</summary>
public sealed class OnnxRun : IDisposable
{
    private readonly OnnxModel _model;
    private readonly OrtTensor[] _inputs;
    private readonly OrtTensor?[] _outputs;
    private int _inUse = 1;

    internal OnnxRun(OnnxModel model, long[][] shapes)
    {
        _model = model;
        _inputs = [.. shapes.Select(shape => OrtSession.CreateInput(shape))];
        _outputs = new OrtTensor?[model.Outputs.Count];
    }

    /// <summary>An input, row-major in its shape.</summary>
    public Span<float> Input(int index = 0)
    {
        RequireInUse();
        return _inputs[index].Data;
    }

    /// <summary>Runs the network on the inputs as they are now.</summary>
    public void Execute()
    {
        RequireInUse();
        _model.Session.Run(_inputs, _outputs);
    }

    /// <summary>An output of the last execution; valid until the next one.</summary>
    public ReadOnlySpan<float> Output(int index = 0) => Executed(index).Data;

    /// <summary>An output by name.</summary>
    public ReadOnlySpan<float> Output(string name) => Executed(IndexOf(name)).Data;

    /// <summary>Shape of an output of the last execution.</summary>
    public IReadOnlyList<long> OutputShape(int index = 0) => Executed(index).Shape;

    /// <summary>Erases the tensors (they hold a face) and gives them back.</summary>
    public void Dispose()
    {
        // A second dispose must not put the tensors into the pool twice: two faces would share them.
        if (Interlocked.Exchange(ref _inUse, 0) == 0)
        {
            return;
        }

        foreach (OrtTensor input in _inputs)
        {
            input.Data.Clear();
        }

        foreach (OrtTensor? output in _outputs)
        {
            output?.Data.Clear();
        }

        _model.Return(this);
    }

    internal bool Fits(long[][] shapes)
    {
        for (int i = 0; i < shapes.Length; i++)
        {
            if (!shapes[i].AsSpan().SequenceEqual(_inputs[i].Shape))
            {
                return false;
            }
        }

        return true;
    }

    internal void TakeIntoUse() => Volatile.Write(ref _inUse, 1);

    internal void Free()
    {
        foreach (OrtTensor input in _inputs)
        {
            input.Dispose();
        }

        foreach (OrtTensor? output in _outputs)
        {
            output?.Dispose();
        }
    }

    private OrtTensor Executed(int index)
    {
        RequireInUse();
        return _outputs[index] ?? throw new InvalidOperationException("The run has not been executed.");
    }

    private void RequireInUse() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _inUse) == 0, this);

    private int IndexOf(string name)
    {
        for (int i = 0; i < _model.Outputs.Count; i++)
        {
            if (_model.Outputs[i].Name == name)
            {
                return i;
            }
        }

        throw new ArgumentException($"The model has no output {name}.", nameof(name));
    }
}
