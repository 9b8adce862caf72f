using System.CommandLine;
using RemoteVerify.Authority.Development;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cli.Commands.Pdf;
using RemoteVerify.Cli.Commands.Procedures;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Storage;

namespace RemoteVerify.Cli.Commands.PilotReport;

/// <summary><c>rv pilot-report</c>: one signed PDF for the authority that allows a pilot.</summary>
internal static class PilotReportCommand
{
    private static readonly Option<string> Target = new("--out") { Description = "The PDF to write.", Required = true };
    private static readonly Option<string> Organisation = new("--organisation") { Description = "Who issues the report.", Required = true };
    private static readonly Option<string> Set = new("--set") { Description = "Model set to report on; else the one that is used." };
    private static readonly Option<string> Pkcs12 = new("--p12") { Description = "PKCS#12 file with the key that signs; else --pkcs11, else the seal of the service that --data names." };
    private static readonly Option<string> PasswordVariable = new("--password-env") { Description = "Environment variable with the password of the PKCS#12 file." };
    private static readonly TokenOptions Token = new();
    private static readonly EvidenceOptions Evidence = new();

    public static Command Create()
    {
        ServiceStore store = new();
        Option<bool> json = CommandTable.Json();
        Command command = new("pilot-report", "One signed PDF of accuracy, groups, attacks, limits, legal review and hashes, for the authority that allows a pilot. With --data also of the service's imported procedures.")
        {
            Target, Organisation, Set, Pkcs12, PasswordVariable, json,
        };
        Token.All.Concat(Evidence.All).ToList().ForEach(command.Options.Add);
        store.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using RelationalStorage? storage = store.IsNamed(parsed) ? await store.OpenAsync(parsed, cancellationToken) : null;
            (CertifiedKey key, IDisposable? owned) = await KeyAsync(parsed, storage, cancellationToken);
            using (owned)
            using (EvidenceKit kit = Evidence.Open(parsed))
            {
                PilotFacts facts = PilotFacts.Gather(
                    Installation.Root, parsed.GetValue(Organisation)!, key.Certificate.Subject.ToString(), TimeProvider.System.GetUtcNow(),
                    Cli.Models.Catalog(parsed.GetValue(Set) ?? Cli.Models.DefaultSet), await ProceduresAsync(storage, cancellationToken),
                    key.Chain.Append(key.Certificate).Any(DevelopmentHierarchy.IsDevelopment));
                byte[] pdf = new PilotPaper(PaperFonts.Read(PaperFonts.DefaultFolder), PilotTexts.Read(), facts).Compose();
                return await SignAsync(parsed, pdf, key, kit, facts, new Output(parsed.GetValue(json)), cancellationToken);
            }
        });
        return command;
    }

    private static async Task<int> SignAsync(ParseResult parsed, byte[] pdf, CertifiedKey key, EvidenceKit kit, PilotFacts facts, Output output, CancellationToken cancellationToken)
    {
        SignatureRequest request = new()
        {
            Reason = "Technical report for a pilot",
            SigningTime = TimeProvider.System.GetLocalNow(),
            Profile = kit.Timestamps is null ? SignatureProfile.BB : SignatureProfile.BT,
            CommitmentType = CommitmentType.ProofOfOrigin,
        };
        using MemoryStream signed = new();
        using (SigningBase signing = SigningBase.Open(pdf, new PdfOpenOptions(), null))
        {
            if (await PadesSigner.SignToAsync(signing, request, key, kit.Timestamps, signed, cancellationToken) is SignResult.Refused refused)
            {
                throw CommandException.Environment($"The report was not signed ({refused.Code}): {refused.Message}");
            }
        }

        string target = parsed.GetValue(Target)!;
        InputFiles.Write(target, signed.ToArray());
        output.Answer(
            new
            {
                file = target,
                signer = facts.Signer,
                profile = request.Profile == SignatureProfile.BT ? "PAdES-BASELINE-T" : "PAdES-BASELINE-B",
                set = facts.Models.Set.Name,
                grade = facts.Models.Grade,
                trial = facts.IsTrial,
                quoted = facts.Accuracy.Concat(facts.Attacks).Select(r => new { r.File, r.Sha256 }),
                procedures = facts.Procedures.Count,
                unverifiedProcedures = facts.Procedures.Count(p => !p.LegalReview.IsVerified),
                limits = facts.Limits.Count,
            },
            writer => writer.WriteLine($"{target}: signed by {facts.Signer}{(facts.IsTrial ? ", marked as a trial on every page" : "")}; {facts.Accuracy.Count + facts.Attacks.Count} reports quoted, {facts.Limits.Count} limits."));
        return ExitCodes.Positive;
    }

    private static async Task<(CertifiedKey Key, IDisposable? Owned)> KeyAsync(ParseResult parsed, RelationalStorage? storage, CancellationToken cancellationToken)
    {
        if (Token.Open(parsed) is { } token)
        {
            return (token, token.Key as IDisposable);
        }

        if (parsed.GetValue(Pkcs12) is { } file)
        {
            CertifiedKey read = PdfInput.Pkcs12(file, InputFiles.Secret(parsed.GetValue(PasswordVariable)));
            return (read, read.Key as IDisposable);
        }

        if (storage is not null)
        {
            await using IUnitOfWork unit = await storage.BeginAsync(cancellationToken);
            if (await unit.Secrets.FindAsync("development-hierarchy", cancellationToken) is { } kept)
            {
                DevelopmentHierarchy hierarchy = DevelopmentHierarchy.Import(kept);
                return (hierarchy.OrganisationSeal, hierarchy);
            }
        }

        throw CommandException.WrongUse("Name the key that signs: --p12 with a file, --pkcs11 with a key of a token, or --data with a service whose development seal signs.");
    }

    private static async Task<ProcedureCatalog> ProceduresAsync(RelationalStorage? storage, CancellationToken cancellationToken)
    {
        if (storage is null)
        {
            return ProcedureCatalog.Delivered();
        }

        await using IUnitOfWork unit = await storage.BeginAsync(cancellationToken);
        return await new ProcedureLibrary(ProcedureCatalog.Delivered(), new ProcedureRule(TakesUnverified: true)).ReadAsync(unit, cancellationToken);
    }
}
