using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Server.Tests;

/// <summary>What a run leaves in the log: acts and codes, nothing about people, nothing that opens a door.</summary>
public class LoggingTests
{
    private const string Name = "Đặng Thị Bí Mật";
    private const string Number = "001199000060";

    [Fact]
    public async Task Log_OfAWholeRun_HoldsNoPersonAndNoSecret()
    {
        RunningService service = new();
        await service.InitializeAsync();
        try
        {
            Journey journey = await new Journey(service).StartAsync(Name, Number);
            await journey.EnterAsync();
            Caller portal = await service.AsAsync("portal");
            string unused = (await portal.PostAsync($"/v1/cases/{journey.Case}/participants/p1/invitation")).Expect(201).Json.GetProperty("ticket").GetString()!;
            await service.Anyone.GetAsync($"/s/{unused}");
            using VirtualChip other = journey.Chip("Hồ Văn Khác", "001199000070"), chip = journey.Chip(Name, Number);
            (await journey.SubmitAsync(journey.Citizen, other)).ExpectProblem(422);
            (await journey.SubmitAsync(journey.Citizen, chip)).Expect(200);
            string ticket = (await journey.Citizen.PostAsync($"/v1/verifications/{journey.Verification}/captures")).Expect(201).Json.GetProperty("ticket").GetString()!;
            await portal.PostAsync("/v1/cases", "{\"broken " + Number);
            string code = RemoteVerify.Cases.Results.VerificationCode.New().Printed;
            await service.Anyone.GetAsync($"/v1/checks/{code}");
            await service.With("a.b.c").GetAsync("/v1/cases");

            string log = service.Log.Text;
            Assert.All(
                new Dictionary<string, string>
                {
                    ["name"] = Name, ["name in the MRZ"] = "DANG<<", ["number"] = Number, ["other name"] = "Hồ Văn Khác", ["other number"] = "001199000070",
                    ["portal's token"] = portal.Token!, ["session token"] = journey.Citizen.Token!, ["capture ticket"] = ticket, ["invitation"] = unused,
                    ["verification code"] = code, ["client secret"] = RunningService.SecretOf("portal"),
                },
                secret => Assert.False(log.Contains(secret.Value, StringComparison.Ordinal), $"The log holds the {secret.Key}: {LineWith(service.Log, secret.Value)}"));
        }
        finally
        {
            await service.DisposeAsync();
        }
    }

    private static string? LineWith(CollectedLog log, string text) => log.Lines.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal));
}
