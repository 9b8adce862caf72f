using Microsoft.Win32.SafeHandles;

namespace RemoteVerify.Vision.Interop;

/// <summary>Owns one object of ONNX Runtime and releases it through its slot.</summary>
internal sealed class OrtHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly OrtSlot _release;

    public OrtHandle(nint value, OrtSlot release) : base(ownsHandle: true)
    {
        _release = release;
        SetHandle(value);
    }

    protected override bool ReleaseHandle()
    {
        OnnxRuntime.Release(_release, handle);
        return true;
    }
}

/// <summary>A tensor of 32-bit floats; its memory is ours for inputs and the runtime's for outputs.</summary>
internal sealed class OrtTensor : IDisposable
{
    private readonly OrtHandle _value;
    private readonly NativeBuffer? _buffer;
    private readonly nint _data;
    private readonly int _length;

    public OrtTensor(OrtHandle value, NativeBuffer? buffer, nint data, long[] shape, int length)
    {
        _value = value;
        _buffer = buffer;
        _data = data;
        _length = length;
        Shape = shape;
    }

    public long[] Shape { get; }

    public OrtHandle Handle => _value;

    public Span<float> Data
    {
        get
        {
            ObjectDisposedException.ThrowIf(_value.IsClosed, this);
            return OnnxRuntime.Floats(_data, _length);
        }
    }

    public void Dispose()
    {
        _value.Dispose();
        _buffer?.Dispose();
    }
}
