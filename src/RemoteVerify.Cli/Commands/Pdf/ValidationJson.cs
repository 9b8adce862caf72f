using System.Text.Json;
using RemoteVerify.Pades.Validation;

namespace RemoteVerify.Cli.Commands.Pdf;

/// <summary>The JSON of <c>pdf validate</c>; members are only ever added.</summary>
internal static class ValidationJson
{
    public static JsonElement Of(string file, ValidationReport report)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            ReportWriter.Write(json, report, file);
        }

        return JsonElement.Parse(buffer.ToArray());
    }
}
