using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RemoteVerify.Biometrics.Liveness.Protocol;

/// <summary>Text messages to bytes and back.</summary>
public static class ProtocolCodec
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        AllowOutOfOrderMetadataProperties = true,
        MaxDepth = 6,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads what a client sent.</summary>
    /// <exception cref="CaptureFormatException">Too long, not JSON, of an unknown type, or with a value out of its range.</exception>
    public static ClientMessage ReadClient(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > ProtocolLimits.MaxTextBytes)
        {
            throw new CaptureFormatException("client message", ProtocolLimits.MaxTextBytes, "longer than allowed");
        }

        ClientMessage message = Read<ClientMessage>(utf8, "client message");
        if (message is ClientHello hello)
        {
            CheckHello(hello);
        }

        if (message is ClientResume { Secret: not { Length: 32 } })
        {
            throw new CaptureFormatException("resume", 0, "secret is not 32 characters");
        }

        return message;
    }

    /// <summary>Reads what a server sent.</summary>
    /// <exception cref="CaptureFormatException">Not a server message.</exception>
    public static ServerMessage ReadServer(ReadOnlySpan<byte> utf8) => Read<ServerMessage>(utf8, "server message");

    public static byte[] Write(ClientMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, Options);

    public static byte[] Write(ServerMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, Options);

    /// <summary>A token as 16 hexadecimal digits.</summary>
    public static string Token(ulong token) => token.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Reads 16 hexadecimal digits.</summary>
    /// <exception cref="CaptureFormatException">Not such a token.</exception>
    public static ulong Token(string text) =>
        text is { Length: 16 } && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong token)
            ? token
            : throw new CaptureFormatException("token", 0, "not 16 hexadecimal digits");

    private static T Read<T>(ReadOnlySpan<byte> utf8, string structure)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(utf8, Options)
                ?? throw new CaptureFormatException(structure, 0, "is null");
        }
        catch (JsonException e)
        {
            throw new CaptureFormatException(structure, e.BytePositionInLine ?? 0, "is not a message of this protocol");
        }
        catch (NotSupportedException)
        {
            throw new CaptureFormatException(structure, 0, "has no known type");
        }
    }

    private static void CheckHello(ClientHello hello)
    {
        if (hello.Version != ProtocolLimits.Version)
        {
            throw new CaptureFormatException("hello", 0, "version is not 1");
        }

        if (hello is not { Needs: not null, Camera: { Label: not null, Capabilities: not null, FacingMode: not null }, Device: { Gpu: not null, UserAgent: not null }, Ticket: not null, Languages: not null })
        {
            throw new CaptureFormatException("hello", 0, "a member is null");
        }

        if (hello.Needs.TimeFactor is not (1 or 2 or 4))
        {
            throw new CaptureFormatException("hello", 0, "time factor is not 1, 2 or 4");
        }

        if (hello.Camera.Label.Length > ProtocolLimits.MaxLabelCharacters || hello.Camera.Capabilities.Count > 64 || hello.Languages.Count > 16)
        {
            throw new CaptureFormatException("hello", 0, "a list or text is longer than allowed");
        }
    }
}
