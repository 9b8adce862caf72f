// onnx.proto3 of ONNX 1.x: TensorProto.
using System.Runtime.InteropServices;

namespace RemoteVerify.Vision.Models.Rewriting;

/// <summary>Numbers of a network, row-major.</summary>
internal sealed record OnnxTensor(string Name, long[] Shape, float[] Values)
{
    private const int DimsField = 1, TypeField = 2, FloatField = 4, NameField = 8, RawField = 9;
    private const int FloatType = 1;

    /// <summary>Null when it does not hold 32-bit floats, or not as many as its shape says.</summary>
    public static OnnxTensor? Read(ProtoMessage message)
    {
        long[] shape = message.Numbers(DimsField);
        ReadOnlyMemory<byte> raw = message.All(RawField).Concat(message.All(FloatField)).FirstOrDefault();
        long count = shape.Aggregate(1L, (product, side) => product * side);
        return message.Number(TypeField) == FloatType && raw.Length == count * sizeof(float) && BitConverter.IsLittleEndian
            ? new OnnxTensor(message.Text(NameField), shape, MemoryMarshal.Cast<byte, float>(raw.Span).ToArray())
            : null;
    }

    public ProtoMessage Write()
    {
        ProtoMessage message = new();
        Array.ForEach(Shape, side => message.Add(DimsField, side));
        message.Add(TypeField, FloatType);
        message.Add(NameField, Name);
        message.Add(RawField, MemoryMarshal.AsBytes(Values.AsSpan()).ToArray());
        return message;
    }

    /// <summary>The same numbers in the first corner of a larger shape; the rest is zero.</summary>
    public OnnxTensor Enlarge(long first, long second)
    {
        long rest = Shape.Skip(2).Aggregate(1L, (product, side) => product * side);
        long width = Shape.Length > 1 ? Shape[1] : 1, wider = Shape.Length > 1 ? second : 1;
        float[] values = new float[first * wider * rest];
        for (long row = 0; row < Shape[0]; row++)
        {
            Values.AsSpan((int)(row * width * rest), (int)(width * rest)).CopyTo(values.AsSpan((int)(row * wider * rest)));
        }

        return new OnnxTensor(Name, Shape.Length > 1 ? [first, second, .. Shape.Skip(2)] : [first], values);
    }
}
