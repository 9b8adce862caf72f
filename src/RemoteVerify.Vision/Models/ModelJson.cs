using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Vision.Models;

/// <summary>The strict way in which the files about models are read: nothing unknown, nothing missing.</summary>
internal static class ModelJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <exception cref="VisionFormatException">The bytes are not what the type says.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json, string structure)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options) ?? throw new VisionFormatException(structure, 0, "it is null");
        }
        catch (JsonException error)
        {
            throw new VisionFormatException(structure, -1, $"line {error.LineNumber + 1}, {error.Path ?? "$"}: not as expected");
        }
    }
}
