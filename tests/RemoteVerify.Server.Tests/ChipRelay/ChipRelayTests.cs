using System.Text.Json;
using RemoteVerify.ChipReader;
using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.ChipReader.Relay;
using RemoteVerify.IdDocument;
using RemoteVerify.IdDocument.ChipAuthentication;
using RemoteVerify.IdDocument.CountrySigners;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.IdDocument.Mrz;
using RemoteVerify.IdDocument.PassiveAuthentication;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Server.Tests.ChipRelay;

/// <summary>Both ways in which a chip that is far away proves itself, over the real service. The rules one by one are in <c>rv chip relay-check</c>.</summary>
[Collection(OneService.Name)]
public class ChipRelayTests(RunningService service)
{
    [Theory]
    [InlineData(true, ActiveAuthenticationKey.EcdsaP256)]
    [InlineData(false, ActiveAuthenticationKey.Rsa2048)]
    public async Task Relay_OfAGenuineChip_IsAcceptedAndItsEvidenceJudgedAgainOffline(bool batches, ActiveAuthenticationKey key)
    {
        Journey journey = await new Journey(service).StartAsync();
        using VirtualChip chip = journey.Chip(options: new ChipOptions { ActiveAuthentication = key, ChipAuthentication = true });
        using VirtualChipTransport transport = new(chip);
        RelayHello hello = new() { Ticket = await journey.RelayTicketAsync(await service.AsAsync("portal")), Batches = batches, Access = RelayCaller.AccessOf(chip) };

        RelayEnd end = await new RelayCaller(service, journey.Verification).RunAsync(hello, transport);

        RelayDone done = Assert.IsType<RelayDone>(end.Last);
        Assert.True(done is { Accepted: true, Verdict: "accept", Assurance: "proven", State: "awaiting-capture" }, string.Join(' ', done.Code, string.Join(' ', done.Reasons)));
        Assert.Equal((1000, "done"), (end.CloseStatus, end.CloseReason));
        Assert.Equal(["opening", "reading", "proving", "judging"], end.Stages);
        JsonElement kept = (await ReadAsync(journey)).GetProperty("chip");
        Assert.True(kept.GetProperty("activeAuthentication").GetBoolean() && kept.GetProperty("chipAuthentication").GetBoolean() && kept.GetProperty("relayed").GetBoolean());
        await AssertSameOfflineAsync(journey, chip);
    }

    [Fact]
    public async Task Relay_WithAccessFromThePortal_NeedsNoneFromTheClient()
    {
        Journey journey = await new Journey(service).StartAsync();
        Caller portal = await service.AsAsync("portal");
        using VirtualChip chip = journey.Chip();
        using VirtualChipTransport transport = new(chip);
        (await portal.PostAsync($"/v1/verifications/{journey.Verification}/chip/relays", new { documentNumber = "199000000" })).ExpectProblem(422, "chip-relay.access-malformed");
        (await portal.PostAsync($"/v1/verifications/{journey.Verification}/chip/relays", new { cardAccessNumber = "12a456" })).ExpectProblem(422, "chip-relay.access-malformed");
        string ticket = await journey.RelayTicketAsync(portal, new { documentNumber = Journey.Number[3..], birthDate = "1999-01-02", expiryDate = "2039-01-02" });

        RelayEnd end = await new RelayCaller(service, journey.Verification).RunAsync(new RelayHello { Ticket = ticket }, transport);

        Assert.True(Assert.IsType<RelayDone>(end.Last).Accepted);
    }

    [Fact]
    public async Task Relay_OfAnotherPersonsChip_IsAnOutcomeAndTheNextOneMaySucceed()
    {
        Journey journey = await new Journey(service).StartAsync();
        using VirtualChip other = journey.Chip("Trần Văn Khác", "001199000040"), own = journey.Chip();
        using VirtualChipTransport foreign = new(other), right = new(own);
        Caller portal = await service.AsAsync("portal");

        RelayEnd refused = await new RelayCaller(service, journey.Verification)
            .RunAsync(new RelayHello { Ticket = await journey.RelayTicketAsync(portal), Access = RelayCaller.AccessOf(other) }, foreign);

        Assert.Equal("chip.of-another-person", Assert.IsType<RelayDone>(refused.Last).Code);
        Assert.Equal("awaiting-chip", (await ReadAsync(journey)).GetProperty("state").GetString());
        RelayEnd accepted = await new RelayCaller(service, journey.Verification)
            .RunAsync(new RelayHello { Ticket = await journey.RelayTicketAsync(portal), Access = RelayCaller.AccessOf(own) }, right);
        Assert.True(Assert.IsType<RelayDone>(accepted.Last).Accepted);
    }

    [Fact]
    public async Task HandIn_WithChipAuthentication_IsJudgedByTheServicesOwnKey()
    {
        Journey journey = await new Journey(service).StartAsync();
        Caller portal = await service.AsAsync("portal");
        using VirtualChip chip = journey.Chip(options: new ChipOptions { ActiveAuthentication = ActiveAuthenticationKey.None, ChipAuthentication = true });

        Dictionary<string, object?> changed = await HandInAsync(journey, portal, chip);
        byte[][] responses = ((IReadOnlyList<byte[]>)changed["chipAuthentication"]!).Select(response => (byte[])response.Clone()).ToArray();
        responses[1][4] ^= 1;
        changed["chipAuthentication"] = responses;
        Answer refused = (await portal.PostAsync($"/v1/verifications/{journey.Verification}/chip", changed)).ExpectProblem(422, "chip.not-genuine");
        Assert.Contains("chip-authentication-refuted", refused.Json.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()));

        // Another chip of the same country with a DG14 of its own, read through this one's session: what was read differs from what is handed in.
        using VirtualChip twin = journey.Chip(options: new ChipOptions { ActiveAuthentication = ActiveAuthenticationKey.None, ChipAuthentication = true });
        Dictionary<string, object?> swapped = await HandInAsync(journey, portal, chip);
        swapped["files"] = twin.Files;
        (await portal.PostAsync($"/v1/verifications/{journey.Verification}/chip", swapped)).ExpectProblem(422, "chip.not-genuine");

        Dictionary<string, object?> missing = await HandInAsync(journey, portal, chip);
        missing["chipAuthentication"] = Array.Empty<byte[]>();
        (await portal.PostAsync($"/v1/verifications/{journey.Verification}/chip", missing)).ExpectProblem(422, "chip.not-accepted");

        JsonElement accepted = (await portal.PostAsync($"/v1/verifications/{journey.Verification}/chip", await HandInAsync(journey, portal, chip))).Expect(200).Json.GetProperty("chip");
        Assert.True(accepted.GetProperty("chipAuthentication").GetBoolean());
        Assert.False(accepted.GetProperty("activeAuthentication").GetBoolean());
        await AssertSameOfflineAsync(journey, chip);
    }

    [Fact]
    public async Task Challenge_WithADg14ThatIsNone_IsRefused()
    {
        Journey journey = await new Journey(service).StartAsync();
        Caller portal = await service.AsAsync("portal");
        (await journey.ChallengeAsync(portal, [1, 2, 3])).ExpectProblem(422, "chip.unreadable");
        (await journey.ChallengeAsync(portal, new byte[100_000])).ExpectProblem(422, "chip.unreadable");
        using VirtualChip chip = journey.Chip(options: new ChipOptions { ActiveAuthentication = ActiveAuthenticationKey.EcdsaP256, ChipAuthentication = false });
        JsonElement issued = (await journey.ChallengeAsync(portal, chip.Files["EF_DG14.bin"])).Expect(201).Json;
        Assert.Equal(JsonValueKind.Null, issued.GetProperty("chipAuthentication").ValueKind);
        Assert.Equal(8, issued.GetProperty("challenge").GetBytesFromBase64().Length);
        Assert.Equal(1, issued.GetProperty("number").GetInt32());
    }

    [Fact]
    public async Task Relay_WithoutAWebSocket_IsRefused() =>
        (await service.Anyone.GetAsync($"/v1/verifications/{Guid.NewGuid()}/chip/relay")).ExpectProblem(400, "chip-relay.websocket-needed");

    private static async Task<Dictionary<string, object?>> HandInAsync(Journey journey, Caller portal, VirtualChip chip)
    {
        byte[] challenge = [];
        using VirtualChipTransport transport = new(chip);
        ReadDocument read = await DocumentReader.ReadAsync(
            transport,
            AccessKey.FromMrzInformation(MachineReadableZone.Parse(chip.Mrz).AccessKeyInformation),
            ReadOptions.Default with
            {
                AskServer = async (dg14, _) =>
                {
                    JsonElement issued = (await journey.ChallengeAsync(portal, dg14!.Value.ToArray())).Expect(201).Json;
                    challenge = issued.GetProperty("challenge").GetBytesFromBase64();
                    JsonElement agreement = issued.GetProperty("chipAuthentication");
                    return new ServerChallenge(challenge, Commands(agreement, "commands"), Commands(agreement, "protectedCommands"));
                },
            },
            CancellationToken.None);
        return new() { ["files"] = read.Files, ["challenge"] = challenge, ["chipAuthentication"] = read.ServerResponses };
    }

    private static List<ReadOnlyMemory<byte>> Commands(JsonElement agreement, string name) =>
        [.. agreement.GetProperty(name).EnumerateArray().Select(command => (ReadOnlyMemory<byte>)command.GetBytesFromBase64())];

    /// <summary>What an officer gets is enough for the same judgement without the service.</summary>
    private async Task AssertSameOfflineAsync(Journey journey, VirtualChip chip)
    {
        await journey.PassCaptureAsync();
        JsonElement shown = (await (await service.AsAsync("officer")).GetAsync($"/v1/verifications/{journey.Verification}/evidence")).Expect(200).Json;
        ChipEvidenceFile evidence = ChipEvidenceFile.Read(shown.GetProperty("chipEvidence").GetBytesFromBase64());
        ChipReport report = ChipVerifier.Verify(
            ChipFiles.FromNamed(evidence.Files), new CountrySignerStore([Certificate.Read(service.Country.CountrySignerCertificate)]), [],
            ChipPolicy.RequirePossession, evidence.JudgedAt, evidence.Possession);
        JsonElement kept = shown.GetProperty("chipReport");
        Assert.Equal(kept.GetProperty("activeAuthentication").GetString(), report.ActiveAuthentication.ToString());
        Assert.Equal(kept.GetProperty("chipAuthentication").GetString(), report.ChipAuthentication.ToString());
        Assert.Equal(ProofState.Valid, report.ChipAuthentication);
        Assert.True(report.IsAccepted);
        Assert.Equal(chip.Files["EF_DG2.bin"], evidence.Files["EF_DG2.bin"].ToArray());
    }

    private async Task<JsonElement> ReadAsync(Journey journey) =>
        (await (await service.AsAsync("portal")).GetAsync($"/v1/verifications/{journey.Verification}")).Expect(200).Json;
}
