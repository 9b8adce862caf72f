using System.Text.Json;
using System.Text.Json.Serialization;

namespace RemoteVerify.Cases.Papers.Templates;

/// <summary>Reads templates from JSON, strictly.</summary>
public static class PaperTemplateReader
{
    /// <summary>Largest template in bytes.</summary>
    public const int MaximumBytes = 256 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        MaxDepth = 8,
    };

    /// <summary>The template, or <c>paper-template.malformed</c> with everything that is wrong in its reasons.</summary>
    public static Outcome<PaperTemplate> Read(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaximumBytes)
        {
            return Malformed(["too-large"]);
        }

        try
        {
            PaperTemplate? template = JsonSerializer.Deserialize<PaperTemplate>(json, Json);
            IReadOnlyList<string> faults = template is null ? ["empty"] : TemplateFaults.Of(template);
            return faults.Count == 0 ? template! : Malformed(faults);
        }
        catch (JsonException e)
        {
            return Malformed([$"json:{e.Path}"]);
        }
    }

    private static Refusal Malformed(IReadOnlyList<string> faults) =>
        new(RefusalCode.PaperTemplateMalformed, "This template can't be used. The reasons name what to put right.", [], faults);
}
