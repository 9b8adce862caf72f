using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Retaining;
using RemoteVerify.Cases.Sharing;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Privacy;

/// <summary>Gathers what is held about a person, with the files that are about this person alone or that the person signed.</summary>
internal sealed class PersonCollector(Work work, RetentionSchedule schedule, ProcedureLibrary procedures, IServicePointDirectory points)
{
    /// <summary>Most bytes of files in one bundle.</summary>
    public const long MaximumBytes = 64L << 20;

    private readonly List<PersonFile> _files = [];
    private readonly List<string> _left = [];
    private long _bytes;

    public IReadOnlyList<PersonFile> Files => _files;

    public async Task<PersonReport> CollectAsync(ResultOwner person, CancellationToken cancellationToken)
    {
        string number = person.PersonalNumber;
        IReadOnlyList<Case> cases = await PersonCases.ListAsync(work, number, cancellationToken);
        List<PersonCase> shown = [];
        foreach (Case found in cases)
        {
            shown.Add(await CaseAsync(found, PersonCases.Of(found.File, number)!, cancellationToken));
        }

        IReadOnlyList<PersonResult> results = await ResultsAsync(number, cancellationToken);
        IReadOnlyList<DataRequest> requests = await work.Unit.DataRequests.ListAsync(work.Actor.Tenant, new DataRequestQuery(number, false, null, PersonCases.Most), cancellationToken);
        return new PersonReport(
            PersonReport.Shape, work.Actor.Tenant.Value, points.Agency(work.Actor.Tenant)?.Lines is { Count: > 0 } lines ? lines[^1] : work.Actor.Tenant.Value, work.Now, person, shown, results,
            await SharesAsync(number, cancellationToken),
            [.. requests.Select(r => new PersonRequest(r.Id, r.Kind, r.State, r.At, r.DueAt, r.Text, r.LastAnswer?.Reason))],
            await new AccessRecords(work, points).OfAsync(number, cases, cancellationToken),
            _left);
    }

    private async Task<PersonCase> CaseAsync(Case found, Participant person, CancellationToken cancellationToken)
    {
        CaseFile file = found.File;
        int before = _files.Count;
        Verification[] own = [.. (await work.Unit.Verifications.ListAsync(file.Id, cancellationToken)).Where(v => v.File.Participant == person.Id)];
        IReadOnlyList<DossierPaper> papers = [.. file.Dossier.Papers.Where(paper => IsTheirs(file, paper, person))];
        if (found.CurrentDocument is { } document && person.Signs)
        {
            await AddAsync(file, document.Blob, "document.pdf", cancellationToken);
        }

        foreach (DossierPaper paper in papers)
        {
            await AddAsync(file, paper.Blob, $"{paper.Id}{Ending(paper.ContentType)}", cancellationToken);
        }

        foreach (VerificationWithChip verification in own.OfType<VerificationWithChip>())
        {
            await AddEvidenceAsync(file, verification, cancellationToken);
        }

        // The form is one person's where only one signs; else it may name the others.
        bool isTheirForm = file.Signers.All(participant => participant.Id == person.Id) || file.Signers.FirstOrDefault()?.Id == person.Id;
        return new PersonCase(
            file.Id.Value, file.Code, $"{file.ProcedureCode} {file.ProcedureVersion}", file.Title, found.State, found.Status, file.IsTest, file.OpenedAt, person.Role, person.Kind.ToString(), person.FullName, person.PersonalNumber,
            isTheirForm ? [.. file.Dossier.Fields.Select(field => new PersonField(field.Name, field.Value, field.Source, field.At))] : [],
            [.. file.Dossier.Consents.Where(consent => consent.Participant == person.Id)],
            [.. file.Dossier.Messages.Where(message => message.FromOffice || message.By == person.Id.Value).Select(message => new PersonMessage(message.FromOffice, message.Text, message.At))],
            [.. file.Dossier.Appointments.Select(appointment => new PersonAppointment(appointment.ServicePoint, appointment.At, appointment.State.ToString()))],
            [.. papers.Select(paper => new PersonPaper(
                paper.Id, paper.Need, paper.Origin, paper.ContentType, paper.Length, paper.Sha256.Hex, paper.At, paper.Lookup?.Provider, paper.Lookup?.Purpose, paper.Lookup?.LegalBasis))],
            [.. own.Select(Of)],
            await RetentionAsync(found, cancellationToken),
            [.. _files.Skip(before).Select(added => added.Name)]);
    }

    /// <summary>A paper about somebody else is theirs; one about nobody belongs to who asks, and recordings show everybody.</summary>
    private static bool IsTheirs(CaseFile file, DossierPaper paper, Participant person) =>
        paper.About == person.Id.Value || (paper.About is null && paper.Origin is not (PaperOrigin.SigningPhoto or PaperOrigin.Recording) && file.Signers.All(participant => participant.Id == person.Id));

    private static PersonVerification Of(Verification verification)
    {
        ChipHolder? holder = (verification as VerificationWithChip)?.Chip.Holder ?? (verification as Cancelled)?.Chip?.Holder;
        return new PersonVerification(
            verification.File.Id.Value, verification.State, verification.File.StartedAt, holder?.FullName, holder?.PersonalNumber, holder?.BirthDate, holder?.Sex, holder?.Nationality, holder?.ExpiryDate,
            holder?.DocumentNumber,
            [.. verification.File.Captures.Select(capture => new PersonCapture(
                capture.Number, capture.EndedAt, capture.Verdict.ToString(), capture.Reasons, capture.Evidence?.Pictures.Count ?? 0, capture.Evidence?.PackageSha256.Hex))],
            verification.File.Views.Count);
    }

    private async Task<IReadOnlyList<PersonRetention>> RetentionAsync(Case found, CancellationToken cancellationToken)
    {
        Procedure procedure = await procedures.OfCaseAsync(work.Unit, found.File, cancellationToken);
        List<PersonRetention> shown = [];
        foreach (DataClass dataClass in Enum.GetValues<DataClass>().Where(dataClass => dataClass != DataClass.Secret))
        {
            bool isDestroyed = found.File.Retention.IsDestroyed(dataClass);
            if (!isDestroyed && !await work.Unit.Blobs.HasKeyAsync(found.File.Id, dataClass, cancellationToken))
            {
                continue;
            }

            RetentionTerm? term = schedule.TermOf(found, procedure, dataClass);
            RetentionRule rule = term?.Rule ?? schedule.RuleFor(dataClass, found.File.Tenant.Value, found.File.ProcedureCode, CaseOutcome.Completed);
            string state = isDestroyed ? "destroyed" : found.File.Retention.HoldOf(dataClass, work.Now) is not null ? "held" : term is null ? "case-runs" : "kept";
            shown.Add(new PersonRetention(dataClass, rule.TitleVi, rule.BasisVi, rule.RestsOn.ToString(), term?.Until, state));
        }

        return shown;
    }

    private async Task<IReadOnlyList<PersonResult>> ResultsAsync(string number, CancellationToken cancellationToken)
    {
        List<PersonResult> results = [];
        foreach (PublishedDocument document in await work.Unit.Published.ListByOwnerAsync(work.Actor.Tenant, number, null, cancellationToken))
        {
            ResultState state = ResultState.Of(document, await work.Unit.RelatedActs.ListAsync(document.Id, cancellationToken), work.Now);
            results.Add(new PersonResult(
                document.Id.Value, document.Type, document.Title, document.Number, document.Organisation, document.IssuedAt, document.Validity?.Until, state.Name, document.IsTest));
            await AddAsync(document.CaseId, document.Blob, $"results/{document.Id}.pdf", cancellationToken);
        }

        return results;
    }

    private async Task<IReadOnlyList<PersonShare>> SharesAsync(string number, CancellationToken cancellationToken)
    {
        List<PersonShare> shares = [];
        foreach (Share share in await work.Unit.Shares.ListByOwnerAsync(work.Actor.Tenant, number, cancellationToken))
        {
            shares.Add(new PersonShare(
                share.Id.Value, share.StateAt(work.Now), share.Recipient.Tenant, share.Purpose, share.ConsentText, share.GivenAt, share.ExpiresAt,
                (await work.Unit.Shares.ListUsesAsync(share.Id, cancellationToken)).Count));
        }

        return shares;
    }

    private async Task AddEvidenceAsync(CaseFile file, VerificationWithChip verification, CancellationToken cancellationToken)
    {
        string name = $"verification-{verification.File.Id}";
        await AddAsync(file, verification.Chip.Portrait, $"{name}/portrait{(verification.Chip.PortraitFormat == "jpeg" ? ".jpg" : ".jp2")}", cancellationToken);
        foreach (CaptureAttempt capture in verification.File.Captures)
        {
            foreach (StoredPicture picture in capture.Evidence?.Pictures ?? [])
            {
                await AddAsync(file, picture.Blob, $"{name}/capture-{capture.Number}-{picture.Label}.jpg", cancellationToken);
            }
        }
    }

    private Task AddAsync(CaseFile file, BlobId blob, string name, CancellationToken cancellationToken) => AddAsync(file.Id, blob, $"cases/{file.Code}/{name}", cancellationToken);

    private async Task AddAsync(CaseId scope, BlobId blob, string name, CancellationToken cancellationToken)
    {
        if (await work.Unit.Blobs.GetAsync(scope, blob, cancellationToken) is not { } content)
        {
            return;
        }

        if (_bytes + content.Length > MaximumBytes)
        {
            _left.Add(name);
            return;
        }

        _bytes += content.Length;
        _files.Add(new PersonFile(name, content));
    }

    private static string Ending(string contentType) => contentType switch
    {
        "application/pdf" => ".pdf",
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        "application/json" => ".json",
        _ => ".bin",
    };
}
