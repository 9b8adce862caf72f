using System.CommandLine;
using System.Globalization;
using System.Net.WebSockets;
using RemoteVerify.ChipReader.Apdu;
using RemoteVerify.ChipReader.Relay;

namespace RemoteVerify.Cli.Commands.Chip.Relay;

/// <summary><c>rv chip relay</c>: the reference client that carries a card to a service (docs/chip-relay.md).</summary>
internal static class ChipRelayCommand
{
    public static Command Create()
    {
        Option<string> url = new("--url") { Description = "Address of the service.", Required = true };
        Option<string> ticket = new("--ticket-env") { Description = "Environment variable with the single-use ticket (POST /v1/verifications/{id}/chip/relays).", Required = true };
        Option<string> card = new("--card") { Description = "'virtual' for a synthetic citizen's card, 'pcsc' for the card in a USB reader, or a folder or ZIP with copied files.", DefaultValueFactory = _ => RelayCard.Virtual };
        Option<string> country = new("--country") { Description = "With 'virtual': file of the synthetic country; made when it is not there, its certificate beside it (.cer).", DefaultValueFactory = _ => "synthetic-country.bin" };
        Option<string?> number = new("--document-number") { Description = "What opens the card, where it does not lie here as files: number as in the MRZ." };
        Option<string?> birth = new("--birth") { Description = "Birth date, yyyy-mm-dd." };
        Option<string?> expiry = new("--expiry") { Description = "Expiry date, yyyy-mm-dd; none for a card without an end." };
        Option<string?> can = new("--can-env") { Description = "Environment variable with the card access number." };
        Option<int> latency = new("--latency") { Description = "Milliseconds added to each round trip." };
        Option<bool> single = new("--no-batches") { Description = "One command at a time." };
        Option<bool> json = CommandTable.Json();
        Command command = new("relay", "Carry a card to a service that reads it itself.") { url, ticket, card, country, number, birth, expiry, can, latency, single, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using RelayCard opened = parsed.GetValue(card) switch
            {
                RelayCard.Virtual => RelayCard.OpenVirtual(parsed.GetValue(country)!, cancellationToken),
                RelayCard.InReader => await RelayCard.OpenInReaderAsync(cancellationToken),
                var path => RelayCard.OpenCopy(path!),
            };
            RelayHello hello = new()
            {
                Ticket = InputFiles.Secret(parsed.GetValue(ticket))!.Trim(),
                Client = "rv chip relay",
                Batches = !parsed.GetValue(single),
                Access = Said(parsed.GetValue(number), parsed.GetValue(birth), parsed.GetValue(expiry), InputFiles.Secret(parsed.GetValue(can))) ?? opened.Access,
            };
            RelayEnd end = await RunAsync(new Uri(parsed.GetValue(url)!), hello, opened, TimeSpan.FromMilliseconds(parsed.GetValue(latency)), cancellationToken);
            new Output(parsed.GetValue(json)).Answer(Json(end), writer => Write(writer, end));
            return end.Done is { Accepted: true } ? ExitCodes.Positive : ExitCodes.Negative;
        });
        return command;
    }

    private static async Task<RelayEnd> RunAsync(Uri service, RelayHello hello, RelayCard card, TimeSpan latency, CancellationToken cancellationToken)
    {
        int status = 0;
        try
        {
            using RelaySocket socket = await RelaySocket.ConnectAsync(RelaySocket.AddressOf(service, hello.Ticket), latency, null, code => status = code, cancellationToken);
            return await new RelayClient(socket, card.Transport, (stage, percent) => Output.Message($"  {stage} {percent} %")).RunAsync(hello, cancellationToken);
        }
        catch (WebSocketException)
        {
            throw CommandException.Environment(status == 0 ? $"The service at {service} does not answer, or the line broke." : $"The service did not take the connection: HTTP {status}.");
        }
        catch (ApduFormatException exception)
        {
            throw CommandException.Environment($"The service does not speak this protocol: {exception.Message}");
        }
    }

    private static RelayAccess? Said(string? number, string? birth, string? expiry, string? cardAccessNumber) => number is null && cardAccessNumber is null
        ? null
        : new RelayAccess { DocumentNumber = number, BirthDate = Day(birth), ExpiryDate = Day(expiry), CardAccessNumber = cardAccessNumber };

    private static DateOnly? Day(string? text) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day
        : throw CommandException.WrongUse($"{text} is no date; write yyyy-mm-dd.");

    private static object Json(RelayEnd end) => new
    {
        accepted = end.Done?.Accepted ?? false, state = end.Done?.State, verdict = end.Done?.Verdict, assurance = end.Done?.Assurance, code = end.Done?.Code ?? end.ErrorCode,
        reasons = end.Done?.Reasons ?? [], closeStatus = end.CloseStatus, roundTrips = end.RoundTrips, commands = end.Commands, bytes = end.Bytes, seconds = Math.Round(end.Took.TotalSeconds, 3),
    };

    private static void Write(TextWriter writer, RelayEnd end)
    {
        writer.WriteLine(end.Done is { Accepted: true } done ? $"Accepted: {done.Verdict}, {done.Assurance}" : $"Not accepted: {end.Done?.Code ?? end.ErrorCode ?? "the line ended"}");
        if (end.Done is { Reasons.Count: > 0 } reasons)
        {
            writer.WriteLine($"Reasons: {string.Join(", ", reasons.Reasons)}");
        }

        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{end.Commands} commands in {end.RoundTrips} round trips, {end.Bytes} bytes, {end.Took.TotalSeconds:0.00} s"));
    }
}
