using System.Text.Json;
using System.Text.Json.Serialization;

namespace RemoteVerify.Storage.Stores;

/// <summary>How bodies are written. Names of members and states are part of the stored form.</summary>
internal static class StoredJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowOutOfOrderMetadataProperties = true,
        RespectRequiredConstructorParameters = false,
    };
}

/// <summary>Instants as milliseconds since 1970, UTC.</summary>
internal static class Time
{
    public static long Write(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    public static DateTimeOffset Read(long stored) => DateTimeOffset.FromUnixTimeMilliseconds(stored);
}
