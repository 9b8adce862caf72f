using System.Globalization;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Privacy;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Dossiers.Exporting;

/// <summary>Gathers what is held of one case, with its files and the prints made from them.</summary>
internal sealed class DossierCollector(
    Work work, Case current, Procedure procedure, string office, ComposeReport reports, PrintSigningPhoto signingPhotos, IPhotoPrintComposer photos)
{
    /// <summary>Most bytes of files in one bundle; what is beyond is named with its hash.</summary>
    public const long MaximumBytes = 256L << 20;

    private readonly List<BundledFile> _files = [];
    private readonly List<string> _left = [];
    private long _bytes;

    public IReadOnlyList<BundledFile> Files => _files;

    private CaseFile File => current.File;

    public async Task<Outcome<DossierRecord>> CollectAsync(RecordedExport export, CancellationToken cancellationToken)
    {
        if (current.CurrentDocument is { } document)
        {
            await AddAsync(document.Blob, $"van-ban/{File.Code}.pdf", cancellationToken);
        }

        foreach (DossierPaper paper in File.Dossier.Papers)
        {
            await AddAsync(paper.Blob, $"giay-to/{paper.Id}-{Plain(paper.Need)}{Ending(paper.ContentType)}", cancellationToken);
        }

        List<RecordedVerification> verifications = [];
        foreach (Verification verification in await work.Unit.Verifications.ListAsync(File.Id, cancellationToken))
        {
            verifications.Add(Of(verification));
            if (verification is VerificationWithChip chip && await EvidenceAsync(chip, cancellationToken) is { } refused)
            {
                return refused;
            }
        }

        if (await SigningPhotosAsync(cancellationToken) is { } refusal)
        {
            return refusal;
        }

        List<PersonResult> results = [];
        foreach (PublishedDocument result in await work.Unit.Published.ListAsync(File.Id, cancellationToken))
        {
            ResultState state = ResultState.Of(result, await work.Unit.RelatedActs.ListAsync(result.Id, cancellationToken), work.Now);
            results.Add(new PersonResult(result.Id.Value, result.Type, result.Title, result.Number, result.Organisation, result.IssuedAt, result.Validity?.Until, state.Name, result.IsTest));
            await AddAsync(result.Blob, $"ket-qua/{result.Id}.pdf", cancellationToken);
        }

        IReadOnlyList<RecordedEntry> trail = await work.Unit.Audit.ListAsync(File.Id, cancellationToken);
        return new DossierRecord(
            DossierRecord.Shape, export,
            new RecordedCase(
                File.Id.Value, File.Code, $"{File.ProcedureCode} {File.ProcedureVersion}", procedure.TitleVi, File.Title, current.State, current.Status, File.IsTest, File.OpenedAt, File.OpenedBy, File.Number?.Printed,
                File.Statuses, File.Assignments),
            [.. File.Participants.Select(person => new RecordedPerson(person.Id.Value, person.FullName, person.PersonalNumber, person.Role, person.Kind))],
            [.. File.Dossier.Fields.Select(field => new PersonField(field.Name, field.Value, field.Source, field.At))],
            File.Dossier.Consents,
            [.. File.Dossier.Papers.Select(paper => new PersonPaper(
                paper.Id, paper.Need, paper.Origin, paper.ContentType, paper.Length, paper.Sha256.Hex, paper.At, paper.Lookup?.Provider, paper.Lookup?.Purpose, paper.Lookup?.LegalBasis))],
            current.CurrentDocument is { } now ? new RecordedDocument(now.Sha256.Hex, now.Length, now.Origin) : null,
            [.. Signatures()],
            verifications,
            [.. File.Dossier.Messages.Select(message => new PersonMessage(message.FromOffice, message.Text, message.At))],
            [.. File.Dossier.Appointments.Select(appointment => new PersonAppointment(appointment.ServicePoint, appointment.At, appointment.State.ToString()))],
            File.Dossier.Payments,
            results,
            File.EarlierCaseLooks,
            File.Exports,
            [.. trail.Select(entry => new DossierAct(
                entry.Index, entry.Entry.At, entry.Entry.Act, entry.Entry.Role.ToString(), entry.Entry.ActorId, entry.Entry.Result, entry.Entry.Details))],
            [.. _files.Select(added => new RecordedFile(added.Name, Sha256Digest.Of(added.Content.Span).Hex, added.Content.Length))],
            _left);
    }

    private IEnumerable<RecordedSignature> Signatures() =>
    [
        .. CaseSignatures.Of(current).Select(one => new RecordedSignature(
            one.Participant.Value, File.Find(one.Participant)?.FullName, "participant", one.CertificateSerial, one.SignedSha256.Hex, one.Provider, one.SignedAt)),
        .. File.OfficerSignatures.Select(one => new RecordedSignature(one.Officer, one.Statement?.FullName, "officer", one.CertificateSerial, null, null, one.At)),
    ];

    private static RecordedVerification Of(Verification verification)
    {
        ChipProof? chip = (verification as VerificationWithChip)?.Chip ?? (verification as Cancelled)?.Chip;
        (string? by, string? reason, DateTimeOffset? at) = verification switch
        {
            Passed passed => (passed.Officer, passed.OfficerReason, passed.At),
            Declined declined => (declined.Officer, declined.OfficerReason, declined.At),
            _ => ((string?)null, (string?)null, (DateTimeOffset?)null),
        };
        return new RecordedVerification(
            verification.File.Id.Value, verification.File.Participant.Value, verification.State, verification.File.StartedAt, chip?.Holder, chip?.Verdict, chip?.Possession?.Assurance, chip?.Warnings ?? [],
            chip?.SodSha256.Hex, chip?.Dg2Sha256.Hex, by, reason, at,
            [.. verification.File.Captures.Select(capture => new RecordedCapture(
                capture.Number, capture.OpenedAt, capture.EndedAt, capture.Verdict, capture.Reasons, capture.Evidence?.Checks ?? [], capture.Evidence?.Steps ?? [], capture.Evidence?.ModelSet,
                capture.Evidence?.Models ?? [], capture.Evidence?.PackageSha256.Hex, capture.Evidence?.ChainSha256,
                [.. capture.Evidence?.Pictures.Select(picture => new RecordedFile(picture.Label, picture.Sha256.Hex, null)) ?? []]))],
            verification.File.Views);
    }

    /// <summary>Evidence of one identity with its sealed report and the print of the two faces; a refusal when something of it can't be made.</summary>
    private async Task<Refusal?> EvidenceAsync(VerificationWithChip verification, CancellationToken cancellationToken)
    {
        string folder = $"xac-minh/{verification.File.Participant.Value}-{verification.File.Id.Value.ToString("N")[^8..]}";
        if (!(await EvidenceReader.ReadAsync(work, verification, cancellationToken)).TryGet(out EvidenceBundle? evidence, out Refusal? refusal))
        {
            _left.Add($"{folder}: {refusal.Code.Value}");
            return null;
        }

        Put($"{folder}/anh-chip{(evidence.PortraitFormat == "jpeg" ? ".jpg" : ".jp2")}", evidence.Portrait);
        Put($"{folder}/kiem-tra-chip.json", evidence.ChipReport);
        if (evidence.ChipEvidence is { } chip)
        {
            Put($"{folder}/bang-chung-chip.json", chip);
        }

        foreach (ShownCapture capture in evidence.Captures)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"{folder}/ghi-hinh-{capture.Attempt.Number}");
            Put($"{name}/bang-chung.json", capture.Package);
            if (capture.Signature is { } signature)
            {
                Put($"{name}/bang-chung.json.p7s", signature);
            }

            foreach (CapturedPicture picture in capture.Pictures)
            {
                Put($"{name}/{Plain(picture.Label)}.jpg", picture.Jpeg);
            }
        }

        if (!(await reports.ComposeAsync(work, current.File, verification, evidence, cancellationToken)).TryGet(out ReadOnlyMemory<byte> report, out refusal))
        {
            return refusal;
        }

        Put($"{folder}/bao-cao-bang-chung.pdf", report);
        return FacesPrint(folder, verification, evidence);
    }

    /// <summary>The chip's picture beside the camera's, where both are there.</summary>
    private Refusal? FacesPrint(string folder, VerificationWithChip verification, EvidenceBundle evidence)
    {
        if (evidence.Captures.LastOrDefault(capture => capture.Pictures.Count > 0) is not { } shown)
        {
            return null;
        }

        CapturedPicture live = shown.Pictures[0];
        return Print($"{folder}/anh-in", new PhotoPrintOrder(
            File.Code, File.Title, File.Find(verification.File.Participant)?.FullName ?? evidence.Holder.FullName, office, work.Now, File.IsTest,
            [
                new PrintedPhoto(PhotoKind.Chip, evidence.Portrait, Sha256Digest.Of(evidence.Portrait.Span), evidence.Holder.IssuedDate.Length > 0 ? evidence.Holder.IssuedDate : null),
                new PrintedPhoto(PhotoKind.Camera, live.Jpeg, Sha256Digest.Of(live.Jpeg.Span), VietnamTime.Print(shown.Attempt.EndedAt)),
            ]));
    }

    /// <summary>Photos of the moment of signing: on A4 with the office's own template, and on 13 x 18 cm. Only the notaries of the session print them.</summary>
    private async Task<Refusal?> SigningPhotosAsync(CancellationToken cancellationToken)
    {
        foreach (DossierPaper photo in File.Dossier.Papers.Where(paper => paper.Origin == PaperOrigin.SigningPhoto && paper.ContentType == "image/jpeg"))
        {
            ParticipantId first = new((photo.About ?? string.Empty).Split(' ')[0]);
            if (File.Session is not { } session || session.FactsOf(first).Photo != photo.Id)
            {
                continue;
            }

            if (!(await signingPhotos.ComposeAsync(work, current, first, cancellationToken)).TryGet(out ComposedPaper? sheet, out Refusal? refusal))
            {
                _left.Add($"anh-ky/{photo.Id}: {refusal.Code.Value}");
                continue;
            }

            Put($"anh-ky/{photo.Id}-a4.pdf", sheet.Pdf);
            if (await work.Unit.Blobs.GetAsync(File.Id, photo.Blob, cancellationToken) is { } bytes
                && photos.Compose(
                    new PhotoPrintOrder(
                        File.Code, File.Title, PrintSigningPhoto.Names(File, photo), office, work.Now, File.IsTest,
                        [new PrintedPhoto(PhotoKind.Signing, bytes, photo.Sha256, VietnamTime.Print(session.FactsOf(first).PhotoAt ?? photo.At))]),
                    PhotoSheet.Photo13X18) is var small)
            {
                if (!small.TryGet(out ReadOnlyMemory<byte> pdf, out refusal))
                {
                    return refusal;
                }

                Put($"anh-ky/{photo.Id}-13x18.pdf", pdf);
            }
        }

        return null;
    }

    private Refusal? Print(string name, PhotoPrintOrder order)
    {
        foreach ((PhotoSheet sheet, string ending) in new[] { (PhotoSheet.A4, "a4"), (PhotoSheet.Photo13X18, "13x18") })
        {
            if (!photos.Compose(order, sheet).TryGet(out ReadOnlyMemory<byte> pdf, out Refusal? refusal))
            {
                return refusal;
            }

            Put($"{name}-{ending}.pdf", pdf);
        }

        return null;
    }

    private async Task AddAsync(BlobId blob, string name, CancellationToken cancellationToken)
    {
        if (await work.Unit.Blobs.GetAsync(File.Id, blob, cancellationToken) is { } content)
        {
            Put(name, content);
        }
        else
        {
            _left.Add($"{name}: {RefusalCode.EvidenceDestroyed.Value}");
        }
    }

    private void Put(string name, ReadOnlyMemory<byte> content)
    {
        if (_bytes + content.Length > MaximumBytes)
        {
            _left.Add($"{name}: too-large {Sha256Digest.Of(content.Span).Hex}");
            return;
        }

        _bytes += content.Length;
        _files.Add(new BundledFile(name, content));
    }

    /// <summary>A word as a part of a file's name.</summary>
    private static string Plain(string word) => string.Concat(word.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));

    private static string Ending(string contentType) => contentType switch
    {
        "application/pdf" => ".pdf",
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        "application/json" => ".json",
        "video/webm" => ".webm",
        _ => ".bin",
    };
}
