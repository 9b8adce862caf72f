using System.Globalization;
using System.Text.Json;
using RemoteVerify.Cli.Commands.Demo;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Cli.Commands.Chip.Relay;

/// <summary>The rules of the other way: an app reads the chip itself, and the service's challenge and ephemeral key tie the answers to the service.</summary>
internal static class HandInRules
{
    private const string Unchanged = ", awaiting-chip";

    public static IEnumerable<RelayRule> All { get; } =
    [
        new("hand-in", "A chip that signs the challenge and uses the service's key is accepted", "proven AA CA, awaiting-capture", false, (world, ct) => HandInAsync(world, _ => { }, ct)),
        new("challenge-single-use", "An answer can't be handed in twice", "422 chip.not-genuine, then 409 chip.challenge-used" + Unchanged, false, ReplayAsync),
        new("challenge-foreign", "An answer to another verification's challenge is refused", "422 chip.challenge-unknown" + Unchanged, false, ForeignAsync),
        new("challenge-chosen", "A challenge that the client chose is refused", "422 chip.challenge-unknown" + Unchanged, false, ChosenAsync),
        new("challenge-named", "An answer that names no challenge is refused", "422 chip.challenge-needed" + Unchanged, false, (world, ct) => HandInAsync(world, body => body.Remove("challenge"), ct)),
        new("agreement-changed", "A changed response of chip authentication is refused", "422 chip.not-genuine" + Unchanged, false, (world, ct) => HandInAsync(world, body => Change(body, responses => responses[^1][5] ^= 1), ct)),
        new("agreement-swapped", "Responses in another order are refused", "422 chip.not-genuine" + Unchanged, false, (world, ct) => HandInAsync(world, body => Change(body, responses => (responses[0], responses[1]) = (responses[1], responses[0])), ct)),
        new("agreement-whole", "Missing responses are refused", "422 chip.not-accepted" + Unchanged, false, (world, ct) => HandInAsync(world, body => body["chipAuthentication"] = ((IReadOnlyList<byte[]>)body["chipAuthentication"]!).SkipLast(1).ToList(), ct)),
        new("no-possession", "Files alone are not accepted from a chip that could prove itself", "422 chip.not-accepted" + Unchanged, false, (world, ct) => HandInAsync(world, body => { body.Remove("challenge"); body.Remove("activeAuthentication"); body.Remove("chipAuthentication"); }, ct)),
        new("cloneable", "A chip without keys is refused, or accepted as cloneable", "cloneable", false, CloneableAsync),
        new("challenge-in-time", "An answer after 120 seconds is refused", "410 chip.challenge-expired" + Unchanged, true, LateAsync),
    ];

    private static async Task<string> HandInAsync(RelayCheckWorld world, Action<Dictionary<string, object?>> change, CancellationToken cancellationToken)
    {
        string verification = await world.VerificationAsync(cancellationToken);
        using VirtualChip card = world.Card();
        ChipHandIn app = new(world.Portal, verification);
        await app.ReadAsync(card, cancellationToken);
        change(app.Body);
        return $"{await SubmitAsync(app, cancellationToken)}, {await world.StateAsync(verification, cancellationToken)}";
    }

    private static async Task<string> SubmitAsync(ChipHandIn app, CancellationToken cancellationToken)
    {
        try
        {
            JsonElement chip = (await app.SubmitAsync(cancellationToken)).GetProperty("chip");
            return $"{chip.GetProperty("assurance").GetString()}{(chip.GetProperty("activeAuthentication").GetBoolean() ? " AA" : "")}{(chip.GetProperty("chipAuthentication").GetBoolean() ? " CA" : "")}";
        }
        catch (ApiProblemException problem)
        {
            return $"{problem.Status.ToString(CultureInfo.InvariantCulture)} {problem.Code}";
        }
    }

    private static async Task<string> ReplayAsync(RelayCheckWorld world, CancellationToken cancellationToken)
    {
        string verification = await world.VerificationAsync(cancellationToken);
        using VirtualChip card = world.Card();
        ChipHandIn app = new(world.Portal, verification);
        await app.ReadAsync(card, cancellationToken);
        object? good = app.Body["activeAuthentication"];
        app.Body["activeAuthentication"] = new byte[64];
        string first = await SubmitAsync(app, cancellationToken);
        app.Body["activeAuthentication"] = good;
        return $"{first}, then {await SubmitAsync(app, cancellationToken)}, {await world.StateAsync(verification, cancellationToken)}";
    }

    private static async Task<string> ForeignAsync(RelayCheckWorld world, CancellationToken cancellationToken)
    {
        using VirtualChip card = world.Card();
        ChipHandIn other = new(world.Portal, await world.VerificationAsync(cancellationToken));
        await other.ReadAsync(card, cancellationToken);
        return await HandInAsync(world, body => (body["challenge"], body["activeAuthentication"]) = (other.Body["challenge"], other.Body["activeAuthentication"]), cancellationToken);
    }

    private static async Task<string> ChosenAsync(RelayCheckWorld world, CancellationToken cancellationToken)
    {
        byte[] chosen = new byte[8];
        using VirtualChip card = world.Card();
        return await HandInAsync(world, body => (body["challenge"], body["activeAuthentication"]) = (chosen, card.AnswerChallenge(chosen)), cancellationToken);
    }

    private static async Task<string> CloneableAsync(RelayCheckWorld world, CancellationToken cancellationToken)
    {
        string verification = await world.VerificationAsync(cancellationToken);
        using VirtualChip card = world.Card(new ChipOptions { ActiveAuthentication = ActiveAuthenticationKey.None, ChipAuthentication = false });
        ChipHandIn app = new(world.Portal, verification);
        await app.ReadAsync(card, cancellationToken);
        app.Body.Remove("challenge");
        string said = await SubmitAsync(app, cancellationToken);
        JsonElement state = await world.Portal.GetAsync($"/v1/verifications/{verification}", cancellationToken);
        bool told = said == "cloneable" || state.GetProperty("reasons").EnumerateArray().Any(reason => reason.GetString() == "cloneable");
        return told && said is "cloneable" or "422 chip.not-accepted" ? "cloneable" : said;
    }

    private static async Task<string> LateAsync(RelayCheckWorld world, CancellationToken cancellationToken)
    {
        string verification = await world.VerificationAsync(cancellationToken);
        using VirtualChip card = world.Card();
        ChipHandIn app = new(world.Portal, verification);
        await app.ReadAsync(card, cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(121), cancellationToken);
        return $"{await SubmitAsync(app, cancellationToken)}, {await world.StateAsync(verification, cancellationToken)}";
    }

    private static void Change(Dictionary<string, object?> body, Action<List<byte[]>> change)
    {
        List<byte[]> responses = [.. ((IReadOnlyList<byte[]>)body["chipAuthentication"]!).Select(response => (byte[])response.Clone())];
        change(responses);
        body["chipAuthentication"] = responses;
    }
}
