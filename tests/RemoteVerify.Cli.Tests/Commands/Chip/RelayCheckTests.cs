using System.Text.Json;
using RemoteVerify.IdDocument.ChipAuthentication;
using RemoteVerify.Synthetic.Chips;
using RemoteVerify.TestKit;

namespace RemoteVerify.Cli.Tests.Commands.Chip;

/// <summary>The conformance client against the real service, and evidence of a service judged without it.</summary>
public class RelayCheckTests
{
    [SkippableFact]
    public async Task RelayCheck_AgainstTheRealService_FindsEveryRuleKept()
    {
        Skip.IfNot(File.Exists(Path.Combine(Repository.Root, "src", "RemoteVerify.Server", "bin", "Release", "net10.0", "RemoteVerify.Server.dll")), "the service is not built in Release");

        JsonElement report = (await CommandLine.RunAsync("chip", "relay-check", "--quick", "--json")).Json;

        JsonElement[] rules = [.. report.GetProperty("rules").EnumerateArray()];
        Assert.All(rules, rule => Assert.True(rule.GetProperty("outcome").GetString() is "PASS" or "SKIP", rule.ToString()));
        Assert.True(report.GetProperty("passed").GetInt32() >= 33, report.GetProperty("passed").ToString());
        Assert.Equal(["challenge-in-time", "hello-in-time"], rules.Where(rule => rule.GetProperty("outcome").GetString() == "SKIP").Select(rule => rule.GetProperty("id").GetString()).Order());
    }

    [Fact]
    public async Task Relay_ToAServiceThatIsNotThere_SaysSo()
    {
        using ScratchFolder folder = new();
        Dictionary<string, string> environment = new() { ["T"] = $"{Guid.NewGuid():N}.{new string('A', 43)}" };
        CommandAnswer answer = await CommandLine.RunWithAsync(environment, "chip", "relay", "--url", "http://127.0.0.1:9", "--ticket-env", "T", "--country", folder["country.bin"], "--json");
        answer.Expect(3);
        Assert.Contains("does not answer", answer.Messages, StringComparison.Ordinal);
        Assert.True(File.Exists(folder["country.cer"]));
        environment["T"] = "none";
        (await CommandLine.RunWithAsync(environment, "chip", "relay", "--url", "http://127.0.0.1:9", "--ticket-env", "T", "--country", folder["country.bin"], "--json")).Expect(2);
    }

    [Fact]
    public async Task Verify_OfAServicesEvidence_GivesTheSameJudgementAndNoticesAChange()
    {
        using ScratchFolder folder = new();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using SyntheticCountry country = SyntheticCountry.Create(now);
        byte[] portrait = [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0, 50, 0, 40, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, 0xFF, 0xDA, 1, 0xFF, 0xD9];
        ChipHolder holder = new() { PersonalNumber = "001190000000", FullName = "Đỗ Thị Thử", BirthDate = new DateOnly(1990, 2, 28), Sex = 'F', Issued = new DateOnly(2024, 8, 15), Expires = new DateOnly(2050, 2, 28) };
        using VirtualChip chip = new ChipPersonaliser(country).Personalise(holder, portrait, ChipOptions.Default);
        byte[] challenge = [1, 2, 3, 4, 5, 6, 7, 8];
        PossessionEvidence possession = PossessionEvidence.FromActiveAuthentication(challenge, chip.AnswerChallenge(challenge));
        ChipEvidenceFile evidence = new(chip.Files.ToDictionary(file => file.Key, file => (ReadOnlyMemory<byte>)file.Value), possession, now);
        string anchor = folder.Write("country.cer", country.CountrySignerCertificate), policy = folder.Write("policy.json", "{\"possessionRequired\":true}"u8);
        Task<CommandAnswer> VerifyAsync(params string[] what) => CommandLine.RunAsync(["chip", "verify", .. what, "--csca", anchor, "--policy", policy, "--json"]);

        string whole = folder.Write("evidence.json", evidence.ToBytes());
        JsonElement report = (await VerifyAsync("--evidence", whole)).Expect(0).Json;
        Assert.Equal("VALID", report.GetProperty("activeAuthentication").GetString());
        Assert.Equal("accept", report.GetProperty("verdict").GetString());

        // Files from a folder, and what shows that the chip was there from elsewhere.
        string files = Directory.CreateDirectory(folder["chip"]).FullName;
        foreach ((string name, byte[] bytes) in chip.Files)
        {
            File.WriteAllBytes(Path.Combine(files, name), bytes);
        }

        (await VerifyAsync(files)).Expect(1);
        (await VerifyAsync(files, "--evidence", folder.Write("possession.json", possession.ToBytes()))).Expect(0);
        PossessionEvidence other = PossessionEvidence.FromActiveAuthentication(new byte[8], possession.Active!.Response);
        JsonElement refuted = (await VerifyAsync(files, "--evidence", folder.Write("other.json", other.ToBytes()))).Expect(1).Json;
        Assert.Equal("INVALID", refuted.GetProperty("activeAuthentication").GetString());
        (await VerifyAsync("--evidence", folder.Write("broken.json", "{\"format\":\"remoteverify-chip-evidence/1\""u8))).Expect(2);
    }
}
