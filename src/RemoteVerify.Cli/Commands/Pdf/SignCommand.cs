using System.CommandLine;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Cli.Commands.Pdf;

/// <summary><c>rv pdf sign</c>: one PAdES signature at any level, with a PKCS#12 key or a key in a PKCS#11 token.</summary>
internal static class SignCommand
{
    private static readonly Argument<string> Input = new("in") { Description = "The PDF." };
    private static readonly Argument<string> Target = new("out") { Description = "Where the signed PDF goes." };
    private static readonly Option<string> Pkcs12 = new("--p12") { Description = "PKCS#12 file with key and certificates." };
    private static readonly Option<string> PasswordVariable = new("--password-env") { Description = "Environment variable with the password of the PKCS#12 file." };
    private static readonly Option<bool> Pss = new("--pss") { Description = "Sign with RSA-PSS in place of PKCS#1 v1.5." };
    private static readonly TokenOptions Token = new();
    private static readonly Option<string> PdfPasswordVariable = new("--pdf-password-env") { Description = "Environment variable with the password of the PDF." };
    private static readonly Option<string> Profile = new("--profile") { Description = "b-b, b-t, b-lt or b-lta.", DefaultValueFactory = _ => "b-b" };
    private static readonly Option<string> Field = new("--field") { Description = "Full name of the signature field; an existing empty one is filled, else it is made." };
    private static readonly Option<bool> OnlyExisting = new("--only-existing") { Description = "Refuse to make a field." };
    private static readonly Option<string> Reason = new("--reason") { Description = "Reason, shown by viewers." };
    private static readonly Option<string> Location = new("--location") { Description = "Place, shown by viewers." };
    private static readonly Option<string> Role = new("--role") { Description = "Role that the signer claims, a signed attribute." };
    private static readonly Option<string> Commitment = new("--commitment") { Description = "What the signer commits to: origin, approval, creation, receipt, delivery or sender." };
    private static readonly Option<int?> Certify = new("--certify") { Description = "Certify the document, DocMDP level 1, 2 or 3." };
    private static readonly Option<bool> DropXfa = new("--drop-xfa") { Description = "Drop an XFA form, which is otherwise a refusal." };
    private static readonly EvidenceOptions Evidence = new();
    private static readonly AppearanceOptions Appearance = new();

    private static readonly Option<bool> Normalize = new("--normalize") { Description = "When the cross-reference is broken, rewrite the file into a clean one first and sign that; what was done is said." };

    public static Command Create()
    {
        Option<bool> json = CommandTable.Json();
        Command command = new("sign", "Sign a PDF (PAdES), as an incremental update.")
        {
            Input, Target, Pkcs12, PasswordVariable, Pss, PdfPasswordVariable, Profile, Field, OnlyExisting, Reason, Location, Role, Commitment, Certify, DropXfa, Normalize, json,
        };
        Token.All.Concat(Evidence.All).Concat(Appearance.All).ToList().ForEach(command.Options.Add);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using DocumentFile document = DocumentFile.Open(parsed.GetValue(Input)!);
            CertifiedKey key = Token.Open(parsed) ?? PdfInput.Pkcs12(
                parsed.GetValue(Pkcs12) ?? throw CommandException.WrongUse("Name the key: --p12 with a file, or --pkcs11 with a key of a token."),
                InputFiles.Secret(parsed.GetValue(PasswordVariable)),
                parsed.GetValue(Pss));
            using IDisposable? opened = key.Key as IDisposable;
            SignatureRequest request = Request(parsed);
            PdfOpenOptions open = new() { Password = InputFiles.Secret(parsed.GetValue(PdfPasswordVariable)) };
            using EvidenceKit kit = Evidence.Open(parsed);
            if (request.Profile != SignatureProfile.BB && kit.Timestamps is null)
            {
                throw CommandException.WrongUse("This profile needs a timestamp authority: --tsa with an address or 'embedded'.");
            }

            bool isLongTerm = request.Profile is SignatureProfile.BLt or SignatureProfile.BLta;
            SigningOrder order = new(request, key, kit.Timestamps, open, isLongTerm ? kit.LongTerm(open, Roots(key)) : null);
            return await SigningAnswer.GiveAsync(
                new Output(parsed.GetValue(json)), Wire(request.Profile), kit.Embedded?.RootFile,
                () => FileSigning.SignAsync(document, parsed.GetValue(Target)!, order, parsed.GetValue(Normalize), cancellationToken));
        });
        return command;
    }

    private static IEnumerable<Certificate> Roots(CertifiedKey key) => key.Chain.Append(key.Certificate).Where(certificate => certificate.IsSelfSigned());

    private static SignatureRequest Request(ParseResult parsed)
    {
        int? certify = parsed.GetValue(Certify);
        if (certify is < 1 or > 3)
        {
            throw CommandException.WrongUse("--certify takes 1, 2 or 3.");
        }

        return new SignatureRequest
        {
            FieldName = parsed.GetValue(Field),
            RequireExistingField = parsed.GetValue(OnlyExisting),
            Reason = parsed.GetValue(Reason),
            Location = parsed.GetValue(Location),
            ClaimedRole = parsed.GetValue(Role),
            CommitmentType = Commits(parsed.GetValue(Commitment)),
            SigningTime = TimeProvider.System.GetLocalNow(),
            CertificationLevel = certify,
            DropXfa = parsed.GetValue(DropXfa),
            Profile = parsed.GetValue(Profile)!.ToLowerInvariant() switch
            {
                "b-b" => SignatureProfile.BB,
                "b-t" => SignatureProfile.BT,
                "b-lt" => SignatureProfile.BLt,
                "b-lta" => SignatureProfile.BLta,
                var other => throw CommandException.WrongUse($"The profile {other} is not offered; b-b, b-t, b-lt and b-lta are."),
            },
            VisibleAppearance = Appearance.Read(parsed),
        };
    }

    private static CommitmentType? Commits(string? word) => word?.ToLowerInvariant() switch
    {
        null => null,
        "origin" => CommitmentType.ProofOfOrigin,
        "approval" => CommitmentType.ProofOfApproval,
        "creation" => CommitmentType.ProofOfCreation,
        "receipt" => CommitmentType.ProofOfReceipt,
        "delivery" => CommitmentType.ProofOfDelivery,
        "sender" => CommitmentType.ProofOfSender,
        _ => throw CommandException.WrongUse($"--commitment does not know {word}; it takes origin, approval, creation, receipt, delivery or sender."),
    };

    private static string Wire(SignatureProfile profile) => profile switch
    {
        SignatureProfile.BB => "PAdES-BASELINE-B",
        SignatureProfile.BT => "PAdES-BASELINE-T",
        SignatureProfile.BLt => "PAdES-BASELINE-LT",
        _ => "PAdES-BASELINE-LTA",
    };
}
