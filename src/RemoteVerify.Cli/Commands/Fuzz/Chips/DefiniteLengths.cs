// ITU-T X.690 clause 8.1.3.6: an indefinite length ends with two zero bytes.
namespace RemoteVerify.Cli.Commands.Fuzz.Chips;

/// <summary>Writes every indefinite length of a file as a definite one.</summary>
internal static class DefiniteLengths
{
    private const int MaxDepth = 60;

    /// <summary>Null when the file is not made of data objects, or nests too deeply to be looked at.</summary>
    public static byte[]? Rewrite(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        List<byte> output = [];
        while (at < bytes.Length)
        {
            if (!Copy(bytes, ref at, output, 0))
            {
                return null;
            }
        }

        return [.. output];
    }

    private static bool Copy(ReadOnlySpan<byte> bytes, ref int at, List<byte> output, int depth)
    {
        if (depth > MaxDepth || TlvNode.Read(bytes, at, bytes.Length) is not { } node)
        {
            return false;
        }

        bool indefinite = bytes[node.ValueStart - 1] == 0x80 && node.HeaderLength == node.TagLength + 1;
        bool constructed = (bytes[node.Start] & 0x20) != 0;
        ReadOnlySpan<byte> tag = bytes.Slice(node.Start, node.TagLength);
        if (!constructed)
        {
            output.AddRange(bytes[node.Start..node.End]);
            at = node.End;
            return !indefinite;
        }

        List<byte> value = [];
        int inner = node.ValueStart;
        while (indefinite ? !(inner + 1 < bytes.Length && bytes[inner] == 0 && bytes[inner + 1] == 0) : inner < node.End)
        {
            if (!Copy(bytes, ref inner, value, depth + 1))
            {
                return false;
            }
        }

        at = indefinite ? inner + 2 : node.End;
        output.AddRange(tag);
        output.AddRange(TlvPath.Length(value.Count));
        output.AddRange(value);
        return indefinite || inner == node.End;
    }
}
