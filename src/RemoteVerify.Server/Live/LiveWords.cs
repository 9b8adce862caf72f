using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RemoteVerify.Server.Live;

/// <summary>One message of a browser. Which members count depends on <c>type</c>; <c>docs</c> of the room: README of the service.</summary>
internal sealed record LiveWord(string? Type)
{
    /// <summary><c>hello</c>: the ticket of the page.</summary>
    public string? Ticket { get; init; }

    /// <summary><c>hello</c>: the secret of the last <c>welcome</c>, to go on after a line that broke.</summary>
    public string? Resume { get; init; }

    /// <summary><c>hello</c> with <see cref="Resume"/>: number of the last word that was heard.</summary>
    public long? Heard { get; init; }

    /// <summary>Number of this word among those of this browser; of <c>heard</c>: of the last word that the browser heard. None before the welcome.</summary>
    public long? N { get; init; }

    /// <summary><c>signal</c>, <c>sharp</c>: for whom.</summary>
    public string? To { get; init; }

    /// <summary><c>signal</c>: description or candidate, handed on as it is.</summary>
    public JsonElement? Data { get; init; }

    /// <summary><c>chat</c>.</summary>
    public string? Text { get; init; }

    /// <summary><c>mode</c>: <c>video</c>, <c>sound</c>, <c>text</c> or <c>phone</c>.</summary>
    public string? Mode { get; init; }

    /// <summary><c>consent</c>: the answer.</summary>
    public bool? Given { get; init; }

    /// <summary><c>sharp</c>: the picture in full for a photo, or as usual.</summary>
    public bool? On { get; init; }

    /// <summary><c>photo</c>: hash of the bytes.</summary>
    public string? Sha256 { get; init; }

    /// <summary><c>photo</c>: pixels.</summary>
    public int Width { get; init; }

    /// <summary><c>photo</c>: pixels.</summary>
    public int Height { get; init; }

    /// <summary><c>photo</c>: who signs on it.</summary>
    public IReadOnlyList<string>? Signers { get; init; }

    public override string ToString() => $"LiveWord {Type}";
}

/// <summary>How messages are read and written.</summary>
internal static class LiveJson
{
    /// <summary>Longest message in bytes: a description of a session with its candidates.</summary>
    public const int MaximumBytes = 64 * 1024;

    /// <summary>Longest line of chat in characters.</summary>
    public const int MaximumChat = 500;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 16 };

    public static byte[] Write(object message) => JsonSerializer.SerializeToUtf8Bytes(message, Json);

    /// <summary>The message with its number as a first member <c>n</c>.</summary>
    public static byte[] Number(byte[] message, long number) => [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"n\":{number},")), .. message.AsSpan(1)];

    /// <summary>Null for what is no message.</summary>
    public static LiveWord? Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize<LiveWord>(utf8, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
