using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.ChipReader.Transports;
using RemoteVerify.IdDocument.Vietnam;
using RemoteVerify.Pki.SessionKeys;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Cli.Commands.Chip;

/// <summary><c>rv chip simulate</c>: a virtual card on the virtual reader of pcscd, so that chip read can be tried without a reader.</summary>
internal static class ChipSimulateCommand
{
    // systemd starts pcscd when somebody asks for it, and vpcd listens a moment later.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    // Doc 9303-11 table 4.
    private const int BrainpoolP256 = 13;

    public static Command Create()
    {
        Option<string> holder = new("--holder") { Description = $"Who holds the card: {string.Join(", ", CastList.All.Select(member => member.Id))}.", DefaultValueFactory = _ => CastList.All[0].Id };
        Option<string> access = new("--access") { Description = "How the chip opens: bac, or pace (with basic access control beside it).", DefaultValueFactory = _ => "pace" };
        Option<string> active = new("--active") { Description = "Key for active authentication: ecdsa, rsa, or none (then the files can be copied).", DefaultValueFactory = _ => "ecdsa" };
        Option<bool> noAgreement = new("--no-chip-authentication") { Description = "Leave out the key for chip authentication." };
        Option<string> folder = new("--out") { Description = "New folder for what is printed on the card (mrz.txt, qr.txt, can.txt) and the certificate to trust (csca.cer).", Required = true };
        Option<int> port = new("--port") { Description = "Port of vpcd on this machine.", DefaultValueFactory = _ => VirtualReader.DefaultPort };
        Option<bool> json = CommandTable.Json();
        Command command = new(
            "simulate",
            "Lay a virtual card of a person who does not exist on the virtual reader (packages pcscd and vsmartcard-vpcd), until stopped. Read it with chip read, or any PC/SC program.")
        {
            holder, access, active, noAgreement, folder, port, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            CastMember member = CastList.All.FirstOrDefault(member => member.Id == parsed.GetValue(holder))
                ?? throw CommandException.WrongUse($"There is nobody called {parsed.GetValue(holder)}; there are {string.Join(", ", CastList.All.Select(one => one.Id))}.");
            bool offersPace = Choice(parsed.GetValue(access)!, ("bac", false), ("pace", true));
            string? accessNumber = offersPace ? RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture) : null;
            ChipOptions options = new()
            {
                ActiveAuthentication = Choice(
                    parsed.GetValue(active)!, ("ecdsa", ActiveAuthenticationKey.EcdsaP256), ("rsa", ActiveAuthenticationKey.Rsa2048), ("none", ActiveAuthenticationKey.None)),
                ChipAuthentication = !parsed.GetValue(noAgreement),
                Pace = offersPace ? [PaceInfo.Create(PaceMapping.Generic, SessionCipher.Aes128, BrainpoolP256)] : [],
                CardAccessNumber = accessNumber,
            };
            string target = parsed.GetValue(folder)!;
            PrivateFolder.Create(target);
            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            using SyntheticCountry country = SyntheticCountry.Create(now);
            ChipHolder person = HolderOf(member, DateOnly.FromDateTime(now.UtcDateTime));
            using VirtualChip chip = new ChipPersonaliser(country).Personalise(person, Portrait.RenderJpeg(member.Looks, cancellationToken), options);
            WritePrinted(target, person, chip, accessNumber, country);
            using VirtualReader reader = new(() => new VirtualChipTransport(chip));
            await ServeAsync(reader, parsed.GetValue(port), () => Announce(new Output(parsed.GetValue(json)), member, target, parsed.GetValue(port)), cancellationToken);
            return ExitCodes.Positive;
        });
        return command;
    }

    private static T Choice<T>(string value, params (string Word, T Meaning)[] choices) =>
        choices.Where(choice => choice.Word == value).Select(choice => (Found: true, choice.Meaning)).FirstOrDefault() is { Found: true } chosen
            ? chosen.Meaning
            : throw CommandException.WrongUse($"{value} is none of {string.Join(", ", choices.Select(choice => choice.Word))}.");

    private static ChipHolder HolderOf(CastMember member, DateOnly today) => new()
    {
        PersonalNumber = member.PersonalNumber,
        FullName = member.FullName,
        BirthDate = member.Birth,
        Sex = member.Sex == Sex.Female ? 'F' : 'M',
        Issued = today.AddYears(-1),
        Expires = CardExpiryRule.ExpectedExpiry(member.Birth, today.AddYears(-1)),
    };

    private static void WritePrinted(string folder, ChipHolder holder, VirtualChip chip, string? accessNumber, SyntheticCountry country)
    {
        string mrz = string.Join('\n', chip.Mrz.Chunk(30).Select(line => new string(line)));
        string qr = string.Join(
            '|', holder.PersonalNumber, holder.OldNumber, holder.FullName, Date(holder.BirthDate), holder.Sex == 'M' ? "Nam" : "Nữ", holder.Residence, Date(holder.Issued));
        PrivateFolder.Write(Path.Combine(folder, "mrz.txt"), Encoding.UTF8.GetBytes(mrz + "\n"));
        PrivateFolder.Write(Path.Combine(folder, "qr.txt"), Encoding.UTF8.GetBytes(qr + "\n"));
        if (accessNumber is not null)
        {
            PrivateFolder.Write(Path.Combine(folder, "can.txt"), Encoding.UTF8.GetBytes(accessNumber + "\n"));
        }

        PrivateFolder.Write(Path.Combine(folder, "csca.cer"), country.CountrySignerCertificate);

        static string Date(DateOnly date) => date.ToString("ddMMyyyy", CultureInfo.InvariantCulture);
    }

    private static void Announce(Output output, CastMember member, string folder, int port)
    {
        string read = $"./rv chip read --mrz-file {Path.Combine(folder, "mrz.txt")} --csca {Path.Combine(folder, "csca.cer")}";
        output.Answer(
            new { holder = member.Id, port, folder, read },
            writer => writer.WriteLine($"The card of {member.FullName}, who does not exist, lies on the virtual reader. Stop with Ctrl-C. Read it:\n  {read}"));
        Console.Out.Flush();
    }

    /// <summary>Serves until stopped; when pcscd ends and comes back, the card is laid down again.</summary>
    private static async Task ServeAsync(VirtualReader reader, int port, Action whenLaidDown, CancellationToken cancellationToken)
    {
        using PcscContext? awake = Wake();
        long since = TimeProvider.System.GetTimestamp();
        Action? announce = whenLaidDown;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await reader.ServeAsync("127.0.0.1", port, () => Interlocked.Exchange(ref announce, null)?.Invoke(), cancellationToken);
                since = TimeProvider.System.GetTimestamp();
            }
            catch (SocketException exception) when (TimeProvider.System.GetElapsedTime(since) > Patience)
            {
                throw CommandException.Environment(
                    $"The virtual reader does not listen on port {port} ({exception.SocketErrorCode}): install pcscd and vsmartcard-vpcd, and start pcscd (systemctl start pcscd; without systemd: pcscd, as root).");
            }
            catch (SocketException)
            {
                await Task.Delay(Pause, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Asking for the service makes systemd start it, and the open connection keeps it from ending for want of work.</summary>
    private static PcscContext? Wake()
    {
        try
        {
            return PcscContext.Open(TimeProvider.System);
        }
        catch (PcscException)
        {
            // It may still come; whether the virtual reader listens is what counts.
            return null;
        }
    }
}
