using System.Buffers;
using System.Text;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Vision.Interop;

/// <summary>
/// Proves once per process that the function table is the one we think it is, by running a network written here:
/// y = x + x over four floats (ONNX intermediate representation 8, operator set 13, protocol buffers wire format).
/// </summary>
internal static class RuntimeSelfCheck
{
    private static readonly Lazy<bool> Result = new(RunOnce);

    /// <exception cref="InvalidOperationException">The library answers, but not as version 22 of its API should.</exception>
    public static void Require()
    {
        if (!Result.Value)
        {
            throw new InvalidOperationException($"ONNX Runtime {OnnxRuntime.Version} failed its self-check; the function table is not the expected one.");
        }
    }

    /// <summary>The network as bytes.</summary>
    public static byte[] DoublingModel()
    {
        byte[] node = Message(Text(1, "x"), Text(1, "x"), Text(2, "y"), Text(4, "Add"));
        byte[] shape = Message(Bytes(1, Number(1, 4)));
        byte[] type = Bytes(1, Message(Number(1, 1), Bytes(2, shape)));
        byte[] input = Message(Text(1, "x"), Bytes(2, type));
        byte[] output = Message(Text(1, "y"), Bytes(2, type));
        byte[] graph = Message(Bytes(1, node), Text(2, "doubling"), Bytes(11, input), Bytes(12, output));
        return Message(Number(1, 8), Bytes(7, graph), Bytes(8, Message(Text(1, string.Empty), Number(2, 13))));
    }

    private static bool RunOnce()
    {
        using OnnxModel model = OnnxModel.LoadUnchecked(DoublingModel(), new OnnxModelOptions());
        bool described = model.Inputs is [{ Name: "x", Shape: [4] }] && model.Outputs is [{ Name: "y", Shape: [4] }];
        using OnnxRun run = model.Rent();
        ReadOnlySpan<float> values = [1f, -2f, 0.5f, 1e6f];
        values.CopyTo(run.Input());
        run.Execute();
        run.Execute();
        return described && run.Output("y").SequenceEqual([2f, -4f, 1f, 2e6f]);
    }

    private static byte[] Message(params byte[][] fields) => [.. fields.SelectMany(field => field)];

    private static byte[] Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    private static byte[] Bytes(int field, byte[] value) => [.. Varint((uint)((field << 3) | 2)), .. Varint((uint)value.Length), .. value];

    private static byte[] Number(int field, uint value) => [.. Varint((uint)(field << 3)), .. Varint(value)];

    private static byte[] Varint(uint value)
    {
        ArrayBufferWriter<byte> writer = new(5);
        while (value >= 0x80)
        {
            writer.Write([(byte)(value | 0x80)]);
            value >>= 7;
        }

        writer.Write([(byte)value]);
        return writer.WrittenSpan.ToArray();
    }
}
