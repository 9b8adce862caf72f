using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RemoteVerify.ChipReader.Relay;
using RemoteVerify.TestKit;

namespace RemoteVerify.ChipReader.Tests.Relay;

/// <summary>The published protocol and the code that speaks it say the same.</summary>
public sealed partial class RelayDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "chip-relay.md"));

    public static TheoryData<string, string> Examples()
    {
        TheoryData<string, string> examples = [];
        foreach (Match match in Example().Matches(Document))
        {
            examples.Add(match.Groups["side"].Value, match.Groups["json"].Value);
        }

        return examples;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Examples_OfTheDocument_AreMessagesOfTheProtocol(string side, string json)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(json);
        RelayMessage message = side == "client" ? RelayCodec.ReadClient(utf8) : RelayCodec.ReadServer(utf8);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(RelayCodec.Write(message))), $"{json} is written as {Encoding.UTF8.GetString(RelayCodec.Write(message))}");
    }

    [Fact]
    public void Examples_OfTheDocument_ShowEveryMessage() =>
        Assert.Equal(
            ["apdu", "done", "error", "hello", "progress", "responses"],
            Examples().Select(row => JsonNode.Parse((string)row[1])!["type"]!.GetValue<string>()).Distinct().Order());

    [Fact]
    public void Codes_OfTheProtocol_StandInTheDocumentWithTheirCloseStatus() =>
        Assert.All(RelayCode.All, code => Assert.Contains($"| `{code.Code}` | {code.CloseStatus} |", Document, StringComparison.Ordinal));

    [Fact]
    public void Limits_OfTheProtocol_StandInTheDocument() => Assert.All(
        new Dictionary<string, string>
        {
            ["first message"] = $"{RelayLimits.MaxHelloBytes / 1024} KiB",
            ["any other message of the client"] = $"{RelayLimits.MaxClientBytes / 1024} KiB",
            ["message of the service"] = $"{RelayLimits.MaxServerBytes / 1024} KiB",
            ["commands of one `apdu`"] = $"{RelayLimits.MaxBatchCommands}, together {RelayLimits.MaxBatchBytes / 1024} KiB",
            ["one response"] = $"{RelayLimits.MaxResponseBytes} bytes",
            ["commands of one relay"] = $"{RelayLimits.MaxCommands}",
            ["responses of one relay"] = $"{RelayLimits.MaxTotalBytes >> 20} MiB",
            ["signs of life of one relay"] = $"{RelayLimits.MaxProgress}",
            ["from connecting to `hello`"] = $"{RelayLimits.HelloTime.TotalSeconds} s",
            ["from `apdu` or a sign of life to `responses`"] = $"{RelayLimits.IdleTime.TotalSeconds} s",
        },
        limit => Assert.Contains($"| {limit.Key} | {limit.Value} |", Document, StringComparison.Ordinal));

    [GeneratedRegex("""<!-- (?<side>client|service) -->\s*```json\s*(?<json>.*?)\s*```""", RegexOptions.Singleline)]
    private static partial Regex Example();
}
