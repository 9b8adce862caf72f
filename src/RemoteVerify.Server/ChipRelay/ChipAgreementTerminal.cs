// ICAO Doc 9303-11 clause 6.2: the terminal's end is here, the chip's far away, and who stands between only carries bytes.
using System.Text.Json;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.ChipReader.Apdu;
using RemoteVerify.IdDocument;
using RemoteVerify.IdDocument.ChipAuthentication;
using RemoteVerify.IdDocument.Files;

namespace RemoteVerify.Server.ChipRelay;

/// <summary>Chip authentication for a client that reads the chip itself: connects the case with the rooms that speak to chips and read files.</summary>
public sealed class ChipAgreementTerminal : IChipAgreement
{
    /// <summary>EF.DG14, which the chip is made to read out under the new keys: its length is known here, and its hash is signed.</summary>
    private const int Dg14File = 0x010E;

    private const int MaxFileBytes = 8 * 1024;

    /// <inheritdoc/>
    public Outcome<ChipAgreementTask?> Begin(ReadOnlyMemory<byte> dg14)
    {
        if (dg14.Length > MaxFileBytes || Read(dg14) is not { } offers)
        {
            return new Refusal(RefusalCode.ChipUnreadable, "EF.DG14 can't be read. Read it from the chip again and send all of it.", [], ["broken-file"]);
        }

        if (ChipAuthenticationOffer.Strongest(offers) is not { } offer || ChipAuthenticationTerminal.Create(offer) is not { } created)
        {
            return (ChipAgreementTask?)null;
        }

        using ChipAuthenticationTerminal terminal = created;
        Kept kept = new(offer.Protocol, offer.SubjectPublicKeyInfo.ToArray(), offer.KeyId, terminal.PrivateKey.ToArray(), dg14.Length);
        return new ChipAgreementTask(
            offer.Protocol,
            terminal.PublicKey,
            [.. terminal.AgreementCommands.Select(command => (ReadOnlyMemory<byte>)command.Encode())],
            [.. terminal.Protect(kept.Reads()).Select(command => (ReadOnlyMemory<byte>)command)],
            JsonSerializer.SerializeToUtf8Bytes(kept));
    }

    /// <inheritdoc/>
    public ChipAgreementResult Finish(ReadOnlyMemory<byte> secret, IReadOnlyList<ReadOnlyMemory<byte>> responses, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        Kept kept = JsonSerializer.Deserialize<Kept>(secret.Span)!;
        using ChipAuthenticationTerminal terminal = ChipAuthenticationTerminal.Restore(new ChipAuthenticationOffer(kept.Protocol, kept.ChipKey, kept.KeyId), kept.PrivateKey)
            ?? throw new InvalidOperationException("A kept key can't be used any more.");
        List<byte> read = [];
        int commands = kept.Reads().Count;
        ChipAuthenticationEvidence? evidence = null;
        string? problem = null;
        for (int i = 0; i < Math.Min(responses.Count, commands) && problem is null; i++)
        {
            ResponseApdu? opened = terminal.Open(i, responses[i]);
            problem = opened is null ? ChipAgreementResult.Refuted : opened.IsOk ? null : ChipAgreementResult.Incomplete;
            evidence = problem == ChipAgreementResult.Incomplete ? evidence : Evidence(terminal.Transcript(i, responses[i]));
            read.AddRange(opened?.Data.ToArray() ?? []);
        }

        problem ??= responses.Count != commands ? ChipAgreementResult.Incomplete
            : FileOf(files) is { } dg14 && dg14.Span.SequenceEqual(read.ToArray()) ? null
            : ChipAgreementResult.Differs;
        return new ChipAgreementResult(evidence, problem);
    }

    internal static ChipAuthenticationEvidence Evidence(ChipAuthenticationTranscript transcript) =>
        new(transcript.TerminalPrivateKey, transcript.ResponseCounter, transcript.Response);

    /// <summary>What DG14 offers; null when it is broken.</summary>
    internal static IReadOnlyList<ChipAuthenticationOffer>? Read(ReadOnlyMemory<byte> dg14)
    {
        try
        {
            return [.. Dg14.Read(dg14).ChipAuthenticationOffers().Select(offer => new ChipAuthenticationOffer(offer.Protocol, offer.Key.SubjectPublicKeyInfo, offer.Key.KeyId))];
        }
        catch (IdDocumentFormatException)
        {
            return null;
        }
    }

    private static ReadOnlyMemory<byte>? FileOf(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        try
        {
            return ChipFiles.FromNamed(files).DataGroup(14);
        }
        catch (IdDocumentFormatException)
        {
            return null;
        }
    }

    /// <summary>What is kept, encrypted, until the responses come.</summary>
    private sealed record Kept(string Protocol, byte[] ChipKey, int? KeyId, byte[] PrivateKey, int FileBytes)
    {
        public IReadOnlyList<CommandApdu> Reads() => ChipAuthenticationTerminal.ReadCommands(Dg14File, FileBytes);

        public override string ToString() => nameof(Kept);
    }
}
