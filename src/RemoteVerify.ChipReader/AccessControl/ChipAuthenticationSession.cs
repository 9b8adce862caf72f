// ICAO Doc 9303-11 clause 6.2 (chip authentication), for a reader beside the chip.
using RemoteVerify.ChipReader.Apdu;

namespace RemoteVerify.ChipReader.AccessControl;

/// <summary>Agrees new keys with the chip's static key and has the chip use them once.</summary>
internal static class ChipAuthenticationSession
{
    /// <summary>Runs the protocol inside an open session; null when it is not spoken here or the chip's key can't be used.</summary>
    /// <param name="probe">The command whose protected response is the proof.</param>
    public static async Task<ChipAuthenticationTranscript?> RunAsync(
        Channel channel, IApduTransport transport, ChipAuthenticationOffer offer, CommandApdu probe, CancellationToken cancellationToken)
    {
        using ChipAuthenticationTerminal? terminal = ChipAuthenticationTerminal.Create(offer);
        if (terminal is null)
        {
            return null;
        }

        if (channel.CanBatch)
        {
            return await RunInOneRowAsync(channel, terminal, probe, cancellationToken);
        }

        foreach (CommandApdu command in terminal.AgreementCommands)
        {
            Require(await channel.SendAsync(command, cancellationToken), command.Instruction == 0x22 ? "MSE:Set" : "GENERAL AUTHENTICATE");
        }

        byte[] response = await Channel.ExchangeAsync(transport, terminal.Protect([probe])[0], cancellationToken);
        Require(terminal.Open(0, response) ?? throw new ChipAccessException("chip authentication", 0), "chip authentication");
        return terminal.Transcript(0, response);
    }

    /// <summary>The agreement under the old keys and the probe under the new ones in one row: both can be wrapped before the chip has answered.</summary>
    private static async Task<ChipAuthenticationTranscript> RunInOneRowAsync(
        Channel channel, ChipAuthenticationTerminal terminal, CommandApdu probe, CancellationToken cancellationToken)
    {
        IReadOnlyList<CommandApdu> agreement = terminal.AgreementCommands;
        List<ReadOnlyMemory<byte>> row = [.. channel.ProtectAll(agreement), terminal.Protect([probe])[0]];
        IReadOnlyList<byte[]> answers = await channel.TransmitAllAsync(row, stopAtError: true, cancellationToken);
        foreach (ResponseApdu answer in channel.OpenAll(answers.Take(agreement.Count)))
        {
            Require(answer, "chip authentication");
        }

        byte[] response = answers.Count == row.Count ? answers[^1] : throw new ChipAccessException("chip authentication", 0);
        Require(terminal.Open(0, response) ?? throw new ChipAccessException("chip authentication", 0), "chip authentication");
        return terminal.Transcript(0, response);
    }

    private static void Require(ResponseApdu response, string step)
    {
        if (!response.IsOk)
        {
            throw new ChipAccessException(step, response.StatusWord);
        }
    }
}
