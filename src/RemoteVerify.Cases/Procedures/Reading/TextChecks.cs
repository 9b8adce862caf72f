using System.Text;
using System.Text.Json;

namespace RemoteVerify.Cases.Procedures.Reading;

/// <summary>Every text of a version: NFC, as it is printed and searched, and without invisible characters.</summary>
internal static class TextChecks
{
    public static IEnumerable<DataFault> Of(JsonElement element, string pointer = "") => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(m => Of(m.Value, $"{pointer}/{Escape(m.Name)}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, i) => Of(item, $"{pointer}/{i}")),
        JsonValueKind.String => Of(element.GetString()!, pointer),
        _ => [],
    };

    private static IEnumerable<DataFault> Of(string text, string pointer)
    {
        if (!text.IsNormalized(NormalizationForm.FormC))
        {
            yield return new DataFault(pointer, "text.not-nfc", "The accents are written as characters of their own. Save the text in Unicode NFC (dựng sẵn).");
        }

        if (text.Any(c => c != '\n' && (char.IsControl(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format)))
        {
            yield return new DataFault(pointer, "text.invisible", "The text holds an invisible character. Write it again by hand.");
        }

        if (text.Trim().Length != text.Length)
        {
            yield return new DataFault(pointer, "text.spaces", "The text begins or ends with a space or a new line. Take it out.");
        }
    }

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
