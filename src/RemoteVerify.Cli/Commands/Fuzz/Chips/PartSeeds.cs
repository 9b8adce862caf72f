using System.Text;
using RemoteVerify.IdDocument;
using RemoteVerify.IdDocument.ChipAuthentication;
using RemoteVerify.IdDocument.CountrySigners;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.IdDocument.Mrz;
using RemoteVerify.IdDocument.PassiveAuthentication;
using RemoteVerify.IdDocument.Vietnam;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Paths;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Cli.Commands.Fuzz.Chips;

/// <summary>One file alone with the reader that fits it.</summary>
internal sealed class ReaderSeed(string name, string kind, SeedFile file, Action<byte[]> read) : ChipSeed(name, kind, [file])
{
    public override ChipAnswer Judge(IReadOnlyDictionary<string, byte[]> files)
    {
        read(files[Files[0].Name]);
        return new ChipAnswer("read");
    }

    /// <summary>The reader for a file of a chip; null for a name that is none.</summary>
    public static Action<byte[]>? Of(string fileName) => FileName.Recognise(fileName) switch
    {
        FileName.Com => bytes => EfCom.Read(bytes),
        FileName.Sod => bytes => SodCheck.Run(bytes, null),
        "DG1" => bytes => Dg1.Read(bytes),
        "DG2" => bytes => _ = Dg2.Read(bytes).Images.Count,
        "DG5" => bytes => DisplayedImages.ReadPortrait(bytes),
        "DG7" => bytes => DisplayedImages.ReadSignature(bytes),
        "DG11" => bytes => Dg11.Read(bytes),
        "DG12" => bytes => Dg12.Read(bytes),
        "DG13" => bytes => Dg13.Read(bytes),
        "DG14" => bytes => Dg14.Read(bytes),
        "DG15" => bytes => Dg15.Read(bytes).PublicKey(),
        "DG16" => bytes => Dg16.Read(bytes),
        _ => null,
    };

    public static void ReadMrz(byte[] text) => _ = MachineReadableZone.Parse(Encoding.UTF8.GetString(text)).AccessKeyInformation;

    public static void ReadQr(byte[] text) => CardQr.Parse(Encoding.UTF8.GetString(text));

    public static void ReadNumber(byte[] text) => _ = PersonalIdentificationNumber.TryParse(Encoding.UTF8.GetString(text))?.BirthYear;
}

/// <summary>A challenge and its answer.</summary>
internal sealed class ActiveAnswerSeed(string name, IReadOnlyList<SeedFile> files) : ChipSeed(name, "active-authentication", files)
{
    public override ChipAnswer Judge(IReadOnlyDictionary<string, byte[]> files)
    {
        Dg14? dg14 = files.TryGetValue("EF_DG14.bin", out byte[]? infos) ? Dg14.Read(infos) : null;
        ActiveAuthenticationResult result = ActiveAuthentication.Verify(Dg15.Read(files["EF_DG15.bin"]), dg14?.ActiveAuthentication, files["challenge.bin"], files["response.bin"]);
        return new ChipAnswer(result.Valid ? "valid" : result.Reason!, result.Valid ? result : null);
    }

    public override string? Objection(IReadOnlyDictionary<string, byte[]> files, object claim) =>
        files["challenge.bin"].AsSpan().SequenceEqual(Original("challenge.bin")) ? null : "the answer stands for another challenge";
}

/// <summary>A recorded chip authentication.</summary>
internal sealed class ChipAnswerSeed(string name, IReadOnlyList<SeedFile> files) : ChipSeed(name, "chip-authentication", files)
{
    public override ChipAnswer Judge(IReadOnlyDictionary<string, byte[]> files)
    {
        ChipAuthenticationEvidence evidence = PossessionEvidence.Read(files[WholeChipSeed.Evidence]).Chip
            ?? throw new IdDocumentFormatException("possession evidence", 0, "no chip authentication");
        ChipAuthenticationResult result = ChipAuthenticationReplay.Verify(Dg14.Read(files["EF_DG14.bin"]), evidence);
        return new ChipAnswer(result.Valid ? "valid" : result.Reason!, result.Valid ? evidence : null);
    }

    public override string? Objection(IReadOnlyDictionary<string, byte[]> files, object claim)
    {
        ChipAuthenticationEvidence original = PossessionEvidence.Read(Original(WholeChipSeed.Evidence)).Chip!, now = (ChipAuthenticationEvidence)claim;
        return original.Response.Span.SequenceEqual(now.Response.Span) && original.ResponseCounter.Span.SequenceEqual(now.ResponseCounter.Span)
            ? null
            : "the response stands although it is not what it was";
    }
}

/// <summary>A master list under its anchor; judging it is loading it: reading, checking the signature, making the store.</summary>
internal sealed class MasterListSeed(string name, SeedFile list, byte[] anchor, DateTimeOffset at) : ChipSeed(name, "master-list", [list])
{
    private readonly Certificate[] _anchors = [Certificate.Read(anchor)];

    public override ChipAnswer Judge(IReadOnlyDictionary<string, byte[]> files)
    {
        CountrySignerStore? store = CountrySignerStore.Empty.WithMasterList(MasterList.Read(files[Files[0].Name]), _anchors, at);
        return new ChipAnswer(store is null ? "refused" : "loaded", store);
    }

    public override string? Objection(IReadOnlyDictionary<string, byte[]> files, object claim) =>
        SignedParts.AreIn(files[Files[0].Name], SignedParts.OfSignedData(Files[0].Bytes)) ? null : "the list is trusted although a signed range is not what it was";
}

/// <summary>An export of the directory.</summary>
internal sealed class DirectorySeed(string name, SeedFile export) : ChipSeed(name, "directory", [export])
{
    public override ChipAnswer Judge(IReadOnlyDictionary<string, byte[]> files)
    {
        DirectoryExport read = DirectoryExport.ReadLdif(Encoding.UTF8.GetString(files[Files[0].Name]));
        foreach (ReadOnlyMemory<byte> crl in read.Crls)
        {
            try
            {
                Crl.Read(crl);
            }
            catch (PkiFormatException)
            {
                // One broken list among others.
            }
        }

        return new ChipAnswer(read.Unreadable == 0 ? "read" : "read in part");
    }
}

/// <summary>A certificate and the one above it.</summary>
internal sealed class CertificateSeed(string name, SeedFile certificate, byte[]? issuer, DateTimeOffset at, PathProfile profile) : ChipSeed(name, "certificate", [certificate])
{
    private readonly Certificate[] _anchors = issuer is null ? [] : [Certificate.Read(issuer)];

    public override ChipAnswer Judge(IReadOnlyDictionary<string, byte[]> files)
    {
        Certificate certificate = Certificate.Read(files[Files[0].Name]);
        certificate.IsSelfSigned();
        PathResult path = PathBuilder.Build(certificate, [], new CountrySignerStore(_anchors), at, profile, new IssuerSignatures(TrustCheck.MaxSignatureChecks));
        return new ChipAnswer(path.IsValid ? "trusted" : "untrusted", path.IsValid ? path : null);
    }

    public override string? Objection(IReadOnlyDictionary<string, byte[]> files, object claim) =>
        SignedParts.AreIn(files[Files[0].Name], [SignedParts.OfCertificate(Files[0].Bytes)]) ? null : "the certificate is trusted although its signed range is not what it was";
}
