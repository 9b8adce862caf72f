using System.Globalization;
using System.Text.Json;

namespace RemoteVerify.Hsm.Csc;

/// <summary>Reads what services write: numbers as text, truth as text, members left out.</summary>
internal static class CscJson
{
    public static JsonElement? Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement found) && found.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? found : null;

    /// <summary>Text, number or truth as text; null when absent.</summary>
    public static string? Text(JsonElement parent, string name) => Member(parent, name) is { } found ? Text(found) : null;

    public static string? Text(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => element.GetRawText(),
        _ => null,
    };

    public static int? Number(JsonElement parent, string name) =>
        int.TryParse(Text(parent, name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>The texts of an array; a single text counts as one.</summary>
    public static IReadOnlyList<string> Texts(JsonElement parent, string name) => Member(parent, name) switch
    {
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(Text).OfType<string>()],
        { ValueKind: JsonValueKind.String } one => [one.GetString()!],
        _ => [],
    };

    /// <summary>The values of an array of Base64 texts; null when one of them is none.</summary>
    public static IReadOnlyList<byte[]>? Bytes(JsonElement parent, string name)
    {
        List<byte[]> values = [];
        foreach (string text in Texts(parent, name))
        {
            byte[] value = new byte[text.Length];
            if (!Convert.TryFromBase64String(text, value, out int length))
            {
                return null;
            }

            values.Add(value[..length]);
        }

        return values;
    }
}
