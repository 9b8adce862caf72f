namespace RemoteVerify.Vision.Models.Rewriting;

/// <summary>
/// PRelu is slow in ONNX Runtime and takes the network out of the layout that its convolutions are fast in. With any slopes s it equals
/// x + (1 - s)*max(0, -x): two convolutions of one pixel and one channel each, which stay in that layout, and x stays exact above zero.
/// One slope for all channels is a LeakyRelu, which the runtime melts into the convolution before it.
/// </summary>
internal static class SlopeRewriting
{
    private const string Prefix = "rv.slope.";

    public static void Apply(OnnxGraph graph)
    {
        for (int i = graph.Nodes.Count - 1; i >= 0; i--)
        {
            OnnxNode node = graph.Nodes[i];
            if (node.Type == "PRelu" && Slopes(graph, node) is { } slopes)
            {
                graph.Nodes.RemoveAt(i);
                graph.Nodes.InsertRange(i, Replace(graph, node, slopes, Prefix + i));
                graph.IsChanged = true;
            }
        }
    }

    /// <summary>Slopes of shape [channels, 1, 1], also where an operation only spreads them over the picture.</summary>
    private static float[]? Slopes(OnnxGraph graph, OnnxNode node)
    {
        string name = node.Inputs[1];
        if (!graph.Tensors.ContainsKey(name) && graph.Nodes.Find(other => other.Outputs.Contains(name)) is { Type: "Expand" } spread)
        {
            name = spread.Inputs[0];
        }

        return graph.Tensors.TryGetValue(name, out OnnxTensor? slopes) && slopes.Shape is [.., 1, 1] or { Length: 0 } && IsPerChannel(slopes) ? slopes.Values : null;
    }

    private static bool IsPerChannel(OnnxTensor slopes) => slopes.Values.Length == 1 || slopes.Shape[^3] == slopes.Values.Length;

    private static OnnxNode[] Replace(OnnxGraph graph, OnnxNode node, float[] slopes, string name)
    {
        (string x, string y) = (node.Inputs[0], node.Outputs[0]);
        if (slopes.Length == 1)
        {
            return [new OnnxNode("LeakyRelu", [x], y).With("alpha", slopes[0])];
        }

        long[] shape = [slopes.Length, 1, 1, 1];
        string turned = graph.Set(new OnnxTensor(name + ".turned", shape, [.. Enumerable.Repeat(-1f, slopes.Length)]));
        string missing = graph.Set(new OnnxTensor(name + ".missing", shape, Array.ConvertAll(slopes, slope => 1 - slope)));
        return
        [
            OfOnePixel([x, turned], name + ".below"),
            new OnnxNode("Relu", [name + ".below"], name + ".cut"),
            OfOnePixel([name + ".cut", missing], name + ".lift"),
            new OnnxNode("Add", [name + ".lift", x], y),
        ];

        OnnxNode OfOnePixel(string[] inputs, string output) => new OnnxNode("Conv", inputs, output).With("group", (long)slopes.Length).With("kernel_shape", [1, 1]);
    }
}
