using System.Text.Json;

namespace RemoteVerify.IdDocument.ChipAuthentication;

/// <summary>
/// What shows that the chip itself was there, kept so that anyone can check it again later against DG14 and DG15. Whether the
/// challenge was fresh and the server's own is for the one who made it (<see cref="ActiveAuthentication.IsChallengeOf"/>).
/// </summary>
public sealed record PossessionEvidence(ActiveAuthenticationEvidence? Active, ChipAuthenticationEvidence? Chip)
{
    private const string Structure = "possession evidence";

    // A protected response is at most 65,536 bytes and a signature 1,024; hexadecimal doubles it.
    private const int MaxBytes = 256 * 1024;

    public static PossessionEvidence FromActiveAuthentication(ReadOnlyMemory<byte> challenge, ReadOnlyMemory<byte> response) =>
        new(new ActiveAuthenticationEvidence(challenge, response), null);

    /// <summary>Canonical JSON: members in this order, hexadecimal in lower case, nothing between.</summary>
    public byte[] ToBytes()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            if (Active is { } active)
            {
                json.WriteStartObject("activeAuthentication");
                json.WriteString("challenge", Convert.ToHexStringLower(active.Challenge.Span));
                json.WriteString("response", Convert.ToHexStringLower(active.Response.Span));
                json.WriteEndObject();
            }

            if (Chip is { } chip)
            {
                json.WriteStartObject("chipAuthentication");
                json.WriteString("terminalPrivateKey", Convert.ToHexStringLower(chip.TerminalPrivateKey.Span));
                json.WriteString("responseCounter", Convert.ToHexStringLower(chip.ResponseCounter.Span));
                json.WriteString("response", Convert.ToHexStringLower(chip.Response.Span));
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <exception cref="IdDocumentFormatException">Not such evidence.</exception>
    public static PossessionEvidence Read(ReadOnlyMemory<byte> json)
    {
        if (json.Length > MaxBytes)
        {
            throw new IdDocumentFormatException(Structure, 0, $"larger than {MaxBytes} bytes");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            return new PossessionEvidence(
                root.TryGetProperty("activeAuthentication", out JsonElement active)
                    ? new ActiveAuthenticationEvidence(Hex(active, "challenge"), Hex(active, "response"))
                    : null,
                root.TryGetProperty("chipAuthentication", out JsonElement chip)
                    ? new ChipAuthenticationEvidence(Hex(chip, "terminalPrivateKey"), Hex(chip, "responseCounter"), Hex(chip, "response"))
                    : null);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            // Without the cause: the parser's message quotes the text.
            throw new IdDocumentFormatException(Structure, 0, "not the JSON that is expected");
        }
    }

    private static byte[] Hex(JsonElement parent, string name) =>
        Convert.FromHexString(parent.GetProperty(name).GetString() ?? throw new FormatException());
}
