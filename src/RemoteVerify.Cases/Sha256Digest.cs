using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RemoteVerify.Cases;

/// <summary>A SHA-256 value as 64 lower-case hexadecimal digits.</summary>
[JsonConverter(typeof(Converter))]
public readonly record struct Sha256Digest
{
    private Sha256Digest(string hex) => Hex = hex;

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string Hex { get; }

    /// <summary>The digest of <paramref name="data"/>.</summary>
    public static Sha256Digest Of(ReadOnlySpan<byte> data) => new(Convert.ToHexStringLower(SHA256.HashData(data)));

    /// <summary>Reads 64 hexadecimal digits of either case; false for anything else.</summary>
    public static bool TryParse(string? text, out Sha256Digest digest)
    {
        bool good = text is { Length: 64 } && text.All(char.IsAsciiHexDigit);
        digest = good ? new Sha256Digest(text!.ToLowerInvariant()) : default;
        return good;
    }

    /// <summary>The 32 bytes.</summary>
    public byte[] ToBytes() => Convert.FromHexString(Hex);

    /// <summary>Takes 32 bytes that already are a digest.</summary>
    public static Sha256Digest FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length == 32
        ? new(Convert.ToHexStringLower(bytes))
        : throw new ArgumentException("A SHA-256 value has 32 bytes.", nameof(bytes));

    public override string ToString() => Hex;

    private sealed class Converter : JsonConverter<Sha256Digest>
    {
        public override Sha256Digest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out Sha256Digest digest) ? digest : throw new JsonException("Not a SHA-256 value.");

        public override void Write(Utf8JsonWriter writer, Sha256Digest value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Hex);
    }
}
