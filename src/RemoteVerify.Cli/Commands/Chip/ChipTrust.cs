using System.CommandLine;
using System.Text;
using RemoteVerify.Cli.Commands.Pdf;
using RemoteVerify.IdDocument;
using RemoteVerify.IdDocument.CountrySigners;
using RemoteVerify.IdDocument.PassiveAuthentication;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Cli.Commands.Chip;

/// <summary>The options by which a person says whom to trust for a chip, and what they come to.</summary>
internal sealed class ChipTrust
{
    private readonly Option<string[]> _countrySigners = new("--csca") { Description = "Country signer certificate that you trust; may be repeated." };
    private readonly Option<string[]> _intermediates = new("--intermediate") { Description = "Untrusted certificate that may help to build the path (link certificate, document signer); may be repeated." };
    private readonly Option<string[]> _lists = new("--masterlist") { Description = "Master list. Its country signers are trusted only when its own signer stands under --csca; else they only help to build paths." };
    private readonly Option<string[]> _directories = new("--ldif") { Description = "Export of the ICAO directory: document signers, revocation lists and master lists (judged as --masterlist)." };
    private readonly Option<string[]> _crls = new("--crl") { Description = "Revocation list; may be repeated." };
    private readonly Option<string> _policy = new("--policy") { Description = "JSON file with members of the chip policy, for example { \"acceptWeakAlgorithms\": true }." };
    private readonly Option<string> _at = new("--at") { Description = "Verify as of this time (ISO 8601); now when absent." };

    public void AddTo(Command command)
    {
        Option[] all = [_countrySigners, _intermediates, _lists, _directories, _crls, _policy, _at];
        Array.ForEach(all, command.Options.Add);
    }

    /// <summary>Reads everything that the options name.</summary>
    public ChipTrustInput Read(ParseResult parsed)
    {
        DateTimeOffset at = parsed.GetValue(_at) is { } text ? PdfInput.Time(text) : TimeProvider.System.GetUtcNow();
        List<Certificate> trusted = PdfInput.Certificates(parsed.GetValue(_countrySigners) ?? []);
        CountrySignerStore store = new CountrySignerStore(trusted).WithIntermediates(PdfInput.Certificates(parsed.GetValue(_intermediates) ?? []));
        List<Crl> crls = [.. (parsed.GetValue(_crls) ?? []).Select(file => Parse(file, () => Crl.Read(InputFiles.Read(file))))];
        foreach (string file in parsed.GetValue(_lists) ?? [])
        {
            store = Add(store, Parse(file, () => MasterList.Read(InputFiles.Read(file))), file, trusted, at);
        }

        foreach (string file in parsed.GetValue(_directories) ?? [])
        {
            DirectoryExport export = Parse(file, () => DirectoryExport.ReadLdif(Encoding.UTF8.GetString(InputFiles.Read(file))));
            store = export.MasterLists.Aggregate(store.WithIntermediates(export.DocumentSigners), (sum, list) => Add(sum, list, file, trusted, at));
            crls.AddRange(Readable(export.Crls, file, export.Unreadable));
        }

        ChipPolicy policy = parsed.GetValue(_policy) is { } policyFile ? PolicyFile.Read<ChipPolicy>(policyFile) : ChipPolicy.Default;
        return new ChipTrustInput(store, crls, policy, at);
    }

    private static CountrySignerStore Add(CountrySignerStore store, MasterList list, string file, IReadOnlyList<Certificate> trusted, DateTimeOffset at)
    {
        if (store.WithMasterList(list, trusted, at) is { } larger)
        {
            return larger;
        }

        Output.Message($"The master list in {file} is not trusted ({list.Verify(trusted, at).Reason}); its certificates only help to build paths.");
        return store.WithIntermediates(list.Certificates);
    }

    private static List<Crl> Readable(IEnumerable<ReadOnlyMemory<byte>> encoded, string file, int unreadable)
    {
        List<Crl> crls = [];
        foreach (ReadOnlyMemory<byte> der in encoded)
        {
            try
            {
                crls.Add(Crl.Read(der));
            }
            catch (PkiFormatException)
            {
                unreadable++;
            }
        }

        if (unreadable > 0)
        {
            Output.Message($"{unreadable} entries of {file} can't be read and are left out.");
        }

        return crls;
    }

    private static T Parse<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IdDocumentFormatException or PkiFormatException)
        {
            throw CommandException.WrongUse($"{file} can't be read: {exception.Message}");
        }
    }
}

/// <summary>What a verdict on a chip depends on beside the chip.</summary>
internal sealed record ChipTrustInput(CountrySignerStore Store, IReadOnlyList<Crl> Crls, ChipPolicy Policy, DateTimeOffset At);
