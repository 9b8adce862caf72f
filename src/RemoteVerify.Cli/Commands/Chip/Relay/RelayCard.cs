using RemoteVerify.ChipReader;
using RemoteVerify.ChipReader.Relay;
using RemoteVerify.ChipReader.Transports;
using RemoteVerify.Cli.Commands.Demo;
using RemoteVerify.IdDocument;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.IdDocument.Mrz;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Cli.Commands.Chip.Relay;

/// <summary>The card that a relay carries commands to, and what opens it when that is known here.</summary>
internal sealed class RelayCard : IDisposable
{
    /// <summary>The names of cards beside folders.</summary>
    public const string Virtual = "virtual", InReader = "pcsc";

    private readonly IDisposable?[] _owned;

    private RelayCard(IApduTransport transport, RelayAccess? access, params IDisposable?[] owned)
    {
        Transport = transport;
        Access = access;
        _owned = owned;
    }

    public IApduTransport Transport { get; }

    /// <summary>The printed fields of a card that lies here as files; null for a card in a reader.</summary>
    public RelayAccess? Access { get; }

    /// <summary>A synthetic citizen's card of a country that is kept in a file, made when it is not there.</summary>
    public static RelayCard OpenVirtual(string countryFile, CancellationToken cancellationToken)
    {
        DemoPeople people = new(ReadCountry(countryFile));
        return Of(people.CardOf(people.Citizen, TimeProvider.System.GetUtcNow(), cancellationToken), people);
    }

    /// <summary>The files of a card without its keys: a copy, which can prove nothing.</summary>
    public static RelayCard OpenCopy(string path)
    {
        Dictionary<string, ReadOnlyMemory<byte>> files = ChipInput.Read(path, []);
        try
        {
            ReadOnlyMemory<byte> dg1 = ChipFiles.FromNamed(files).DataGroup(1) ?? throw CommandException.WrongUse($"{path} holds no EF.DG1, so nothing says what opens the card.");
            _ = Dg1.Read(dg1);
            return Of(ChipForgery.CopyCard(files.ToDictionary(file => file.Key, file => file.Value.ToArray(), StringComparer.Ordinal), MrzOf(dg1.Span)));
        }
        catch (IdDocumentFormatException exception)
        {
            throw CommandException.WrongUse($"{path} can't be read as a chip: {exception.Message}");
        }
    }

    /// <summary>The card in a USB reader; what opens it is not known here.</summary>
    public static async Task<RelayCard> OpenInReaderAsync(CancellationToken cancellationToken)
    {
        PcscContext? context = null;
        try
        {
            context = PcscContext.Open(TimeProvider.System);
            PcscReader reader = await context.WaitForCardAsync(null, TimeSpan.FromSeconds(30), cancellationToken);
            PcscCard card = await context.ConnectAsync(reader.Name, cancellationToken);
            return new RelayCard(card, null, card, context);
        }
        catch (PcscException exception)
        {
            context?.Dispose();
            throw CommandException.Environment(exception.Message);
        }
    }

    public static RelayCard Of(VirtualChip chip, params IDisposable[] owned)
    {
        VirtualChipTransport transport = new(chip);
        return new RelayCard(transport, AccessOf(chip), [transport, chip, .. owned]);
    }

    /// <summary>The printed fields, from the MRZ.</summary>
    public static RelayAccess AccessOf(VirtualChip chip)
    {
        MachineReadableZone mrz = MachineReadableZone.Parse(chip.Mrz);
        return new RelayAccess { DocumentNumber = mrz.DocumentNumber, BirthDate = Day(mrz.BirthDate.Text), ExpiryDate = Day(mrz.ExpiryDate.Text) };
    }

    public static SyntheticCountry ReadCountry(string file)
    {
        if (!File.Exists(file))
        {
            using SyntheticCountry made = SyntheticCountry.Create(TimeProvider.System.GetUtcNow());
            InputFiles.Write(file, made.Export());
        }

        SyntheticCountry country = SyntheticCountry.Import(InputFiles.Read(file));
        InputFiles.Write(Path.ChangeExtension(file, ".cer"), country.CountrySignerCertificate);
        return country;
    }

    public void Dispose() => Array.ForEach(_owned, part => part?.Dispose());

    /// <summary>The century does not matter: the chip's key is made of two digits.</summary>
    private static DateOnly Day(string yymmdd) => DateOnly.ParseExact("20" + yymmdd, "yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>61 L 5F1F L and the text (Doc 9303-10 clause 4.7.1); every format is shorter than 128 characters.</summary>
    private static string MrzOf(ReadOnlySpan<byte> dg1) => System.Text.Encoding.ASCII.GetString(dg1.Slice(5, dg1[4]));
}
