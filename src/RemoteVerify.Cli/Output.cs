using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RemoteVerify.Cli;

/// <summary>What a command prints: with <c>--json</c> exactly one document on standard output, else lines for people.</summary>
internal sealed class Output(bool json)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public bool IsJson => json;

    /// <summary>Prints the answer: the document when JSON was asked for, else what <paramref name="forPeople"/> writes.</summary>
    public void Answer(object document, Action<TextWriter> forPeople)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(document, Options));
        }
        else
        {
            forPeople(Console.Out);
        }
    }

    /// <summary>A message beside the answer; always on standard error.</summary>
    public static void Message(string line) => Console.Error.WriteLine(line);
}
