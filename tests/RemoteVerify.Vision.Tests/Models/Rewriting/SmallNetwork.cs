using RemoteVerify.Vision.Models.Rewriting;

namespace RemoteVerify.Vision.Tests.Models.Rewriting;

/// <summary>A network of a few operations, written field by field: 2 channels of 6x6 in and out; when narrow, one channel before the last operation.</summary>
internal static class SmallNetwork
{
    private const int Side = 6;

    public static byte[] Write(int channels, float slope, bool oneSlope = false, bool narrow = false)
    {
        int slopes = oneSlope ? 1 : channels;
        ProtoMessage graph = new();
        OnnxNode[] nodes =
        [
            new OnnxNode("Conv", ["in", "first", "bias"], "a").With("kernel_shape", [1, 1]),
            new OnnxNode("Conv", ["a", "depth"], "b").With("group", channels).With("kernel_shape", [3, 3]).With("pads", [1, 1, 1, 1]),
            new OnnxNode("PRelu", ["b", "slopes"], "c"),
            new OnnxNode("Add", ["a", "c"], "d"),
            new OnnxNode("Sigmoid", ["d"], "e"),
            .. narrow ? new[] { new OnnxNode("Conv", ["e", "narrow"], "f").With("kernel_shape", [1, 1]) } : [],
            new OnnxNode("Conv", [narrow ? "f" : "e", "last"], "out").With("kernel_shape", [1, 1]),
        ];
        Array.ForEach(nodes, node => graph.Add(1, node.Message.Write()));
        graph.Add(2, "small");
        OnnxTensor[] tensors =
        [
            Numbers("first", channels, 2, 1, 1), Numbers("bias", channels), Numbers("depth", channels, 1, 3, 3), Numbers("last", 2, narrow ? 1 : channels, 1, 1),
            .. narrow ? new[] { Numbers("narrow", 1, channels, 1, 1) } : [],
            new OnnxTensor("slopes", [slopes, 1, 1], [.. Enumerable.Range(0, slopes).Select(i => slope * (1 - (0.3f * i / channels)))]),
        ];
        Array.ForEach(tensors, tensor => graph.Add(5, tensor.Write().Write()));
        graph.Add(11, Value("in"));
        graph.Add(12, Value("out"));
        ProtoMessage model = new();
        model.Add(1, 7);
        model.Add(7, graph.Write());
        ProtoMessage version = new();
        version.Add(2, 13);
        model.Add(8, version.Write());
        return model.Write();
    }

    private static OnnxTensor Numbers(string name, params long[] shape) =>
        new(name, shape, [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(i => MathF.Cos((i * 1.3f) + name.Length))]);

    /// <summary>A ValueInfoProto: a tensor of 32-bit floats, 1x2x6x6.</summary>
    private static byte[] Value(string name)
    {
        ProtoMessage shape = new(), tensor = new(), type = new(), value = new();
        foreach (long side in (long[])[1, 2, Side, Side])
        {
            ProtoMessage dimension = new();
            dimension.Add(1, side);
            shape.Add(1, dimension.Write());
        }

        tensor.Add(1, 1);
        tensor.Add(2, shape.Write());
        type.Add(1, tensor.Write());
        value.Add(1, name);
        value.Add(2, type.Write());
        return value.Write();
    }
}
