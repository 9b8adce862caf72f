using System.CommandLine;
using System.Globalization;
using System.Text;
using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.IdDocument;
using RemoteVerify.IdDocument.Mrz;
using RemoteVerify.IdDocument.Vietnam;

namespace RemoteVerify.Cli.Commands.Chip;

/// <summary>The options by which a person says what is printed on the card, and the key that opens it.</summary>
internal sealed class AccessKeyOptions
{
    private const string Input = "-";
    private const int MaximumCharacters = 4096;

    private readonly Option<string> _mrz = new("--mrz-file") { Description = "File with the machine readable zone as printed; - reads standard input." };
    private readonly Option<string> _can = new("--can-file") { Description = "File with the six-digit card access number, for a chip that speaks PACE; - reads standard input." };
    private readonly Option<string> _qr = new("--qr") { Description = "QR code of a Vietnamese card: a file, or - for standard input (a scanner types it), or the text itself." };
    private readonly Option<string> _number = new("--number") { Description = "Document number; of the twelve digits of a Vietnamese card the last nine are taken." };
    private readonly Option<string> _birth = new("--birth") { Description = "Date of birth, as 1990-02-28." };
    private readonly Option<string> _expiry = new("--expiry") { Description = "Last day of validity as printed, as 2030-02-28; never for a card without an end." };
    private readonly Option<string> _issued = new("--issued") { Description = "Day of issue, where the last day is not known: a Vietnamese card runs to the 25th, 40th or 60th birthday." };

    public void AddTo(Command command)
    {
        Option[] all = [_mrz, _can, _qr, _number, _birth, _expiry, _issued];
        Array.ForEach(all, command.Options.Add);
    }

    /// <summary>The key; nothing of it is ever printed.</summary>
    public CardKey Read(ParseResult parsed)
    {
        string? mrz = parsed.GetValue(_mrz), can = parsed.GetValue(_can), qr = parsed.GetValue(_qr), number = parsed.GetValue(_number);
        if (new[] { mrz, can, qr, number }.Count(value => value is not null) != 1)
        {
            throw CommandException.WrongUse("Say once what opens the chip: --mrz-file, --qr, --number with --birth and --expiry, or --can-file.");
        }

        return mrz is not null ? FromZone(mrz)
            : can is not null ? FromAccessNumber(can)
            : qr is not null ? FromQr(qr, parsed.GetValue(_expiry))
            : FromFields(number!, parsed);
    }

    private static CardKey FromZone(string file)
    {
        try
        {
            MachineReadableZone zone = MachineReadableZone.Parse(file == Input ? ReadZone(Console.In) : Text(file));
            if (!zone.AllChecksPass)
            {
                Output.Message("A check digit of the machine readable zone is wrong: if the chip does not open, read the zone again.");
            }

            return new CardKey(AccessKey.FromMrzInformation(zone.AccessKeyInformation), "the machine readable zone");
        }
        catch (IdDocumentFormatException exception)
        {
            throw CommandException.WrongUse($"This is no machine readable zone: {exception.Message}");
        }
    }

    private static CardKey FromAccessNumber(string file)
    {
        string digits = (file == Input ? Line(Console.In) : Text(file)).Trim();
        return digits.Length == 6 && digits.All(char.IsAsciiDigit)
            ? new CardKey(AccessKey.FromCardAccessNumber(digits), "the card access number")
            : throw CommandException.WrongUse("A card access number has six digits.");
    }

    private static CardKey FromQr(string value, string? expiry)
    {
        string text = value == Input ? Line(Console.In) : value.Contains('|', StringComparison.Ordinal) ? value : Text(value);
        try
        {
            CardQr qr = CardQr.Parse(text);
            DateOnly? ends = expiry is null ? CardExpiryRule.ExpectedExpiry(qr.BirthDate, qr.Issued) : Expiry(expiry);
            return new CardKey(
                AccessKey.FromMrz(qr.PersonalNumber[3..], qr.BirthDate, ends),
                expiry is null ? "the QR code, whose last day follows from the rule; if another is printed on the card, add --expiry" : "the QR code");
        }
        catch (IdDocumentFormatException exception)
        {
            throw CommandException.WrongUse($"This is no QR code of a Vietnamese card: {exception.Message}");
        }
    }

    private CardKey FromFields(string number, ParseResult parsed)
    {
        if (parsed.GetValue(_birth) is not { } birthText || (parsed.GetValue(_expiry) ?? parsed.GetValue(_issued)) is null)
        {
            throw CommandException.WrongUse("--number needs --birth, and --expiry or --issued.");
        }

        string printed = number.Trim().ToUpperInvariant();
        bool vietnamese = PersonalIdentificationNumber.TryParse(printed) is not null;
        if (printed.Length == 0 || !printed.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '<'))
        {
            throw CommandException.WrongUse("A document number has letters and digits only.");
        }

        DateOnly birth = Date(birthText);
        DateOnly? ends = parsed.GetValue(_expiry) is { } expiry ? Expiry(expiry) : CardExpiryRule.ExpectedExpiry(birth, Date(parsed.GetValue(_issued)!));
        return new CardKey(AccessKey.FromMrz(vietnamese ? printed[3..] : printed, birth, ends), "number, birth date and last day");
    }

    private static DateOnly? Expiry(string text) => text.Equals("never", StringComparison.OrdinalIgnoreCase) ? null : Date(text);

    private static DateOnly Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            ? date
            : throw CommandException.WrongUse("Write a date as 2030-02-28.");

    private static string Text(string file)
    {
        byte[] bytes = InputFiles.Read(file);
        return bytes.Length <= MaximumCharacters ? Encoding.UTF8.GetString(bytes) : throw CommandException.WrongUse($"{file} is too long for what is printed on a card.");
    }

    /// <summary>Lines until a zone is whole: three of 30 characters, two of 36 or two of 44. A scanner does not say that it is done.</summary>
    private static string ReadZone(TextReader reader)
    {
        StringBuilder zone = new();
        while (zone.Length is not (72 or 88 or 90) && zone.Length < MaximumCharacters && reader.ReadLine() is { } line)
        {
            zone.Append(line.Trim());
        }

        return zone.ToString();
    }

    private static string Line(TextReader reader) => reader.ReadLine() ?? throw CommandException.WrongUse("Standard input is empty.");
}

/// <summary>The key and where it came from, for the sentence about a chip that does not open.</summary>
internal sealed record CardKey(AccessKey Key, string Source)
{
    public override string ToString() => $"CardKey({Source})";
}
