using System.Text.Json;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Server.Tests;

[Collection(OneService.Name)]
public class ChipTests(RunningService service)
{
    [Fact]
    public async Task Chip_OfTheDeclaredPerson_IsAcceptedOnce()
    {
        Journey journey = await new Journey(service).StartAsync();
        await journey.EnterAsync();
        using VirtualChip chip = journey.Chip();
        Answer accepted = (await journey.SubmitAsync(journey.Citizen, chip)).Expect(200);
        Assert.Equal("accept", accepted.Json.GetProperty("verdict").GetString());
        JsonElement chipOfTheResult = (await ReadAsync(journey)).GetProperty("chip");
        Assert.Equal("proven", chipOfTheResult.GetProperty("assurance").GetString());
        Assert.True(chipOfTheResult.GetProperty("activeAuthentication").GetBoolean());
        (await journey.SubmitAsync(journey.Citizen, chip)).ExpectProblem(409, "verification.action-not-allowed");
    }

    [Fact]
    public async Task Chip_Forged_IsRefusedAndChangesNothing()
    {
        Journey journey = await new Journey(service).StartAsync();
        await journey.EnterAsync();
        using VirtualChip chip = journey.Chip();
        JsonElement before = await ReadAsync(journey);
        Answer portrait = await journey.SubmitAsync(journey.Citizen, chip, Named(ChipForgery.ReplacePortrait(chip, Journey.Picture(10))));
        portrait.ExpectProblem(422, "chip.not-genuine");
        Assert.NotEmpty(portrait.Json.GetProperty("reasons").EnumerateArray());
        Answer holder = await journey.SubmitAsync(journey.Citizen, chip, Named(ChipForgery.ReplaceHolder(chip, Journey.Holder("Kẻ Gian", "001199000030"))));
        holder.ExpectProblem(422, "chip.not-genuine");
        Answer noKeys = await journey.SubmitAsync(journey.Citizen, chip, Named(ChipForgery.WithholdKeys(chip)));
        noKeys.ExpectProblem(422);
        byte[] otherChallenge = chip.AnswerChallenge(new byte[8]);
        (await journey.SubmitAsync(journey.Citizen, chip, answer: otherChallenge)).ExpectProblem(422, "chip.not-genuine");
        JsonElement after = await ReadAsync(journey);
        Assert.All(["state", "result", "chip", "capturesLeft"], name => Assert.Equal(before.GetProperty(name).ToString(), after.GetProperty(name).ToString()));

        // That frauds were tried is kept, as codes.
        Assert.Contains("chip.not-genuine", after.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()));

        // The genuine one still passes: a fraud does not lock the person out.
        (await journey.SubmitAsync(journey.Citizen, chip)).Expect(200);
    }

    [Fact]
    public async Task Chip_OfAnotherPerson_IsRefused()
    {
        Journey journey = await new Journey(service).StartAsync();
        using VirtualChip chip = journey.Chip("Trần Văn Khác", "001199000040");
        Answer refused = await journey.SubmitAsync(await service.AsAsync("portal"), chip);
        refused.ExpectProblem(422, "chip.of-another-person");
        Assert.DoesNotContain("001199000040", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Journey.Number, refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chip_OfACountryThatNobodyTrusts_IsRefused()
    {
        Journey journey = await new Journey(service).StartAsync();
        using SyntheticCountry forger = SyntheticCountry.Create(TimeProvider.System.GetUtcNow());
        using VirtualChip chip = new ChipPersonaliser(forger).Personalise(Journey.Holder(), Journey.Picture(70), ChipOptions.Default);
        (await journey.SubmitAsync(await service.AsAsync("portal"), chip)).ExpectProblem(422);
    }

    [Fact]
    public async Task Chip_WithoutAnswerToTheChallenge_IsRefused()
    {
        Journey journey = await new Journey(service).StartAsync();
        using VirtualChip chip = journey.Chip();
        Caller portal = await service.AsAsync("portal");
        (await portal.PostAsync($"/v1/verifications/{journey.Verification}/chip", new { files = chip.Files })).ExpectProblem(422, "chip.not-accepted");
    }

    [Fact]
    public async Task Chip_ThatIsNoChip_IsRefusedAsUnreadable()
    {
        Journey journey = await new Journey(service).StartAsync();
        Caller portal = await service.AsAsync("portal");
        string path = $"/v1/verifications/{journey.Verification}/chip";
        (await portal.PostAsync(path, new { })).ExpectProblem(422, "chip.unreadable");
        (await portal.PostAsync(path, new { files = new Dictionary<string, byte[]> { ["EF_SOD.bin"] = [1, 2, 3] } })).ExpectProblem(422);
        (await portal.PostAsync(path, new { files = new Dictionary<string, byte[]?> { ["EF_SOD.bin"] = null } })).ExpectProblem(422);
        (await portal.PostAsync(path, new { files = new Dictionary<string, byte[]> { ["../../etc/passwd"] = [1] } })).ExpectProblem(422);
        (await portal.PostAsync(path, new { files = new Dictionary<string, byte[]> { ["EF_DG2.bin"] = new byte[(1 << 20) + 1] } })).ExpectProblem(422, "chip.unreadable");
        (await portal.PostAsync(path, new { files = Enumerable.Range(0, 30).ToDictionary(i => $"EF_DG{i}.bin", _ => new byte[] { 1 }) })).ExpectProblem(422, "chip.unreadable");
        (await portal.PostAsync(path, new { files = "text" })).ExpectProblem(400, "request.malformed");
    }

    [Fact]
    public async Task Chip_OfMoreThanTheLimit_IsTooLarge()
    {
        Journey journey = await new Journey(service).StartAsync();
        Caller portal = await service.AsAsync("portal");
        Answer answer = await portal.SendAsync(
            HttpMethod.Post, $"/v1/verifications/{journey.Verification}/chip", new ByteArrayContent(new byte[3 << 20]) { Headers = { ContentType = new("application/json") } }, ("Expect", "100-continue"));
        answer.ExpectProblem(413, "request.too-large");
    }

    [Fact]
    public async Task CaptureTickets_OpenedAgain_CountAsTriesAndEnd()
    {
        Journey journey = await new Journey(service).StartAsync();
        await journey.EnterAsync();
        (await journey.Citizen.PostAsync($"/v1/verifications/{journey.Verification}/captures")).ExpectProblem(409, "verification.action-not-allowed");
        using VirtualChip chip = journey.Chip();
        (await journey.SubmitAsync(journey.Citizen, chip)).Expect(200);
        int left = (await ReadAsync(journey)).GetProperty("capturesLeft").GetInt32();
        Assert.InRange(left, 1, 10);
        HashSet<string> tickets = [];
        for (int i = 0; i < left; i++)
        {
            JsonElement ticket = (await journey.Citizen.PostAsync($"/v1/verifications/{journey.Verification}/captures")).Expect(201).Json;
            Assert.Equal(i + 1, ticket.GetProperty("number").GetInt32());
            Assert.True(tickets.Add(ticket.GetProperty("ticket").GetString()!));
            Assert.DoesNotContain(ticket.GetProperty("ticket").GetString()!, ticket.GetProperty("path").GetString(), StringComparison.Ordinal);
        }

        (await journey.Citizen.PostAsync($"/v1/verifications/{journey.Verification}/captures")).ExpectProblem(409, "capture.tries-used-up");
        Assert.Equal("officer", (await ReadAsync(journey)).GetProperty("result").GetString());
    }

    [Fact]
    public async Task Verification_ForOneParticipant_RunsOnce()
    {
        Journey journey = await new Journey(service).StartAsync();
        Caller portal = await service.AsAsync("portal");
        (await portal.PostAsync("/v1/verifications", new { caseId = journey.Case, participant = "p1" })).ExpectProblem(409, "verification.already-running");
        (await portal.PostAsync("/v1/verifications", new { caseId = journey.Case, participant = "p7" })).ExpectProblem(404, "participant.unknown");
        (await portal.PostAsync("/v1/verifications", new { caseId = journey.Case })).ExpectProblem(404, "participant.unknown");
    }

    private async Task<JsonElement> ReadAsync(Journey journey) =>
        (await (await service.AsAsync("portal")).GetAsync($"/v1/verifications/{journey.Verification}")).Expect(200).Json;

    private static Dictionary<string, byte[]> Named(ChipFiles files)
    {
        Dictionary<string, byte[]> named = new() { ["EF_SOD.bin"] = files.Sod!.Value.ToArray() };
        if (files.Com is { } com)
        {
            named["EF_COM.bin"] = com.ToArray();
        }

        for (int number = 1; number <= 16; number++)
        {
            if (files.DataGroup(number) is { } group)
            {
                named[$"EF_DG{number}.bin"] = group.ToArray();
            }
        }

        return named;
    }
}
