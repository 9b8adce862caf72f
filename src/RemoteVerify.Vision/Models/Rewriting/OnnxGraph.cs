// onnx.proto3 of ONNX 1.x: ModelProto and GraphProto.
namespace RemoteVerify.Vision.Models.Rewriting;

/// <summary>A network that can be changed: its operations in order and its numbers by name.</summary>
internal sealed class OnnxGraph
{
    private const int GraphField = 7;
    private const int NodeField = 1, TensorField = 5, InputField = 11, OutputField = 12, ShapeField = 13, NameField = 1;
    private readonly ProtoMessage _model;
    private readonly ProtoMessage _graph;
    private readonly Dictionary<string, OnnxTensor> _changed = new(StringComparer.Ordinal);

    /// <exception cref="Images.VisionFormatException">The bytes are no message of Protocol Buffers.</exception>
    public OnnxGraph(ReadOnlyMemory<byte> model)
    {
        _model = ProtoMessage.Read(model);
        _graph = ProtoMessage.Read(_model.All(GraphField).FirstOrDefault());
        Nodes = [.. _graph.All(NodeField).Select(node => new OnnxNode(ProtoMessage.Read(node)))];
        Tensors = _graph.All(TensorField).Select(tensor => OnnxTensor.Read(ProtoMessage.Read(tensor))).OfType<OnnxTensor>().ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        Inputs = [.. _graph.All(InputField).Select(input => ProtoMessage.Read(input).Text(NameField))];
        Outputs = [.. _graph.All(OutputField).Select(output => ProtoMessage.Read(output).Text(NameField))];
    }

    public List<OnnxNode> Nodes { get; }

    /// <summary>The numbers that are 32-bit floats.</summary>
    public Dictionary<string, OnnxTensor> Tensors { get; }

    /// <summary>Also names of numbers, in files of older versions.</summary>
    public IReadOnlyList<string> Inputs { get; }

    public IReadOnlyList<string> Outputs { get; }

    public bool IsChanged { get; set; }

    /// <summary>Puts numbers in or in the place of others of that name.</summary>
    public string Set(OnnxTensor tensor)
    {
        Tensors[tensor.Name] = tensor;
        _changed[tensor.Name] = tensor;
        IsChanged = true;
        return tensor.Name;
    }

    public byte[] Write()
    {
        _graph.Remove(NodeField);
        _graph.Remove(ShapeField);
        _graph.Fields.RemoveAll(f => f.Number == TensorField && _changed.ContainsKey(TensorName(f.Bytes)));
        foreach (OnnxNode node in Nodes)
        {
            _graph.Add(NodeField, node.Message.Write());
        }

        foreach (OnnxTensor tensor in _changed.Values)
        {
            _graph.Add(TensorField, tensor.Write().Write());
        }

        _model.Remove(GraphField);
        _model.Add(GraphField, _graph.Write());
        return _model.Write();
    }

    private static string TensorName(ReadOnlyMemory<byte> tensor) => ProtoMessage.Read(tensor).Text(8);
}
