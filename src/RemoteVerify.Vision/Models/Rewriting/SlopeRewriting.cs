namespace RemoteVerify.Vision.Models.Rewriting;

/// <summary>
/// PRelu is slow in ONNX Runtime and takes the network out of the layout that its convolutions are fast in. With slopes s of at most 1
/// it equals s*x + max(0, (1 - s)*x): two convolutions of one pixel and one channel each, which stay in that layout. One slope for all
/// channels is a LeakyRelu, which the runtime melts into the convolution before it.
/// </summary>
internal static class SlopeRewriting
{
    private const string Prefix = "rv.slope.";

    public static void Apply(OnnxGraph graph)
    {
        for (int i = graph.Nodes.Count - 1; i >= 0; i--)
        {
            OnnxNode node = graph.Nodes[i];
            if (node.Type == "PRelu" && Slopes(graph, node) is { } slopes && Replace(graph, node, slopes, Prefix + i) is { } replaced)
            {
                graph.Nodes.RemoveAt(i);
                graph.Nodes.InsertRange(i, replaced);
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

    private static OnnxNode[]? Replace(OnnxGraph graph, OnnxNode node, float[] slopes, string name)
    {
        (string x, string y) = (node.Inputs[0], node.Outputs[0]);
        if (slopes.Length == 1)
        {
            return [new OnnxNode("LeakyRelu", [x], y).With("alpha", slopes[0])];
        }

        if (!Array.TrueForAll(slopes, slope => slope <= 1))
        {
            return null;
        }

        long[] shape = [slopes.Length, 1, 1, 1];
        string straight = graph.Set(new OnnxTensor(name + ".straight", shape, slopes));
        string bent = graph.Set(new OnnxTensor(name + ".bent", shape, Array.ConvertAll(slopes, slope => 1 - slope)));
        return
        [
            OfOnePixel([x, bent], name + ".above"),
            new OnnxNode("Relu", [name + ".above"], name + ".cut"),
            OfOnePixel([x, straight], name + ".line"),
            new OnnxNode("Add", [name + ".line", name + ".cut"], y),
        ];

        OnnxNode OfOnePixel(string[] inputs, string output) => new OnnxNode("Conv", inputs, output).With("group", (long)slopes.Length).With("kernel_shape", [1, 1]);
    }
}
