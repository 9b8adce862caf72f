using System.Text.Json;
using RemoteVerify.IdDocument;
using RemoteVerify.IdDocument.ChipAuthentication;
using RemoteVerify.IdDocument.CountrySigners;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.IdDocument.PassiveAuthentication;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Cli.Commands.Fuzz.Chips;

/// <summary>A chip with everything around it: anchors (left alone), link and signer certificates, revocation lists, evidence.</summary>
internal sealed class WholeChipSeed(string name, IReadOnlyList<SeedFile> files, DateTimeOffset at) : ChipSeed(name, "chip", files)
{
    /// <summary>Name of the file with the possession evidence.</summary>
    public const string Evidence = "evidence.json";

    private readonly CountrySignerStore _anchors = new([.. files.Where(file => IsAnchor(file.Name)).Select(file => Certificate.Read(file.Bytes))]);

    public static bool IsAnchor(string name) => name.StartsWith("trust_csca", StringComparison.Ordinal);

    public override ChipAnswer Judge(IReadOnlyDictionary<string, byte[]> files)
    {
        List<Certificate> intermediates = [];
        List<Crl> crls = [];
        PossessionEvidence? evidence = null;
        List<string> refused = [];
        foreach ((string name, byte[] bytes) in files)
        {
            try
            {
                switch (Path.GetExtension(name))
                {
                    case ".cer" when !IsAnchor(name):
                        intermediates.Add(Certificate.Read(bytes));
                        break;
                    case ".crl":
                        crls.Add(Crl.Read(bytes));
                        break;
                    case ".json":
                        evidence = PossessionEvidence.Read(bytes);
                        break;
                }
            }
            catch (Exception exception) when (exception is PkiFormatException or IdDocumentFormatException)
            {
                // As an operator's program would: what can't be read is not used.
                refused.Add(exception.Message);
            }
        }

        ChipFiles chip = ChipFiles.FromNamed(files.Select(file => KeyValuePair.Create(file.Key, (ReadOnlyMemory<byte>)file.Value)));
        ChipReport report = ChipVerifier.Verify(chip, intermediates.Count == 0 ? _anchors : _anchors.WithIntermediates(intermediates), crls, ChipPolicy.Default, at, evidence);
        bool claims = report is { PassiveAuthentication: PassiveAuthenticationState.Genuine } or { Revocation: SignerRevocation.Good }
            or { ActiveAuthentication: ProofState.Valid } or { ChipAuthentication: ProofState.Valid };
        return new ChipAnswer($"{report.PassiveAuthentication}/{report.Verdict}", claims ? report : null, [report.ToString(), .. report.Findings.Select(finding => finding.ToString()), .. refused]);
    }

    public override string? Objection(IReadOnlyDictionary<string, byte[]> files, object claim)
    {
        ChipReport report = (ChipReport)claim;
        return (report.PassiveAuthentication == PassiveAuthenticationState.Genuine ? Genuine(files) : null)
            ?? (report.Revocation == SignerRevocation.Good ? Good(files) : null)
            ?? Possession(files, report);
    }

    protected override bool IsWhole(object claim) => ((ChipReport)claim).PassiveAuthentication == PassiveAuthenticationState.Genuine;

    private string? Genuine(IReadOnlyDictionary<string, byte[]> files)
    {
        if (!SignedParts.AreIn(files["EF_SOD.bin"], SignedParts.OfSignedData(Original("EF_SOD.bin"))))
        {
            return "genuine although a signed range of EF.SOD is not what it was";
        }

        foreach ((string name, byte[] bytes) in files)
        {
            if (name.StartsWith("EF_DG", StringComparison.Ordinal) && !SignedParts.OfFile(bytes).SequenceEqual(SignedParts.OfFile(Original(name))))
            {
                return $"genuine although {name} is not what it was";
            }

            if (Path.GetExtension(name) == ".cer" && !SignedParts.AreIn(bytes, [SignedParts.OfCertificate(Original(name))]))
            {
                return $"genuine although the signed range of {name} is not what it was";
            }
        }

        return null;
    }

    private string? Good(IReadOnlyDictionary<string, byte[]> files) =>
        files.Where(file => Path.GetExtension(file.Key) == ".crl").All(file => !SignedParts.AreIn(file.Value, [SignedParts.OfCertificate(Original(file.Key))]))
            ? "not revoked, it says, by a list whose signed range is not what it was"
            : null;

    private string? Possession(IReadOnlyDictionary<string, byte[]> files, ChipReport report)
    {
        bool active = report.ActiveAuthentication == ProofState.Valid, chip = report.ChipAuthentication == ProofState.Valid;
        if (!active && !chip)
        {
            return null;
        }

        using JsonDocument now = JsonDocument.Parse(files[Evidence]), before = JsonDocument.Parse(Original(Evidence));
        return active && !(Same("activeAuthentication", "challenge") && SameFile("EF_DG15.bin")) ? "active authentication stands for another challenge or key"
            : chip && !(Same("chipAuthentication", "response") && Same("chipAuthentication", "responseCounter")) ? "chip authentication stands for another response"
            : null;

        bool Same(string proof, string member) => string.Equals(
            now.RootElement.GetProperty(proof).GetProperty(member).GetString(), before.RootElement.GetProperty(proof).GetProperty(member).GetString(), StringComparison.OrdinalIgnoreCase);

        // A key that the chip names twice is still its key; the data object as a whole is hashed, so here the number itself counts.
        bool SameFile(string name) => SignedParts.OfFile(files[name]).SequenceEqual(SignedParts.OfFile(Original(name)))
            || report.PassiveAuthentication != PassiveAuthenticationState.Genuine;
    }
}
