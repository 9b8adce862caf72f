using System.Text.Json;
using RemoteVerify.ChipReader;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Cli.Commands.Demo;

/// <summary>What a portal's app does with a card: reads it, has it answer the service's challenge, hands everything in. Faults can be put in for checks.</summary>
internal sealed class ChipHandIn(ApiClient caller, string verification)
{
    /// <summary>The challenge that was asked for, Base64 as the service gave it.</summary>
    public string? Challenge { get; private set; }

    /// <summary>What is handed in; to be sent again by those who try.</summary>
    public Dictionary<string, object?> Body { get; private set; } = [];

    public async Task<JsonElement> RunAsync(VirtualChip card, CancellationToken cancellationToken)
    {
        await ReadAsync(card, cancellationToken);
        return await SubmitAsync(cancellationToken);
    }

    /// <summary>Reads the card and lets it answer a fresh challenge; nothing is handed in yet.</summary>
    public async Task ReadAsync(VirtualChip card, CancellationToken cancellationToken)
    {
        ReadDocument read = await DemoPeople.ReadCardAsync(card, AskAsync, cancellationToken);
        Body = new Dictionary<string, object?>
        {
            ["files"] = read.Files,
            ["challenge"] = Challenge,
            ["activeAuthentication"] = read.ChallengeResponse?.ToArray(),
            ["chipAuthentication"] = read.ServerResponses.Count == 0 ? null : read.ServerResponses,
        };
    }

    public Task<JsonElement> SubmitAsync(CancellationToken cancellationToken) => caller.PostAsync($"/v1/verifications/{verification}/chip", Body, cancellationToken);

    private async Task<ServerChallenge?> AskAsync(ReadOnlyMemory<byte>? dg14, CancellationToken cancellationToken)
    {
        JsonElement issued = await caller.PostAsync($"/v1/verifications/{verification}/chip/challenges", new { dg14 = dg14?.ToArray() }, cancellationToken);
        Challenge = issued.GetProperty("challenge").GetString()!;
        byte[] challenge = issued.GetProperty("challenge").GetBytesFromBase64();
        return issued.GetProperty("chipAuthentication") is { ValueKind: JsonValueKind.Object } agreement
            ? new ServerChallenge(challenge, Commands(agreement, "commands"), Commands(agreement, "protectedCommands"))
            : new ServerChallenge(challenge, [], []);
    }

    private static List<ReadOnlyMemory<byte>> Commands(JsonElement agreement, string name) =>
        [.. agreement.GetProperty(name).EnumerateArray().Select(command => (ReadOnlyMemory<byte>)command.GetBytesFromBase64())];
}
