using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Liveness.Evidence;

/// <summary>
/// One JSON value, one byte string: members sorted by ordinal, no white space, numbers rounded to six decimals without exponent and
/// without trailing zeros, only what JSON demands escaped.
/// </summary>
public static class CanonicalJson
{
    public static byte[] Write(JsonNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArrayBufferWriter<byte> buffer = new();
        Write(node, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The same value written anew: equal to <paramref name="utf8"/> only when that was canonical.</summary>
    /// <exception cref="CaptureFormatException">Not JSON, deeper than 64 levels, a member twice, a number beyond a decimal, or a text that is not UTF-8.</exception>
    public static byte[] Rewrite(ReadOnlySpan<byte> utf8)
    {
        try
        {
            JsonNode? node = JsonNode.Parse(utf8, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
            return Write(node ?? throw new CaptureFormatException("evidence", 0, "is null"));
        }
        catch (JsonException e)
        {
            throw new CaptureFormatException("evidence", e.BytePositionInLine ?? 0, "is not JSON, or names a member twice");
        }
        catch (Exception e) when (e is FormatException or OverflowException or InvalidOperationException)
        {
            throw new CaptureFormatException("evidence", 0, "holds a number that is out of range, or a text that is not UTF-8");
        }
    }

    private static void Write(JsonNode? node, ArrayBufferWriter<byte> buffer)
    {
        switch (node)
        {
            case null:
                Raw("null", buffer);
                break;
            case JsonObject members:
                WriteObject(members, buffer);
                break;
            case JsonArray items:
                Raw("[", buffer);
                for (int i = 0; i < items.Count; i++)
                {
                    Raw(i == 0 ? "" : ",", buffer);
                    Write(items[i], buffer);
                }

                Raw("]", buffer);
                break;
            default:
                WriteValue(node.AsValue(), buffer);
                break;
        }
    }

    private static void WriteObject(JsonObject members, ArrayBufferWriter<byte> buffer)
    {
        Raw("{", buffer);
        bool first = true;
        foreach ((string name, JsonNode? value) in members.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            Raw(first ? "" : ",", buffer);
            first = false;
            WriteText(name, buffer);
            Raw(":", buffer);
            Write(value, buffer);
        }

        Raw("}", buffer);
    }

    private static void WriteValue(JsonValue value, ArrayBufferWriter<byte> buffer)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                WriteText(value.GetValue<string>(), buffer);
                break;
            case JsonValueKind.Number:
                Raw(Number(value), buffer);
                break;
            default:
                Raw(value.GetValueKind() == JsonValueKind.True ? "true" : "false", buffer);
                break;
        }
    }

    private static string Number(JsonValue value)
    {
        decimal number = decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
        decimal rounded = Math.Round(number, 6, MidpointRounding.ToEven);
        return (rounded == 0 ? 0m : rounded).ToString("0.######", CultureInfo.InvariantCulture);
    }

    private static void WriteText(string text, ArrayBufferWriter<byte> buffer)
    {
        StringBuilder escaped = new(text.Length + 2);
        escaped.Append('"');
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' => escaped.Append("\\\""),
                '\\' => escaped.Append("\\\\"),
                < ' ' => escaped.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => escaped.Append(c),
            };
        }

        Raw(escaped.Append('"').ToString(), buffer);
    }

    private static void Raw(string text, ArrayBufferWriter<byte> buffer) => Encoding.UTF8.GetBytes(text, buffer);
}
