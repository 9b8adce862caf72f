using RemoteVerify.Authority.Development;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Engines;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cli.Commands.Soak;

/// <summary>Judges a signed case as it is found after a kill: its document has exactly the signatures that its state speaks of, each valid, by certificates on record.</summary>
internal sealed class CrashSignatures(CrashKeys keys) : IDisposable
{
    private readonly DevelopmentHierarchy _hierarchy = DevelopmentHierarchy.Import(keys.Hierarchy);

    /// <summary>How far a case is on the way of signatures; 0 before the first.</summary>
    public static int Rank(Case? found) => found switch
    {
        Countersigned => 1,
        OrganisationSealed => 2,
        Effective => 3,
        Completed or ResultDelivered => 4,
        _ => 0,
    };

    /// <summary>What is wrong with the case's document, or null.</summary>
    public async Task<string?> FaultAsync(IUnitOfWork unit, Case found, CancellationToken cancellationToken)
    {
        int rank = Rank(found);
        if (rank == 0)
        {
            return null;
        }

        DocumentVersion document = found.CurrentDocument!;
        if (await unit.Blobs.GetAsync(found.File.Id, document.Blob, cancellationToken) is not { } pdf || Sha256Digest.Of(pdf.Span) != document.Sha256)
        {
            return "the document is not there";
        }

        if (!new PadesDocumentValidator(CrashSigning.Trust(_hierarchy).For).Validate(pdf, TimeProvider.System.GetUtcNow()).TryGet(out DocumentVerdict? verdict, out Refusal? refusal))
        {
            return $"the document can't be read: {refusal.Code}";
        }

        (int Signatures, int Timestamps) due = (rank == 1 ? 1 : 2, rank < 3 ? 0 : 1);
        if (!verdict.IsValid || (verdict.Signatures.Count, verdict.ValidDocumentTimestamps) != due)
        {
            return $"{found.State} with {string.Join(", ", verdict.Signatures.Select(s => $"{s.Field} {s.Indication}"))} and {verdict.ValidDocumentTimestamps} timestamps";
        }

        foreach (OfficerSignature signature in found.File.OfficerSignatures)
        {
            if (await unit.Certificates.FindAsync(signature.CertificateSerial, cancellationToken) is null)
            {
                return "the officer's certificate is not on record";
            }
        }

        return null;
    }

    public void Dispose() => _hierarchy.Dispose();
}
