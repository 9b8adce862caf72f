// onnx.proto3 of ONNX 1.x: NodeProto and AttributeProto.
namespace RemoteVerify.Vision.Models.Rewriting;

/// <summary>One operation of a network.</summary>
internal sealed class OnnxNode
{
    private const int InputField = 1, OutputField = 2, NameField = 3, TypeField = 4, AttributeField = 5;
    private const int AttributeName = 1, AttributeFloat = 2, AttributeInt = 3, AttributeInts = 8, AttributeType = 20;
    private const int FloatType = 1, IntType = 2, IntsType = 7;
    private readonly ProtoMessage _message;

    public OnnxNode(ProtoMessage message)
    {
        _message = message;
        Inputs = [.. message.All(InputField).Select(name => System.Text.Encoding.UTF8.GetString(name.Span))];
        Outputs = [.. message.All(OutputField).Select(name => System.Text.Encoding.UTF8.GetString(name.Span))];
    }

    /// <summary>A new operation.</summary>
    public OnnxNode(string type, string[] inputs, string output)
    {
        (_message, Inputs, Outputs) = (new ProtoMessage(), inputs, [output]);
        foreach (string input in inputs)
        {
            _message.Add(InputField, input);
        }

        _message.Add(OutputField, output);
        _message.Add(NameField, output);
        _message.Add(TypeField, type);
    }

    public string Type => _message.Text(TypeField);

    public IReadOnlyList<string> Inputs { get; }

    public IReadOnlyList<string> Outputs { get; }

    public ProtoMessage Message => _message;

    /// <summary>An attribute that is a whole number; null when it is not there.</summary>
    public long? Integer(string name) => _message.All(AttributeField).Select(ProtoMessage.Read).FirstOrDefault(a => a.Text(AttributeName) == name)?.Number(AttributeInt);

    public OnnxNode With(string name, long value)
    {
        int at = _message.Fields.FindIndex(f => f.Number == AttributeField && ProtoMessage.Read(f.Bytes).Text(AttributeName) == name);
        if (at >= 0)
        {
            _message.Fields.RemoveAt(at);
        }

        return Attribute(name, IntType, attribute => attribute.Add(AttributeInt, value));
    }

    public OnnxNode With(string name, float value) => Attribute(name, FloatType, attribute => attribute.Add(AttributeFloat, value));

    public OnnxNode With(string name, long[] values) => Attribute(name, IntsType, attribute => Array.ForEach(values, value => attribute.Add(AttributeInts, value)));

    private OnnxNode Attribute(string name, int type, Action<ProtoMessage> fill)
    {
        ProtoMessage attribute = new();
        attribute.Add(AttributeName, name);
        fill(attribute);
        attribute.Add(AttributeType, type);
        _message.Add(AttributeField, attribute.Write());
        return this;
    }
}
