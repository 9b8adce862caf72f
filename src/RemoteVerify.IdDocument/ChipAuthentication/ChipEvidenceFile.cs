using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RemoteVerify.IdDocument.ChipAuthentication;

/// <summary>
/// Everything that a judgement of one chip rests on, in one file: the files, the challenge and the answer, the ephemeral key and the
/// protected responses. Whoever has it and the country signers comes to the same judgement, without the service.
/// </summary>
/// <param name="Files">By name, as they were received.</param>
/// <param name="Possession">What shows that the chip was there; null when it was not asked or could not answer.</param>
/// <param name="JudgedAt">The time for which the judgement was made.</param>
public sealed record ChipEvidenceFile(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files, PossessionEvidence? Possession, DateTimeOffset JudgedAt)
{
    /// <summary>Value of the member <c>format</c>.</summary>
    public const string Format = "remoteverify-chip-evidence/1";

    private const string Structure = "chip evidence";

    // Files of one chip are at most 2 MiB each here, most together far less; Base64 adds a third.
    private const int MaxBytes = 16 * 1024 * 1024;
    private const int MaxFiles = 64;

    /// <summary>When the challenge was given out; null without one.</summary>
    public DateTimeOffset? ChallengeIssuedAt { get; init; }

    public DateTimeOffset? ChallengeExpiresAt { get; init; }

    /// <summary>Who carried it: <c>handed-in</c> by a client that read the chip, or <c>relayed</c> by the service.</summary>
    public string CarriedBy { get; init; } = "";

    /// <summary>Every protected response of chip authentication, in the order of the commands.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Transcript { get; init; } = [];

    /// <summary>True for bytes that begin as such a file does.</summary>
    public static bool IsOne(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Encoding.UTF8.GetBytes($"{{\"format\":\"{Format}\""));

    public byte[] ToBytes()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteString("judgedAt", Iso(JudgedAt));
            json.WriteString("carriedBy", CarriedBy);
            json.WriteStartObject("files");
            foreach ((string name, ReadOnlyMemory<byte> bytes) in Files.OrderBy(file => file.Key, StringComparer.Ordinal))
            {
                json.WriteBase64String(name, bytes.Span);
            }

            json.WriteEndObject();
            if (ChallengeIssuedAt is { } issued && ChallengeExpiresAt is { } expires)
            {
                json.WriteString("challengeIssuedAt", Iso(issued));
                json.WriteString("challengeExpiresAt", Iso(expires));
            }

            if (Possession is { } possession)
            {
                json.WritePropertyName("possession");
                json.WriteRawValue(possession.ToBytes());
            }

            if (Transcript.Count > 0)
            {
                json.WriteStartArray("transcript");
                foreach (ReadOnlyMemory<byte> response in Transcript)
                {
                    json.WriteBase64StringValue(response.Span);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <exception cref="IdDocumentFormatException">Not such a file.</exception>
    public static ChipEvidenceFile Read(ReadOnlyMemory<byte> json)
    {
        if (json.Length > MaxBytes)
        {
            throw new IdDocumentFormatException(Structure, 0, $"larger than {MaxBytes} bytes");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            if (root.GetProperty("format").GetString() != Format || root.GetProperty("files").EnumerateObject().Count() > MaxFiles)
            {
                throw new FormatException();
            }

            return new ChipEvidenceFile(
                root.GetProperty("files").EnumerateObject().ToDictionary(file => file.Name, file => (ReadOnlyMemory<byte>)file.Value.GetBytesFromBase64(), StringComparer.Ordinal),
                root.TryGetProperty("possession", out JsonElement possession) ? PossessionEvidence.Read(Encoding.UTF8.GetBytes(possession.GetRawText())) : null,
                root.GetProperty("judgedAt").GetDateTimeOffset())
            {
                ChallengeIssuedAt = Time(root, "challengeIssuedAt"),
                ChallengeExpiresAt = Time(root, "challengeExpiresAt"),
                CarriedBy = root.GetProperty("carriedBy").GetString() ?? "",
                Transcript = root.TryGetProperty("transcript", out JsonElement responses)
                    ? [.. responses.EnumerateArray().Select(response => (ReadOnlyMemory<byte>)response.GetBytesFromBase64())]
                    : [],
            };
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new IdDocumentFormatException(Structure, 0, "not the JSON that is expected");
        }
    }

    /// <summary>Says nothing of what it holds.</summary>
    public override string ToString() => $"ChipEvidenceFile of {Files.Count} files";

    private static DateTimeOffset? Time(JsonElement root, string name) => root.TryGetProperty(name, out JsonElement value) ? value.GetDateTimeOffset() : null;

    private static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
