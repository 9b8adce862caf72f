using System.Globalization;
using RemoteVerify.ChipReader;
using RemoteVerify.ChipReader.Apdu;
using RemoteVerify.ChipReader.Transports;

namespace RemoteVerify.Cli.Commands.Chip;

/// <summary>Finds the card in a PC/SC reader, reads it, and turns every trouble on the way into a sentence that says what to do.</summary>
internal static class CardInReader
{
    public static IReadOnlyList<PcscReader> List() => Explain(() =>
    {
        using PcscContext context = PcscContext.Open(TimeProvider.System);
        return context.ListReaders();
    });

    /// <param name="wait">How long to wait for the card.</param>
    public static async Task<CardReading> ReadAsync(string? readerName, TimeSpan wait, CardKey key, ReadOptions options, CancellationToken cancellationToken)
    {
        try
        {
            using PcscContext context = PcscContext.Open(TimeProvider.System);
            PcscReader reader = await FindAsync(context, readerName, wait, cancellationToken);
            Output.Message($"Card on {reader.Name}. Leave it there.");
            using PcscCard card = await context.ConnectAsync(reader.Name, cancellationToken);
            long started = TimeProvider.System.GetTimestamp();
            ReadDocument document = await DocumentReader.ReadAsync(card, key.Key, options, cancellationToken);
            return new CardReading(document, reader.Name, card.Protocol, card.CommandCount, TimeProvider.System.GetElapsedTime(started));
        }
        catch (PcscException exception)
        {
            throw CommandException.Environment(exception.Message);
        }
        catch (ChipAccessException exception)
        {
            throw Refused(exception, key);
        }
        catch (ApduFormatException exception)
        {
            throw CommandException.Environment($"The chip answers with something that is no answer ({exception.Message}): take the card off, lay it down again, and start again.");
        }
    }

    private static async Task<PcscReader> FindAsync(PcscContext context, string? readerName, TimeSpan wait, CancellationToken cancellationToken)
    {
        if (wait > TimeSpan.Zero && !context.ListReaders().Any(reader => reader.HasCard))
        {
            Output.Message($"Lay the document flat on the reader; waiting {wait.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} seconds.");
        }

        return await context.WaitForCardAsync(readerName, wait, cancellationToken);
    }

    private static CommandException Refused(ChipAccessException exception, CardKey key) => exception switch
    {
        { Problem: ChipAccessProblem.WrongKey } =>
            CommandException.WrongUse($"The chip does not open with this key. It came from {key.Source}. Check it before you try again: a chip slows down or closes after wrong keys."),
        { Problem: ChipAccessProblem.KeyBlocked } =>
            CommandException.WrongUse($"The chip takes no key of this kind any more ({exception.Message}). Open it with another one: --mrz-file instead of --can-file."),
        { Step: "PACE", StatusWord: ResponseApdu.FileNotFound } =>
            CommandException.WrongUse("The chip does not speak PACE, which a card access number needs: open it with --mrz-file, --qr or --number."),
        { Step: "SELECT application", StatusWord: ResponseApdu.FileNotFound } =>
            CommandException.WrongUse("The card on the reader is no identity document: it has no application of ICAO Doc 9303."),
        _ => CommandException.Environment($"The chip broke off ({exception.Message}): take the card off, lay it down again, and start again."),
    };

    private static T Explain<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (PcscException exception)
        {
            throw CommandException.Environment(exception.Message);
        }
    }
}

/// <summary>What was read and what it took.</summary>
/// <param name="Protocol"><c>T=0</c> or <c>T=1</c>.</param>
internal sealed record CardReading(ReadDocument Document, string Reader, string Protocol, int Commands, TimeSpan Duration)
{
    public override string ToString() => $"CardReading({Commands} commands; content not shown)";
}
