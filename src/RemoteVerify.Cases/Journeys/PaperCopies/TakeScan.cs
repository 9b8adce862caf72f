using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.PaperCopies.Scans;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.PaperCopies;

/// <summary>
/// Takes the scan that the officer made of the original in hand. It comes with this act and from nowhere else: no paper of the dossier can
/// be named as the scan, and a file or picture that was uploaded to the dossier is recognised and refused.
/// </summary>
public sealed class TakeScan(Desk desk, ProcedureLibrary procedures)
{
    /// <summary>The need that the scan answers where the procedure names no paper for it.</summary>
    public const string Need = "original-scan";

    public Task<Outcome<OriginalScanned>> DoAsync(Actor actor, CaseReference reference, ReadOnlyMemory<byte> pdf, CancellationToken cancellationToken) =>
        desk.DoAsync<OriginalScanned>(Act.TakeScan, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            if (Presentation(found) is not { } presentation)
            {
                return found.NotAllowed(Act.TakeScan);
            }

            if (OriginalInHand.Missing(presentation, actor, found) is { } elsewhere)
            {
                return elsewhere;
            }

            Procedure procedure = await procedures.OfCaseAsync(work.Unit, found.File, ct);
            if (pdf.Length > procedure.MaximumDocumentBytes)
            {
                return new Refusal(RefusalCode.DocumentTooLarge, $"The scan has more than {procedure.MaximumDocumentBytes} bytes. Scan at the lowest resolution that the procedure allows and send it again.");
            }

            ScanReport report = ScanInspector.Inspect(pdf, Options(procedure).Scan);
            if (report.Faults.Count > 0)
            {
                return new Refusal(
                    RefusalCode.ScanNotAccepted, string.Join(' ', report.Faults.Select(f => f.WhatToDo).Distinct().Take(3)),
                    [.. found.Allowed.Select(a => a.Code)], [.. report.Faults.Select(f => f.ToString())]);
            }

            if (await UploadGuard.FindAsync(work, found.File, pdf, report, ct) is { } upload)
            {
                return new Refusal(
                    RefusalCode.ScanIsUpload, "This file, or a picture in it, was uploaded to the dossier. Lay the original on the scanner and scan it yourself.",
                    [.. found.Allowed.Select(a => a.Code)], [upload]);
            }

            DocumentVersion scan = await work.KeepDocumentAsync(found.File, pdf, DocumentOrigin.Scanned, ct);
            OriginalScanned next = found is OriginalScanned before ? before.Rescan(scan, report.Findings!) : ((OriginalPresented)found).Scan(scan, report.Findings!);
            work.Note("scan", $"{report.Findings!.Pages} pages, PDF {report.Findings.PdfVersion}, {report.Findings.LowestDotsPerInch.ToString(System.Globalization.CultureInfo.InvariantCulture)} dpi");
            return await work.SaveAsync(next with { File = next.File with { Dossier = next.File.Dossier.Add(Paper(procedure, next.File, scan, work)) } }, ct);
        }, cancellationToken);

    private static OriginalPresentation? Presentation(Case found) => found switch
    {
        OriginalPresented c => c.Presentation,
        OriginalScanned c => c.Presentation,
        _ => null,
    };

    internal static PaperCopyOptions Options(Procedure procedure) =>
        procedure.PaperCopy ?? throw new InvalidOperationException($"{procedure} has no rules of a copy from paper.");

    private static DossierPaper Paper(Procedure procedure, CaseFile file, DocumentVersion scan, Work work) => new(
        $"d{file.Dossier.Papers.Count + 1}", procedure.Papers.FirstOrDefault(p => p.Source.Kind == PaperSourceKind.OfficerScan)?.Id ?? Need, PaperOrigin.ScannedByOfficer,
        "application/pdf", scan.Blob, scan.Sha256, scan.Length, work.Actor.Id, work.Now);
}

/// <summary>Who has the original on the desk.</summary>
internal static class OriginalInHand
{
    /// <summary>The refusal for an officer who has not.</summary>
    public static Refusal? Missing(OriginalPresentation presentation, Actor actor, Case found) => presentation.Officer == actor.Id
        ? null
        : new Refusal(
            RefusalCode.OriginalWithAnotherOfficer, "Another officer has the original. Take it over, record that it was presented to you, and scan it yourself.",
            [.. found.Allowed.Select(a => a.Code)], []);
}

/// <summary>Recognises what the citizen or the portal uploaded.</summary>
internal static class UploadGuard
{
    /// <summary>Id of the uploaded paper that has the same bytes or a picture of the scan; null when there is none.</summary>
    public static async Task<string?> FindAsync(Work work, CaseFile file, ReadOnlyMemory<byte> pdf, ScanReport scan, CancellationToken cancellationToken)
    {
        Sha256Digest hash = Sha256Digest.Of(pdf.Span);
        foreach (DossierPaper paper in file.Dossier.Papers.Where(p => p.Origin == PaperOrigin.Uploaded))
        {
            // A picture that was uploaded by itself is, byte for byte, what a PDF made from it carries.
            if (paper.Sha256 == hash || scan.Pictures.Contains(paper.Sha256)
                || (paper.ContentType == "application/pdf" && await HasPictureAsync(work, file, paper, scan, cancellationToken)))
            {
                return paper.Id;
            }
        }

        return null;
    }

    private static async Task<bool> HasPictureAsync(Work work, CaseFile file, DossierPaper paper, ScanReport scan, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte>? bytes = await work.Unit.Blobs.GetAsync(file.Id, paper.Blob, cancellationToken);
        return bytes is { } uploaded && ScanInspector.PicturesOf(uploaded).Overlaps(scan.Pictures);
    }
}
