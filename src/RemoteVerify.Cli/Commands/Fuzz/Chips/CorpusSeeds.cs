using System.Globalization;
using System.Text;
using System.Text.Json;
using RemoteVerify.Cli.Commands.Corpus;
using RemoteVerify.IdDocument.ChipAuthentication;
using RemoteVerify.IdDocument.Conformance;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Cli.Commands.Fuzz.Chips;

/// <summary>Makes seeds of every file of a folder with an <c>expectations.csv</c>.</summary>
internal sealed class CorpusSeeds(CorpusFolder folder)
{
    private static readonly DateTimeOffset Usual = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    public IReadOnlyList<ChipSeed> Make() => [.. CorpusRow.ReadTable(folder.Table).SelectMany(OfRow)];

    private IEnumerable<ChipSeed> OfRow(CorpusRow row)
    {
        DateTimeOffset at = row.Expected["at"]?.GetValue<string>() is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : Usual;
        switch (row.Kind)
        {
            case "passive-auth":
                return [new WholeChipSeed(row.Id, [.. row.Files.Select(file => Load(file, !WholeChipSeed.IsAnchor(Base(file))))], at)];
            case "active-auth":
                return [new ActiveAnswerSeed(row.Id, [.. row.Files.Select(file => Load(file))])];
            case "chip-auth":
                return [new ChipAnswerSeed(row.Id, [Load(row.Files.First(file => Base(file) == "EF_DG14.bin")), Evidence(row)])];
            case "masterlist":
                return [new MasterListSeed(row.Id, Load(row.Files[0]), Der(row.Files[1]), at)];
            case "ldif":
                return [new DirectorySeed(row.Id, Load(row.Files[0]) with { IsText = true })];
            case "mrz" or "vn-qr" or "vn-id-number":
                return Texts(row);
            case "ds-chain" or "link-chain" or "csca":
                byte[]? issuer = row.Files.Count > 1 ? Der(row.Files[row.Kind == "link-chain" ? 0 : 1]) : null;
                return row.Files.Select((file, i) => (ChipSeed)new CertificateSeed(
                    $"{row.Id} {Base(file)}", new SeedFile(Base(file), Der(file)), issuer, at, row.Kind == "ds-chain" && i == 0 ? PathProfile.Doc9303 : PathProfile.Doc9303CountrySigner));
            default:
                return row.Files.Select(Single).OfType<ChipSeed>();
        }
    }

    private ReaderSeed? Single(string file)
    {
        string name = Base(file);

        // Names such as EF_DG14_0.bin: what stands behind the number tells files of one kind apart.
        int mark = name.IndexOf('_', 3);
        Action<byte[]>? read = ReaderSeed.Of(mark > 0 && name.StartsWith("EF_", StringComparison.Ordinal) ? name[..mark] : name)
            ?? (name.StartsWith("bdb", StringComparison.Ordinal) ? (Action<byte[]>)(bytes => FaceRecord.Read(bytes)) : null)
            ?? (name.StartsWith("EF_SOD", StringComparison.OrdinalIgnoreCase) || name.EndsWith("_SOD.der", StringComparison.Ordinal) ? ReaderSeed.Of("EF_SOD.bin") : null);
        return read is null ? null : new ReaderSeed(file, "file", Load(file), read);
    }

    private IEnumerable<ChipSeed> Texts(CorpusRow row)
    {
        (string member, Action<byte[]> read) = row.Kind switch
        {
            "mrz" => ("mrz", (Action<byte[]>)ReaderSeed.ReadMrz),
            "vn-qr" => ("qr", ReaderSeed.ReadQr),
            _ => ("number", ReaderSeed.ReadNumber),
        };
        using JsonDocument cases = JsonDocument.Parse(folder.Read(row.Files[0]));
        return [.. cases.RootElement.EnumerateArray().Select((item, i) => new ReaderSeed(
            $"{row.Id} {i + 1}", "text", new SeedFile("text", Encoding.UTF8.GetBytes(item.GetProperty(member).GetString()!), IsText: true), read))];
    }

    private SeedFile Evidence(CorpusRow row)
    {
        using JsonDocument transcript = JsonDocument.Parse(folder.Read(row.Files.First(file => Base(file) == "transcript.json")));
        PossessionEvidence evidence = new(null, new ChipAuthenticationEvidence(Hex("terminal_private"), Hex("response_ssc"), Hex("rapdu")));
        return new SeedFile(WholeChipSeed.Evidence, evidence.ToBytes(), IsText: true);

        byte[] Hex(string name) => Convert.FromHexString(transcript.RootElement.GetProperty(name).GetString()!);
    }

    private SeedFile Load(string file, bool isChanged = true) => new(Base(file), folder.Read(file), IsChanged: isChanged);

    private byte[] Der(string file)
    {
        byte[] bytes = folder.Read(file);
        return bytes.AsSpan().StartsWith("-----"u8) ? Certificate.ReadPem(Encoding.ASCII.GetString(bytes))[0].Encoded.ToArray() : bytes;
    }

    private static string Base(string path) => path[(path.LastIndexOf('/') + 1)..];
}
