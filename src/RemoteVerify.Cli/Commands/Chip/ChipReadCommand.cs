using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using RemoteVerify.ChipReader;
using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.ChipReader.Transports;
using RemoteVerify.IdDocument;
using RemoteVerify.IdDocument.ChipAuthentication;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.Pki;

namespace RemoteVerify.Cli.Commands.Chip;

/// <summary><c>rv chip read</c>: reads the card in a USB reader and says whether it is genuine.</summary>
internal static class ChipReadCommand
{
    public const string EvidenceFile = "possession-evidence.json";

    private const int PortraitGroup = 2;
    private const int ChallengeBytes = 8;

    // DG3 and DG4 need rights we don't have; DG8 to DG10 are not defined.
    private static readonly int[] DataGroups = [1, 2, 5, 7, 11, 12, 13, 14, 15, 16];

    public static Command Create()
    {
        AccessKeyOptions key = new();
        ChipTrust trust = new();
        Option<bool> list = new("--list") { Description = "List the readers and what lies on them, and read nothing." };
        Option<string> reader = new("--reader") { Description = "Part of the reader's name; without it the first reader with a card." };
        Option<double> wait = new("--wait") { Description = "Seconds to wait for a card.", DefaultValueFactory = _ => 10 };
        Option<bool> noPortrait = new("--no-portrait") { Description = "Leave the portrait (DG2) on the chip." };
        Option<string> folder = new("--out") { Description = "New folder for the files (EF_DG1.bin ...) and the possession evidence; only you can read them." };
        Option<bool> json = CommandTable.Json();
        Command command = new(
            "read",
            "Read the card in a USB reader (PC/SC), have the chip prove itself, and verify it as chip verify does. What is printed on the card opens it: name it by file or standard input rather than by argument, which others on this machine can see.")
        {
            list, reader, wait, noPortrait, folder, json,
        };
        key.AddTo(command);
        trust.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Output output = new(parsed.GetValue(json));
            if (parsed.GetValue(list))
            {
                return List(output);
            }

            TimeSpan limit = parsed.GetValue(wait) is var seconds and >= 0 and <= 86_400
                ? TimeSpan.FromSeconds(seconds)
                : throw CommandException.WrongUse("--wait takes 0 to 86400 seconds.");
            CardKey opened = key.Read(parsed);
            ChipTrustInput judged = trust.Read(parsed);
            string? target = parsed.GetValue(folder);
            if (target is not null)
            {
                PrivateFolder.Create(target);
            }

            byte[] challenge = RandomNumberGenerator.GetBytes(ChallengeBytes);
            ReadOptions options = new()
            {
                DataGroups = [.. DataGroups.Where(number => number != PortraitGroup || !parsed.GetValue(noPortrait))],
                Challenge = challenge,
                ChooseChipAuthentication = ChooseChipAuthentication,
                Progress = new ReadProgressLines(),
            };
            CardReading reading = await CardInReader.ReadAsync(parsed.GetValue(reader), limit, opened, options, cancellationToken);
            return Answer(output, reading, EvidenceOf(reading.Document, challenge), judged, target);
        });
        return command;
    }

    private static int Answer(Output output, CardReading reading, PossessionEvidence evidence, ChipTrustInput trust, string? target)
    {
        if (target is not null)
        {
            foreach ((string name, byte[] bytes) in reading.Document.Files)
            {
                PrivateFolder.Write(Path.Combine(target, name), bytes);
            }

            PrivateFolder.Write(Path.Combine(target, EvidenceFile), evidence.ToBytes());
        }

        ChipReport report = Verify(reading.Document, trust, evidence);
        JsonObject document = ChipReportJson.Write(report, withHolder: true);
        document["reading"] = Describe(reading, target);
        output.Answer(document, writer =>
        {
            ChipReportText.Write(writer, report);
            writer.WriteLine($"Read over {reading.Reader} ({reading.Protocol}) with {Opening(reading.Document)}: {reading.Document.Files.Count} files, {reading.Commands} commands, {reading.Duration.TotalSeconds:F1} s");
            if (target is not null)
            {
                writer.WriteLine($"Files and evidence are in {target}. They are personal data: delete them when they have served.");
            }
        });
        return report.IsAccepted ? ExitCodes.Positive : ExitCodes.Negative;
    }

    private static ChipReport Verify(ReadDocument document, ChipTrustInput trust, PossessionEvidence evidence)
    {
        try
        {
            ChipFiles files = ChipFiles.FromNamed(document.Files.Select(file => KeyValuePair.Create(file.Key, (ReadOnlyMemory<byte>)file.Value)));
            return ChipVerifier.Verify(files, trust.Store, trust.Crls, trust.Policy, trust.At, evidence);
        }
        catch (Exception exception) when (exception is IdDocumentFormatException or PkiFormatException)
        {
            throw CommandException.WrongUse($"What the chip gave can't be read: {exception.Message}");
        }
    }

    private static JsonObject Describe(CardReading reading, string? target) => new()
    {
        ["reader"] = reading.Reader,
        ["transmission"] = reading.Protocol,
        ["accessControl"] = Opening(reading.Document),
        ["commands"] = reading.Commands,
        ["seconds"] = Math.Round(reading.Duration.TotalSeconds, 3),
        ["folder"] = target,
        ["files"] = new JsonArray([.. reading.Document.Files.Select(file => new JsonObject { ["name"] = file.Key, ["bytes"] = file.Value.Length })]),
    };

    private static string Opening(ReadDocument document) => document.Protocol == AccessProtocol.Pace ? "PACE" : "BAC";

    private static PossessionEvidence EvidenceOf(ReadDocument document, byte[] challenge) => new(
        document.ChallengeResponse is { } response ? new ActiveAuthenticationEvidence(challenge, response) : null,
        document.ChipAuthentication is { } agreed ? new ChipAuthenticationEvidence(agreed.TerminalPrivateKey, agreed.ResponseCounter, agreed.Response) : null);

    /// <summary>A DG14 that can't be read is the verifier's finding, not the reader's.</summary>
    private static ChipAuthenticationOffer? ChooseChipAuthentication(ReadOnlyMemory<byte> dg14)
    {
        try
        {
            return ChipAuthenticationOffer.Strongest(
                Dg14.Read(dg14).ChipAuthenticationOffers().Select(offer => new ChipAuthenticationOffer(offer.Protocol, offer.Key.SubjectPublicKeyInfo, offer.Key.KeyId)));
        }
        catch (IdDocumentFormatException)
        {
            return null;
        }
    }

    private static int List(Output output)
    {
        IReadOnlyList<PcscReader> readers = CardInReader.List();
        var answer = new
        {
            readers = readers.Select(reader => new
            {
                name = reader.Name, card = reader.HasCard, answers = reader.HasCard && !reader.IsMute, inUse = reader.IsInUse,
                answerToReset = Convert.ToHexStringLower(reader.AnswerToReset.Span),
            }).ToArray(),
        };
        output.Answer(answer, writer =>
        {
            foreach (PcscReader reader in readers)
            {
                writer.WriteLine($"{reader.Name}: {(!reader.HasCard ? "no card" : reader.IsMute ? "a card that does not answer" : reader.IsInUse ? "a card, in use by another program" : "a card")}");
            }

            if (readers.Count == 0)
            {
                writer.WriteLine("No reader.");
            }
        });
        return readers.Count > 0 ? ExitCodes.Positive : ExitCodes.Negative;
    }
}
