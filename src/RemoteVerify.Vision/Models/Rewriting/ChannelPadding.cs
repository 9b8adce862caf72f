namespace RemoteVerify.Vision.Models.Rewriting;

/// <summary>
/// The runtime's fast layout takes channels in blocks of eight or sixteen. Networks that were pruned to 13 or 103 channels fall out of
/// it; with channels of zeros added up to the next multiple they stay in, and nothing that is computed changes. Only channels between
/// operations that are known to leave zeros at zero, or never mix channels, are added to; inputs and outputs keep theirs.
/// </summary>
internal sealed class ChannelPadding
{
    private const int Block = 16;

    // What changes no channel's place and needs no numbers of its own.
    private static readonly string[] PerChannel = ["Add", "Mul", "Relu", "Sigmoid", "Clip", "LeakyRelu", "PRelu", "GlobalAveragePool", "MaxPool", "AveragePool"];

    private readonly OnnxGraph _graph;
    private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);
    private readonly HashSet<string> _fixed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _grown = new(StringComparer.Ordinal);

    private ChannelPadding(OnnxGraph graph) => _graph = graph;

    /// <summary>Does nothing where no depthwise convolution has channels that are no multiple of the block, or numbers are shared.</summary>
    public static void Apply(OnnxGraph graph)
    {
        string[] numbers = [.. graph.Nodes.Where(node => node.Type is "Conv" or "PRelu").SelectMany(node => node.Inputs.Skip(1))];
        if (!graph.Nodes.Exists(node => IsDepthwise(graph, node) && Weights(graph, node)!.Shape[0] % Block != 0) || numbers.Distinct(StringComparer.Ordinal).Count() < numbers.Length)
        {
            return;
        }

        ChannelPadding padding = new(graph);
        padding.FindGroups();
        padding.Measure();
        graph.Nodes.ForEach(padding.Enlarge);
    }

    private static OnnxTensor? Weights(OnnxGraph graph, OnnxNode node) => node.Type == "Conv" ? graph.Tensors.GetValueOrDefault(node.Inputs[1]) : null;

    private static bool IsDepthwise(OnnxGraph graph, OnnxNode node) =>
        Weights(graph, node) is { } weights && node.Integer("group") is > 1 and long groups && groups == weights.Shape[0] && weights.Shape[1] == 1;

    /// <summary>Values whose channels must grow together share one root; those that must not grow are marked.</summary>
    private void FindGroups()
    {
        foreach (OnnxNode node in _graph.Nodes)
        {
            bool isDepthwise = IsDepthwise(_graph, node);
            if (isDepthwise || PerChannel.Contains(node.Type))
            {
                Join(node);
            }
            else if (Weights(_graph, node) is null || node.Integer("group") is > 1)
            {
                Fix([.. node.Inputs, .. node.Outputs]);
            }
        }

        Fix([.. _graph.Inputs, .. _graph.Outputs]);
    }

    /// <summary>How many channels each group gets that may grow. Without a depthwise convolution in it more channels are only more work.</summary>
    private void Measure()
    {
        HashSet<string> kept = [.. _fixed.Select(Root)];
        foreach (OnnxNode node in _graph.Nodes)
        {
            if (IsDepthwise(_graph, node) && Weights(_graph, node) is { Shape: [long width, ..] } && width % Block != 0 && !kept.Contains(Root(node.Outputs[0])))
            {
                _grown[Root(node.Outputs[0])] = (width + Block - 1) / Block * Block;
            }
        }
    }

    private void Join(OnnxNode node)
    {
        // The second input of a PRelu are slopes, of a Conv weights; a number in any other is mixed in and would need to grow with its own rule.
        IEnumerable<string> values = node.Type is "PRelu" or "Conv" or "Clip" ? node.Inputs.Take(1) : node.Inputs;
        foreach (string value in values)
        {
            if (_graph.Tensors.ContainsKey(value))
            {
                Fix(node.Outputs);
            }

            _parents[Root(value)] = Root(node.Outputs[0]);
        }
    }

    private void Fix(IEnumerable<string> values)
    {
        foreach (string value in values)
        {
            _fixed.Add(value);
        }
    }

    private string Root(string value)
    {
        while (_parents.TryGetValue(value, out string? parent) && parent != value)
        {
            value = parent;
        }

        return value;
    }

    /// <summary>Channels that a value gets; null where it keeps its own.</summary>
    private long? Grown(string value) => _grown.TryGetValue(Root(value), out long channels) ? channels : null;

    private void Enlarge(OnnxNode node)
    {
        if (Weights(_graph, node) is { } weights)
        {
            long rows = Grown(node.Outputs[0]) ?? weights.Shape[0];
            bool isDepthwise = IsDepthwise(_graph, node);
            long columns = isDepthwise ? 1 : Grown(node.Inputs[0]) ?? weights.Shape[1];
            if (rows == weights.Shape[0] && columns == weights.Shape[1])
            {
                return;
            }

            _graph.Set(weights.Enlarge(rows, columns));
            if (node.Inputs.Count > 2)
            {
                _graph.Set(_graph.Tensors[node.Inputs[2]].Enlarge(rows, 1));
            }

            if (isDepthwise)
            {
                node.With("group", rows);
            }
        }
        else if (node.Type == "PRelu" && Grown(node.Outputs[0]) is { } channels && _graph.Tensors.TryGetValue(node.Inputs[1], out OnnxTensor? slopes) && slopes.Values.Length > 1)
        {
            _graph.Set(slopes.Enlarge(channels, 1));
        }
    }
}
