using System.Text;
using System.Text.Json;
using RemoteVerify.ChipReader.Relay;
using RemoteVerify.IdDocument.ChipAuthentication;
using RemoteVerify.IdDocument.Mrz;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Server.Tests.ChipRelay;

/// <summary>Chips are read, refused and accepted in every way; then the log and every refusal are searched for what the card says.</summary>
public class ChipPrivacyTests
{
    private const string Name = "Đặng Thị Bí Mật";
    private const string Number = "001199000080";

    [Fact]
    public async Task LogAndRefusals_OfWholeChipRuns_HoldNothingOfTheCard()
    {
        RunningService service = new();
        await service.InitializeAsync();
        try
        {
            List<string> refusals = [];
            using VirtualChip chip = new Journey(service).Chip(Name, Number), other = new Journey(service).Chip("Hồ Văn Khác", "001199000090");
            byte[] ephemeral = await RelayAsync(service, chip, other, refusals);
            await HandInAsync(service, chip, refusals);

            Dictionary<string, byte[]> secrets = Secrets(chip);
            secrets["ephemeral key"] = ephemeral;
            secrets["other number"] = "001199000090"u8.ToArray();
            Search("log", service.Log.Text, secrets);
            Search("refusals", string.Join('\n', refusals), secrets);
            Assert.True(service.Log.Lines.Count > 10, "the log was not collected");
            Assert.True(refusals.Count >= 9, $"only {refusals.Count} refusals");

            // The search itself finds what it looks for, wherever it stands in a longer run of bytes.
            foreach (string said in new[] { "199000080cd", "a199000080cde", "ab199000080" })
            {
                byte[] bytes = Encoding.ASCII.GetBytes(said);
                Assert.ThrowsAny<Exception>(() => Search("test", Convert.ToBase64String(bytes), secrets));
                Assert.ThrowsAny<Exception>(() => Search("test", Convert.ToHexString(bytes), secrets));
                Assert.ThrowsAny<Exception>(() => Search("test", said, secrets));
            }
        }
        finally
        {
            await service.DisposeAsync();
        }
    }

    private static async Task<byte[]> RelayAsync(RunningService service, VirtualChip chip, VirtualChip other, List<string> refusals)
    {
        Journey journey = await new Journey(service).StartAsync(Name, Number);
        Caller portal = await service.AsAsync("portal");
        async Task TryAsync(VirtualChip held, Func<RelayHello, RelayHello> change, Func<RelayApdu, RelayResponses, RelayMessage>? tamper = null)
        {
            using VirtualChipTransport transport = new(held);
            RelayHello hello = new() { Ticket = await journey.RelayTicketAsync(portal), Access = RelayCaller.AccessOf(held), Client = "privacy test" };
            RelayEnd end = await new RelayCaller(service, journey.Verification) { Tamper = tamper ?? ((_, answer) => answer) }.RunAsync(change(hello), transport);
            refusals.Add(Encoding.UTF8.GetString(RelayCodec.Write(end.Last!)) + end.CloseReason);
        }

        await TryAsync(other, hello => hello);
        await TryAsync(chip, hello => hello with { Access = hello.Access! with { DocumentNumber = "555555555" } });
        await TryAsync(chip, hello => hello with { Access = new RelayAccess { CardAccessNumber = "918273" } });
        await TryAsync(chip, hello => hello, (row, answer) => row.Commands.Count > 2 ? answer with { Responses = [.. answer.Responses.Select(_ => chip.Files["EF_DG1.bin"])] } : answer);
        await TryAsync(chip, hello => hello, (row, answer) => row.Commands.Count > 2 ? new RelayHello { Ticket = Number, Client = Number } : answer);
        await TryAsync(ChipForgery.CopyCard(chip.Files, chip.Mrz), hello => hello);
        await TryAsync(chip, hello => hello);
        Assert.Contains("\"accepted\":true", refusals[^1], StringComparison.Ordinal);
        refusals.RemoveAt(refusals.Count - 1);
        await journey.PassCaptureAsync();
        JsonElement shown = (await (await service.AsAsync("officer")).GetAsync($"/v1/verifications/{journey.Verification}/evidence")).Expect(200).Json;
        return ChipEvidenceFile.Read(shown.GetProperty("chipEvidence").GetBytesFromBase64()).Possession!.Chip!.TerminalPrivateKey.ToArray();
    }

    private static async Task HandInAsync(RunningService service, VirtualChip chip, List<string> refusals)
    {
        Journey journey = await new Journey(service).StartAsync(Name, Number);
        Caller portal = await service.AsAsync("portal");
        async Task TryAsync(IReadOnlyDictionary<string, byte[]> files, byte[]? answer = null)
        {
            Answer refused = await journey.SubmitAsync(portal, chip, files, answer);
            refused.ExpectProblem(422);
            refusals.Add(refused.Text);
        }

        await TryAsync(chip.Files, new byte[64]);
        await TryAsync(new Dictionary<string, byte[]>(chip.Files) { ["EF_DG13.bin"] = [.. chip.Files["EF_DG13.bin"].Reverse()] });
        await TryAsync(new Dictionary<string, byte[]>(chip.Files) { ["EF_DG1.bin"] = [.. chip.Files["EF_DG1.bin"].SkipLast(1)] });
        await TryAsync(new Dictionary<string, byte[]>(chip.Files) { [Name] = [1], ["EF_SOD.bin"] = chip.Files["EF_DG1.bin"] });
        refusals.Add((await portal.PostAsync($"/v1/verifications/{journey.Verification}/chip", $"{{\"files\":{{\"{Number}\":\"{Name}")).Text);
        refusals.Add((await portal.PostAsync($"/v1/verifications/{journey.Verification}/chip/relays", new { documentNumber = $"{Number} {Name}", birthDate = "1999-01-02" })).ExpectProblem(422).Text);
        (await journey.SubmitAsync(portal, chip)).Expect(200);
    }

    private static Dictionary<string, byte[]> Secrets(VirtualChip chip)
    {
        MachineReadableZone mrz = MachineReadableZone.Parse(chip.Mrz);
        Dictionary<string, string> texts = new()
        {
            ["name"] = Name, ["name in the MRZ"] = "DANG<<", ["given name"] = "BI<MAT", ["number"] = Number, ["document number"] = Number[3..], ["birth with its digit"] = mrz.AccessKeyInformation[^14..^7],
            ["birth"] = "1999-01-02", ["birth on the card"] = "02/01/1999", ["expiry"] = "2039-01-02", ["expiry on the card"] = "02/01/2039", ["expiry with its digit"] = mrz.AccessKeyInformation[^7..],
            ["access key"] = mrz.AccessKeyInformation, ["card access number"] = "918273", ["wrong number"] = "555555555",
            ["MRZ line 1"] = chip.Mrz[..30], ["MRZ line 2"] = chip.Mrz[30..60], ["MRZ line 3"] = chip.Mrz[60..90].TrimEnd('<'),
        };
        Dictionary<string, byte[]> secrets = texts.ToDictionary(text => text.Key, text => Encoding.UTF8.GetBytes(text.Value));
        foreach (string file in new[] { "EF_DG1.bin", "EF_DG2.bin", "EF_DG13.bin", "EF_DG15.bin" })
        {
            secrets[$"{file}, a part"] = chip.Files[file][^24..];
        }

        return secrets;
    }

    private static void Search(string where, string text, Dictionary<string, byte[]> secrets)
    {
        foreach ((string name, byte[] secret) in secrets)
        {
            foreach (string form in Forms(secret))
            {
                int at = text.IndexOf(form, StringComparison.Ordinal);
                Assert.True(at < 0, $"The {where} holds the {name}: ...{(at < 0 ? "" : text[Math.Max(0, at - 80)..Math.Min(text.Length, at + 80)])}");
            }
        }
    }

    /// <summary>As text, in hexadecimal, and in Base64 wherever it may begin.</summary>
    private static IEnumerable<string> Forms(byte[] secret)
    {
        if (secret.All(b => b is >= 0x20 and < 0x7F) || Encoding.UTF8.GetString(secret).Contains("Bí", StringComparison.Ordinal))
        {
            yield return Encoding.UTF8.GetString(secret);
        }

        yield return Convert.ToHexStringLower(secret);
        yield return Convert.ToHexString(secret);
        for (int before = 0; before < 3; before++)
        {
            // The characters at both ends depend on the neighbours and are left out.
            string encoded = Convert.ToBase64String([.. new byte[before], .. secret]).TrimEnd('=');
            string middle = encoded[(before == 0 ? 0 : before + 1)..^1];
            if (middle.Length >= 7)
            {
                yield return middle;
            }
        }
    }
}
