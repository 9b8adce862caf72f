using System.Text.Json;
using System.Text.Json.Serialization;

namespace RemoteVerify.Cli.Commands.Pdf;

/// <summary>Policies as JSON files with the members of the policy's type; an unknown member is an error, so that a slip of the pen doesn't loosen anything.</summary>
internal static class PolicyFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    public static T Read<T>(string path)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(InputFiles.Read(path), Options) ?? throw new JsonException("null");
        }
        catch (JsonException exception)
        {
            throw CommandException.WrongUse($"{path} is no policy of this kind: {exception.Message}");
        }
    }
}
