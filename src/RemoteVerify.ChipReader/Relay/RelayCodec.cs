using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using RemoteVerify.ChipReader.Apdu;

namespace RemoteVerify.ChipReader.Relay;

/// <summary>Messages of the relay to bytes and back. Its exceptions never repeat what was sent.</summary>
public static class RelayCodec
{
    private const string Structure = "relay message";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        AllowOutOfOrderMetadataProperties = true,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        NumberHandling = JsonNumberHandling.Strict,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = 4,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Write(RelayMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, Options);

    /// <summary>Reads what a client sent.</summary>
    /// <exception cref="ApduFormatException">Not a message of a client, or one with a value out of its range.</exception>
    public static RelayMessage ReadClient(ReadOnlySpan<byte> utf8) => Read(utf8, RelayLimits.MaxClientBytes) switch
    {
        RelayHello hello when IsGood(hello, utf8.Length) => hello,
        RelayResponses responses when IsGood(responses) => responses,
        RelayProgress { Stage: null, Done: >= 0 and <= RelayLimits.MaxBatchCommands } progress => progress,
        RelayError { Message: null, Code: RelayError.CardLost or RelayError.ByPerson } error => error,
        _ => throw new ApduFormatException(Structure, 0, "not a message of a client, or a value is out of its range"),
    };

    /// <summary>Reads what a server sent.</summary>
    /// <exception cref="ApduFormatException">Not a message of a server.</exception>
    public static RelayMessage ReadServer(ReadOnlySpan<byte> utf8) => Read(utf8, RelayLimits.MaxServerBytes) switch
    {
        RelayApdu { Stop: RelayApdu.AtError or RelayApdu.Never, Commands.Count: >= 1 and <= RelayLimits.MaxBatchCommands } apdu => apdu,
        RelayProgress progress => progress,
        RelayDone done => done,
        RelayError error => error,
        _ => throw new ApduFormatException(Structure, 0, "not a message of a server"),
    };

    private static RelayMessage Read(ReadOnlySpan<byte> utf8, int limit)
    {
        if (utf8.Length > limit)
        {
            throw new ApduFormatException(Structure, limit, "longer than allowed");
        }

        try
        {
            return JsonSerializer.Deserialize<RelayMessage>(utf8, Options) ?? throw new ApduFormatException(Structure, 0, "is null");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException or FormatException)
        {
            // The library's text repeats parts of the message, so it is not kept.
            throw new ApduFormatException(Structure, 0, "not a message of this protocol");
        }
    }

    private static bool IsGood(RelayHello hello, int bytes) =>
        bytes <= RelayLimits.MaxHelloBytes && hello.Version == RelayLimits.Version && hello.Ticket.Length is >= 1 and <= 128
        && hello.Client is null or { Length: <= 64 } && (hello.Client ?? "").All(c => c is >= ' ' and <= '~')
        && IsGood(hello.Access);

    private static bool IsGood(RelayAccess? access) =>
        access is null
        || ((access.DocumentNumber is null) == (access.BirthDate is null)
            && (access.DocumentNumber is not null || access.CardAccessNumber is not null)
            && access.DocumentNumber is null or { Length: >= 1 and <= 32 } && (access.DocumentNumber ?? "").All(c => char.IsAsciiLetterOrDigit(c) || c == '<')
            && access.CardAccessNumber is null or { Length: >= 4 and <= 16 } && (access.CardAccessNumber ?? "").All(char.IsAsciiDigit));

    private static bool IsGood(RelayResponses responses) =>
        responses.Responses.Count is >= 1 and <= RelayLimits.MaxBatchCommands
        && responses.Responses.All(response => response is { Length: >= 2 and <= RelayLimits.MaxResponseBytes });
}
