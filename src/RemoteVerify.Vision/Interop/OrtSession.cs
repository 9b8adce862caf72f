using System.Runtime.InteropServices;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Vision.Interop;

/// <summary>One loaded network. <see cref="Run"/> may be called from several threads at once, as ONNX Runtime allows.</summary>
internal sealed unsafe class OrtSession : IDisposable
{
    private const int FloatElements = 1;
    private const int DeviceAllocator = 0;
    private const int DefaultMemory = 0;

    private static readonly Lazy<nint> CpuMemory = new(CreateCpuMemory);

    private readonly OrtHandle _session;
    private readonly NameTable _inputNames;
    private readonly NameTable _outputNames;

    public OrtSession(ReadOnlySpan<byte> model, int threads)
    {
        _session = Create(model, threads);
        try
        {
            Inputs = Describe(OrtSlot.SessionGetInputCount, OrtSlot.SessionGetInputName, OrtSlot.SessionGetInputTypeInfo);
            Outputs = Describe(OrtSlot.SessionGetOutputCount, OrtSlot.SessionGetOutputName, OrtSlot.SessionGetOutputTypeInfo);
        }
        catch
        {
            _session.Dispose();
            throw;
        }

        _inputNames = new NameTable(Inputs);
        _outputNames = new NameTable(Outputs);
    }

    public IReadOnlyList<TensorContract> Inputs { get; }

    public IReadOnlyList<TensorContract> Outputs { get; }

    /// <summary>Makes an input tensor over memory of our own.</summary>
    public static OrtTensor CreateInput(ReadOnlySpan<long> shape)
    {
        long length = 1;
        foreach (long dimension in shape)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1, nameof(shape));
            length = checked(length * dimension);
        }

        NativeBuffer buffer = new(checked(length * sizeof(float)));
        nint value = 0;
        fixed (long* dimensions = shape)
        {
            nint status = ((delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)OnnxRuntime.Function(OrtSlot.CreateTensorWithDataAsOrtValue))(
                CpuMemory.Value, (void*)buffer.Address, (nuint)(length * sizeof(float)), dimensions, (nuint)shape.Length, FloatElements, &value);
            OnnxRuntime.Check(status, "model input");
        }

        return new OrtTensor(new OrtHandle(value, OrtSlot.ReleaseValue), buffer, buffer.Address, shape.ToArray(), checked((int)length));
    }

    /// <summary>Runs the network. Outputs that are null are allocated by the runtime, the others are written again.</summary>
    public void Run(ReadOnlySpan<OrtTensor> inputs, Span<OrtTensor?> outputs)
    {
        nint* inputValues = stackalloc nint[inputs.Length];
        nint* outputValues = stackalloc nint[outputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputValues[i] = inputs[i].Handle.DangerousGetHandle();
        }

        for (int i = 0; i < outputs.Length; i++)
        {
            outputValues[i] = outputs[i]?.Handle.DangerousGetHandle() ?? 0;
        }

        bool held = false;
        try
        {
            _session.DangerousAddRef(ref held);
            nint status = ((delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint>)OnnxRuntime.Function(OrtSlot.Run))(
                _session.DangerousGetHandle(), 0, _inputNames.Pointers, inputValues, (nuint)inputs.Length, _outputNames.Pointers, (nuint)outputs.Length, outputValues);
            OnnxRuntime.Check(status, "model run");
        }
        finally
        {
            if (held)
            {
                _session.DangerousRelease();
            }
        }

        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] ??= AdoptOutput(outputValues[i]);
        }

        GC.KeepAlive(this);
    }

    public void Dispose()
    {
        _session.Dispose();
        _inputNames.Dispose();
        _outputNames.Dispose();
    }

    private static OrtTensor AdoptOutput(nint value)
    {
        OrtHandle handle = new(value, OrtSlot.ReleaseValue);
        try
        {
            nint info = 0;
            OnnxRuntime.Check(((delegate* unmanaged<nint, nint*, nint>)OnnxRuntime.Function(OrtSlot.GetTensorTypeAndShape))(value, &info), "model output");
            using OrtHandle owner = new(info, OrtSlot.ReleaseTensorTypeAndShapeInfo);
            long[] shape = Shape(info);
            nint data = 0;
            OnnxRuntime.Check(((delegate* unmanaged<nint, nint*, nint>)OnnxRuntime.Function(OrtSlot.GetTensorMutableData))(value, &data), "model output");
            long length = shape.Aggregate(1L, (product, dimension) => checked(product * dimension));
            return new OrtTensor(handle, null, data, shape, checked((int)length));
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private static OrtHandle Create(ReadOnlySpan<byte> model, int threads)
    {
        nint value = 0;
        OnnxRuntime.Check(((delegate* unmanaged<nint*, nint>)OnnxRuntime.Function(OrtSlot.CreateSessionOptions))(&value), "model options");
        using OrtHandle options = new(value, OrtSlot.ReleaseSessionOptions);
        OnnxRuntime.Check(((delegate* unmanaged<nint, int, nint>)OnnxRuntime.Function(OrtSlot.SetIntraOpNumThreads))(value, threads), "model options");
        OnnxRuntime.Check(((delegate* unmanaged<nint, int, nint>)OnnxRuntime.Function(OrtSlot.SetInterOpNumThreads))(value, 1), "model options");
        nint session = 0;
        fixed (byte* bytes = model)
        {
            OnnxRuntime.Check(
                ((delegate* unmanaged<nint, void*, nuint, nint, nint*, nint>)OnnxRuntime.Function(OrtSlot.CreateSessionFromArray))(
                    OnnxRuntime.Environment, bytes, (nuint)model.Length, value, &session),
                "model file");
        }

        return new OrtHandle(session, OrtSlot.ReleaseSession);
    }

    private static nint CreateCpuMemory()
    {
        nint memory = 0;
        OnnxRuntime.Check(
            ((delegate* unmanaged<int, int, nint*, nint>)OnnxRuntime.Function(OrtSlot.CreateCpuMemoryInfo))(DeviceAllocator, DefaultMemory, &memory),
            "ONNX Runtime");
        return memory;
    }

    private TensorContract[] Describe(OrtSlot countSlot, OrtSlot nameSlot, OrtSlot typeSlot)
    {
        nint session = _session.DangerousGetHandle();
        nuint count = 0;
        OnnxRuntime.Check(((delegate* unmanaged<nint, nuint*, nint>)OnnxRuntime.Function(countSlot))(session, &count), "model tensors");
        TensorContract[] tensors = new TensorContract[checked((int)count)];
        for (int i = 0; i < tensors.Length; i++)
        {
            nint type = 0;
            OnnxRuntime.Check(((delegate* unmanaged<nint, nuint, nint*, nint>)OnnxRuntime.Function(typeSlot))(session, (nuint)i, &type), "model tensors");
            using OrtHandle owner = new(type, OrtSlot.ReleaseTypeInfo);
            nint info = 0;
            OnnxRuntime.Check(((delegate* unmanaged<nint, nint*, nint>)OnnxRuntime.Function(OrtSlot.CastTypeInfoToTensorInfo))(type, &info), "model tensors");
            if (info == 0)
            {
                throw new VisionFormatException("model tensors", -1, "an input or output is not a tensor");
            }

            tensors[i] = new TensorContract(Name(nameSlot, session, i), Shape(info));
        }

        return tensors;
    }

    private static string Name(OrtSlot slot, nint session, int index)
    {
        nint allocator = 0;
        OnnxRuntime.Check(((delegate* unmanaged<nint*, nint>)OnnxRuntime.Function(OrtSlot.GetAllocatorWithDefaultOptions))(&allocator), "model tensors");
        nint text = 0;
        OnnxRuntime.Check(((delegate* unmanaged<nint, nuint, nint, nint*, nint>)OnnxRuntime.Function(slot))(session, (nuint)index, allocator, &text), "model tensors");
        string name = Marshal.PtrToStringUTF8(text) ?? string.Empty;
        OnnxRuntime.Check(((delegate* unmanaged<nint, nint, nint>)OnnxRuntime.Function(OrtSlot.AllocatorFree))(allocator, text), "model tensors");
        return name;
    }

    /// <summary>Dimensions of a tensor of floats; free ones are -1.</summary>
    private static long[] Shape(nint info)
    {
        int element = 0;
        OnnxRuntime.Check(((delegate* unmanaged<nint, int*, nint>)OnnxRuntime.Function(OrtSlot.GetTensorElementType))(info, &element), "model tensors");
        if (element != FloatElements)
        {
            throw new VisionFormatException("model tensors", -1, "only tensors of 32-bit floats are supported");
        }

        nuint count = 0;
        OnnxRuntime.Check(((delegate* unmanaged<nint, nuint*, nint>)OnnxRuntime.Function(OrtSlot.GetDimensionsCount))(info, &count), "model tensors");
        long[] shape = new long[checked((int)count)];
        fixed (long* dimensions = shape)
        {
            OnnxRuntime.Check(((delegate* unmanaged<nint, long*, nuint, nint>)OnnxRuntime.Function(OrtSlot.GetDimensions))(info, dimensions, count), "model tensors");
        }

        return shape;
    }

    /// <summary>Names as the C API wants them: an array of zero-terminated UTF-8 strings that lives as long as the session.</summary>
    private sealed class NameTable : IDisposable
    {
        private readonly int _count;

        public NameTable(IReadOnlyList<TensorContract> tensors)
        {
            _count = tensors.Count;
            Pointers = (byte**)NativeMemory.Alloc((nuint)_count, (nuint)sizeof(nint));
            for (int i = 0; i < _count; i++)
            {
                Pointers[i] = (byte*)Marshal.StringToCoTaskMemUTF8(tensors[i].Name);
            }
        }

        ~NameTable() => Free();

        public byte** Pointers { get; private set; }

        public void Dispose()
        {
            Free();
            GC.SuppressFinalize(this);
        }

        private void Free()
        {
            byte** pointers = Pointers;
            Pointers = null;
            if (pointers is null)
            {
                return;
            }

            for (int i = 0; i < _count; i++)
            {
                Marshal.FreeCoTaskMem((nint)pointers[i]);
            }

            NativeMemory.Free(pointers);
        }
    }
}
