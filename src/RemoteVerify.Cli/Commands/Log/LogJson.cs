using System.Text.Json;

namespace RemoteVerify.Cli.Commands.Log;

/// <summary>Reads the JSON of a log, with the errors people need.</summary>
internal static class LogJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true, WriteIndented = true };

    public static T Read<T>(ReadOnlySpan<byte> json, string name)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("null");
        }
        catch (JsonException exception)
        {
            throw CommandException.WrongUse($"{name} is not what a log answers: {exception.Message}");
        }
    }

    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);
}
