using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using RemoteVerify.IdDocument;
using RemoteVerify.IdDocument.ChipAuthentication;
using RemoteVerify.IdDocument.Vietnam;

namespace RemoteVerify.Cli.Commands.Chip;

/// <summary>The options by which a person hands in what the chip answered and what is said about its holder.</summary>
internal sealed class ChipClaims
{
    private readonly Option<string> _challenge = new("--challenge") { Description = "Challenge of active authentication: a file, or hexadecimal; with --response." };
    private readonly Option<string> _response = new("--response") { Description = "The chip's answer: a file, or hexadecimal." };
    private readonly Option<string> _qr = new("--qr") { Description = "Text of the card's QR code: a file, or the text; held against the chip." };
    private readonly Option<string> _stated = new("--stated") { Description = "JSON file with what was typed: number, fullName, birthDate, sex, expiryDate, each optional; held against the chip." };

    public void AddTo(Command command)
    {
        Option[] all = [_challenge, _response, _qr, _stated];
        Array.ForEach(all, command.Options.Add);
    }

    public PossessionEvidence? ReadAnswer(ParseResult parsed)
    {
        string? challenge = parsed.GetValue(_challenge), response = parsed.GetValue(_response);
        return challenge is null != response is null
            ? throw CommandException.WrongUse("--challenge and --response go together.")
            : challenge is not null ? PossessionEvidence.FromActiveAuthentication(Bytes(challenge), Bytes(response!)) : null;
    }

    public HolderClaims? ReadClaims(ParseResult parsed)
    {
        CardQr? qr = parsed.GetValue(_qr) is { } text
            ? Parse("--qr", () => CardQr.Parse(File.Exists(text) ? System.Text.Encoding.UTF8.GetString(InputFiles.Read(text)) : text))
            : null;
        StatedHolder? stated = parsed.GetValue(_stated) is { } file ? ReadStated(file) : null;
        return qr is null && stated is null ? null : new HolderClaims(qr, stated);
    }

    private static StatedHolder ReadStated(string file)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(InputFiles.Read(file));
            JsonElement root = document.RootElement;
            return new StatedHolder(Text("number"), Text("fullName"), Day("birthDate"), Text("sex") is [char sex] ? sex : null, Day("expiryDate"));

            string? Text(string name) => root.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

            DateOnly? Day(string name) => Text(name) is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw CommandException.WrongUse($"{file} is not the JSON that is expected (dates as 1990-12-31).");
        }
    }

    private static byte[] Bytes(string value)
    {
        if (File.Exists(value))
        {
            return InputFiles.Read(value);
        }

        try
        {
            return Convert.FromHexString(value);
        }
        catch (FormatException)
        {
            throw CommandException.WrongUse($"{value} is neither a file nor hexadecimal.");
        }
    }

    private static T Parse<T>(string source, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (IdDocumentFormatException exception)
        {
            throw CommandException.WrongUse($"{source} can't be read: {exception.Message}");
        }
    }
}
