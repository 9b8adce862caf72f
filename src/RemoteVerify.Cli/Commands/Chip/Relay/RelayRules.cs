using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using RemoteVerify.ChipReader.Relay;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Cli.Commands.Chip.Relay;

/// <summary>The rules of the WebSocket: who may carry a relay, in which order, within which limits, and what a broken one leaves behind.</summary>
internal static class RelayRules
{
    private const string Unchanged = ", awaiting-chip";

    public static IEnumerable<RelayRule> All { get; } =
    [
        new("good-run", "A genuine chip is read, proves itself, and is accepted", "accepted accept proven, 1000, awaiting-capture", false, (world, ct) => CarryAsync(world, null, null, ct)),
        new("single-commands", "A client that wants one command at a time gets them so", "accepted accept proven, 1000, awaiting-capture, one at a time", false, SingleAsync),
        new("ticket-unknown", "An unknown ticket opens nothing", "error ticket, 4001" + Unchanged, false, (world, ct) => CarryAsync(world, hello => hello with { Ticket = hello.Ticket[..33] + new string('A', 43) }, null, ct)),
        new("ticket-reused", "A ticket works once", "error ticket, 4001", false, ReusedTicketAsync),
        new("ticket-replaced", "A later ticket takes the place of an earlier one", "error ticket, 4001", false, ReplacedTicketAsync),
        new("ticket-foreign", "A ticket works for its own verification only", "error ticket, 4001", false, ForeignTicketAsync),
        new("origin-foreign", "A page of another origin is not connected", "HTTP 403", false, OriginAsync),
        new("hello-first", "The first message is hello", "error order, 4003" + Unchanged, false, (world, ct) => SayAsync(world, _ => RelayCodec.Write(new RelayResponses { Id = 1, Responses = [[0x90, 0]] }), WebSocketMessageType.Text, ct)),
        new("hello-once", "Nothing but an answer follows an apdu message", "error order, 4003" + Unchanged, false, (world, ct) => CarryAsync(world, null, (_, _, hello) => hello, ct)),
        new("answer-names-row", "Responses name the row they answer", "error order, 4003" + Unchanged, false, (world, ct) => CarryAsync(world, null, (_, answer, _) => answer with { Id = answer.Id + 1 }, ct)),
        new("answer-is-whole", "One response for each command, unless the row stopped", "error order, 4003" + Unchanged, false, (world, ct) => CarryAsync(world, null, (row, answer, _) => row.Commands.Count > 2 ? answer with { Responses = [.. answer.Responses.SkipLast(1)] } : answer, ct)),
        new("not-json", "A message that is no JSON ends the relay", "error bad-message, 1007" + Unchanged, false, (world, ct) => SayAsync(world, _ => "hello"u8.ToArray(), WebSocketMessageType.Text, ct)),
        new("not-text", "A binary message ends the relay", "error bad-message, 1007" + Unchanged, false, (world, ct) => SayAsync(world, ticket => RelayCodec.Write(new RelayHello { Ticket = ticket }), WebSocketMessageType.Binary, ct)),
        new("hello-too-big", "A first message over 4 KiB ends the relay", "error too-big, 1009" + Unchanged, false, (world, ct) => SayAsync(world, _ => Encoding.ASCII.GetBytes("{\"type\":\"hello\",\"client\":\"" + new string('x', RelayLimits.MaxHelloBytes) + "\"}"), WebSocketMessageType.Text, ct)),
        new("message-too-big", "A message over 256 KiB ends the relay", "error too-big, 1009" + Unchanged, false, (world, ct) => CarryAsync(world, null, (_, answer, _) => answer with { Responses = [.. Enumerable.Repeat(new byte[60_000], 5)] }, ct)),
        new("garbage-responses", "Responses that are no chip's end the relay", "error chip, 4009" + Unchanged, false, (world, ct) => CarryAsync(world, null, (row, answer, _) => row.Commands.Count > 2 ? Garbage(answer) : answer, ct)),
        new("changed-response", "A response with one changed bit ends the relay", "error chip, 4009" + Unchanged, false, (world, ct) => CarryAsync(world, null, (row, answer, _) => row.Commands.Count > 2 ? Flipped(answer) : answer, ct)),
        new("wrong-access", "Printed fields of another card do not open the chip", "error access-denied, 4008" + Unchanged, false, (world, ct) => CarryAsync(world, hello => hello with { Access = new RelayAccess { DocumentNumber = "999999999", BirthDate = new DateOnly(2001, 2, 3), ExpiryDate = new DateOnly(2031, 2, 3) } }, null, ct)),
        new("no-access", "Without what opens the chip there is no relay", "error access-needed, 4007" + Unchanged, false, (world, ct) => CarryAsync(world, hello => hello with { Access = null }, null, ct)),
        new("copied-files", "A card with copied files and no keys is not accepted", "refused chip.not-accepted, 1000" + Unchanged, false, CopiedAsync),
        new("card-lost", "A lost card leaves the verification as it was, and the next relay succeeds", "error card, 4005, then accepted accept proven, 1000, awaiting-capture", false, LostCardAsync),
        new("line-dropped", "A broken line leaves the verification as it was, and the next relay succeeds", "dropped, awaiting-chip, then accepted accept proven, 1000, awaiting-capture", false, DroppedAsync),
        new("one-at-a-time", "A relay that was replaced can't hand anything in", "accepted accept proven, 1000; error refused, 4010", false, OneAtATimeAsync),
        new("hello-in-time", "A silent client is sent away after 10 seconds", "error timeout, 4002" + Unchanged, true, SilentAsync),
    ];

    private static async Task<string> CarryAsync(
        RelayCheckWorld world, Func<RelayHello, RelayHello>? change, Func<RelayApdu, RelayResponses, RelayHello, RelayMessage>? tamper, CancellationToken cancellationToken)
    {
        string verification = await world.VerificationAsync(cancellationToken);
        using VirtualChip card = world.Card();
        RelayHello hello = RelayCheckWorld.Hello(await world.TicketAsync(verification, cancellationToken), card);
        RelayEnd end = await CarryAsync(world, card, change?.Invoke(hello) ?? hello, tamper is null ? null : (row, answer) => tamper(row, answer, hello), cancellationToken);
        return $"{Say(end)}, {await world.StateAsync(verification, cancellationToken)}";
    }

    private static async Task<RelayEnd> CarryAsync(
        RelayCheckWorld world, VirtualChip card, RelayHello hello, Func<RelayApdu, RelayResponses, RelayMessage>? tamper, CancellationToken cancellationToken)
    {
        using RelaySocket socket = await world.ConnectAsync(hello.Ticket, cancellationToken);
        using VirtualChipTransport transport = new(card);
        return await new RelayClient(socket, transport, null) { Tamper = tamper }.RunAsync(hello, cancellationToken);
    }

    private static async Task<string> SayAsync(RelayCheckWorld world, Func<string, byte[]> message, WebSocketMessageType type, CancellationToken cancellationToken)
    {
        string verification = await world.VerificationAsync(cancellationToken);
        string ticket = await world.TicketAsync(verification, cancellationToken);
        using RelaySocket socket = await world.ConnectAsync(ticket, cancellationToken);
        await socket.SendAsync(message(ticket), type, cancellationToken);
        return $"{await HearEndAsync(socket, cancellationToken)}, {await world.StateAsync(verification, cancellationToken)}";
    }

    private static async Task<string> SingleAsync(RelayCheckWorld world, CancellationToken cancellationToken)
    {
        int most = 0;
        string said = await CarryAsync(world, hello => hello with { Batches = false }, (row, answer, _) =>
        {
            most = Math.Max(most, row.Commands.Count);
            return answer;
        }, cancellationToken);
        return most == 1 ? $"{said}, one at a time" : $"{said}, {most} at once";
    }

    private static async Task<string> ReusedTicketAsync(RelayCheckWorld world, CancellationToken cancellationToken)
    {
        string verification = await world.VerificationAsync(cancellationToken);
        using VirtualChip card = world.Card();
        RelayHello hello = RelayCheckWorld.Hello(await world.TicketAsync(verification, cancellationToken), card);
        using RelaySocket first = await world.ConnectAsync(hello.Ticket, cancellationToken);
        await first.SendAsync(hello, cancellationToken);
        await first.ReceiveAsync(cancellationToken);
        return Say(await CarryAsync(world, card, hello, null, cancellationToken));
    }

    private static async Task<string> ReplacedTicketAsync(RelayCheckWorld world, CancellationToken cancellationToken)
    {
        string verification = await world.VerificationAsync(cancellationToken);
        using VirtualChip card = world.Card();
        RelayHello hello = RelayCheckWorld.Hello(await world.TicketAsync(verification, cancellationToken), card);
        await world.TicketAsync(verification, cancellationToken);
        return Say(await CarryAsync(world, card, hello, null, cancellationToken));
    }

    private static async Task<string> ForeignTicketAsync(RelayCheckWorld world, CancellationToken cancellationToken)
    {
        string own = await world.VerificationAsync(cancellationToken), other = await world.VerificationAsync(cancellationToken);
        using VirtualChip card = world.Card();
        RelayHello hello = RelayCheckWorld.Hello(await world.TicketAsync(own, cancellationToken), card);
        string otherTicket = await world.TicketAsync(other, cancellationToken);
        using RelaySocket socket = await world.ConnectAsync(otherTicket, cancellationToken);
        await socket.SendAsync(hello, cancellationToken);
        return await HearEndAsync(socket, cancellationToken);
    }

    private static async Task<string> OriginAsync(RelayCheckWorld world, CancellationToken cancellationToken)
    {
        string ticket = await world.TicketAsync(await world.VerificationAsync(cancellationToken), cancellationToken);
        int status = 0;
        try
        {
            using RelaySocket socket = await world.ConnectAsync(ticket, cancellationToken, "https://elsewhere.example", code => status = code);
            return "connected";
        }
        catch (WebSocketException)
        {
            return $"HTTP {status}";
        }
    }

    private static async Task<string> CopiedAsync(RelayCheckWorld world, CancellationToken cancellationToken)
    {
        string verification = await world.VerificationAsync(cancellationToken);
        using VirtualChip card = world.Card();
        using VirtualChip copy = ChipForgery.CopyCard(card.Files, card.Mrz);
        RelayEnd end = await CarryAsync(world, copy, RelayCheckWorld.Hello(await world.TicketAsync(verification, cancellationToken), card), null, cancellationToken);
        return $"{Say(end)}, {await world.StateAsync(verification, cancellationToken)}";
    }

    private static async Task<string> LostCardAsync(RelayCheckWorld world, CancellationToken cancellationToken)
    {
        string verification = await world.VerificationAsync(cancellationToken);
        using VirtualChip card = world.Card();
        RelayHello hello = RelayCheckWorld.Hello(await world.TicketAsync(verification, cancellationToken), card);
        RelayEnd lost = await CarryAsync(world, card, hello, (row, answer) => row.Commands.Count > 2 ? new RelayError { Code = RelayError.CardLost } : answer, cancellationToken);
        return $"{Say(lost)}, then {await AgainAsync(world, verification, card, cancellationToken)}";
    }

    private static async Task<string> DroppedAsync(RelayCheckWorld world, CancellationToken cancellationToken)
    {
        string verification = await world.VerificationAsync(cancellationToken);
        using VirtualChip card = world.Card();
        RelayHello hello = RelayCheckWorld.Hello(await world.TicketAsync(verification, cancellationToken), card);
        using (RelaySocket socket = await world.ConnectAsync(hello.Ticket, cancellationToken))
        {
            await socket.SendAsync(hello, cancellationToken);
            await socket.ReceiveAsync(cancellationToken);
            socket.Drop();
        }

        return $"dropped, {await world.StateAsync(verification, cancellationToken)}, then {await AgainAsync(world, verification, card, cancellationToken)}";
    }

    private static async Task<string> AgainAsync(RelayCheckWorld world, string verification, VirtualChip card, CancellationToken cancellationToken)
    {
        RelayEnd end = await CarryAsync(world, card, RelayCheckWorld.Hello(await world.TicketAsync(verification, cancellationToken), card), null, cancellationToken);
        return $"{Say(end)}, {await world.StateAsync(verification, cancellationToken)}";
    }

    /// <summary>While one relay is about to hand in, another is opened and brings its chip; the first then has nothing left to say.</summary>
    private static async Task<string> OneAtATimeAsync(RelayCheckWorld world, CancellationToken cancellationToken)
    {
        string verification = await world.VerificationAsync(cancellationToken);
        using VirtualChip card = world.Card();
        RelayHello hello = RelayCheckWorld.Hello(await world.TicketAsync(verification, cancellationToken), card);
        TaskCompletionSource reading = new(), goOn = new();
        using RelaySocket socket = await world.ConnectAsync(hello.Ticket, cancellationToken);
        using VirtualChipTransport transport = new(card);
        Task<RelayEnd> first = Task.Run(
            () => new RelayClient(socket, transport, null)
            {
                Tamper = (row, answer) =>
                {
                    reading.TrySetResult();
                    goOn.Task.Wait(cancellationToken);
                    return answer;
                },
            }.RunAsync(hello, cancellationToken),
            cancellationToken);
        await reading.Task.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
        RelayEnd second = await CarryAsync(world, card, RelayCheckWorld.Hello(await world.TicketAsync(verification, cancellationToken), card), null, cancellationToken);
        goOn.SetResult();
        return $"{Say(second)}; {Say(await first)}";
    }

    private static async Task<string> SilentAsync(RelayCheckWorld world, CancellationToken cancellationToken)
    {
        string verification = await world.VerificationAsync(cancellationToken);
        using RelaySocket socket = await world.ConnectAsync(await world.TicketAsync(verification, cancellationToken), cancellationToken);
        return $"{await HearEndAsync(socket, cancellationToken)}, {await world.StateAsync(verification, cancellationToken)}";
    }

    private static async Task<string> HearEndAsync(RelaySocket socket, CancellationToken cancellationToken)
    {
        string said = "nothing";
        while (true)
        {
            RelayHeard heard = await socket.ReceiveAsync(cancellationToken);
            if (heard.Message is null)
            {
                return $"{said}, {heard.CloseStatus}";
            }

            said = heard.Message is RelayError error ? $"error {error.Code}" : heard.Message.ToString()!;
        }
    }

    private static string Say(RelayEnd end) => end.Done switch
    {
        { Accepted: true } done => $"accepted {done.Verdict} {done.Assurance}, {end.CloseStatus}",
        { } done => $"refused {done.Code}, {end.CloseStatus}",
        null => $"error {end.ErrorCode ?? "none"}, {end.CloseStatus}",
    };

    private static RelayResponses Garbage(RelayResponses answer) => answer with { Responses = [.. answer.Responses.Select(_ => (byte[])[.. RandomNumberGenerator.GetBytes(40), 0x90, 0])] };

    private static RelayResponses Flipped(RelayResponses answer)
    {
        byte[] changed = [.. answer.Responses[0]];
        changed[0] ^= 1;
        return answer with { Responses = [changed, .. answer.Responses.Skip(1)] };
    }
}
