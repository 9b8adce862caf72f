using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.WorkingTime;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Dossiers;

/// <summary>Composes the slips of a case and keeps each as a paper of its dossier.</summary>
public sealed class DossierSlips(IPaperComposer composer, OfficeHead office, ProcedureLibrary procedures, SlipWords words) : ICaseSlips
{
    /// <inheritdoc/>
    public async Task<Outcome<CaseFile>> ReceiptAsync(Work work, CaseFile file, CancellationToken cancellationToken)
    {
        OfficeClock clock = await procedures.ClockAsync(work.Unit, VietnamTime.Day(work.Now), cancellationToken);
        return await KeepAsync(
            work,
            file,
            PaperKind.AppointmentSlip,
            (head, slip, procedure) =>
            {
                DateTimeOffset due = CaseDue.Of(file, procedure, clock, work.Now)?.At ?? work.Now;
                return new AppointmentSlipOrder(
                    head with { OfficialQr = Qr(file, procedure, head, due) }, slip, file.Dossier.Clock.ReceivedAt ?? work.Now, due, Received(file, procedure), [],
                    office.Signer(file.Tenant, work.Actor.Id, words.Receiver));
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Outcome<CaseFile>> SupplementAsync(Work work, CaseFile file, SupplementDemand demand, CancellationToken cancellationToken) =>
        KeepAsync(work, file, PaperKind.SupplementRequest, (head, slip, procedure) => new SupplementRequestOrder(
            head,
            slip,
            [.. demand.Needs.Select(need => new SupplementItem(Title(procedure, need), demand.Text))],
            demand.DueAt,
            slip.Desk,
            office.Signer(file.Tenant, work.Actor.Id, words.Receiver)), cancellationToken);

    /// <inheritdoc/>
    public Task<Outcome<CaseFile>> RefusalAsync(Work work, CaseFile file, CaseRefusal refusal, CancellationToken cancellationToken) =>
        KeepAsync(work, file, PaperKind.RefusalSlip, (head, slip, procedure) => new RefusalSlipOrder(
            head,
            slip,
            [new SupplementItem(refusal.Reason, procedure.LegalBasis)],
            words.ContestBefore,
            $"{words.ContestHow} {slip.Desk}, {slip.DeskAddress}, {slip.DeskPhone}",
            VietnamTime.Day(work.Now).AddDays(words.ContestDays),
            office.Signer(file.Tenant, work.Actor.Id, words.Receiver)), cancellationToken);

    /// <summary>The slip of a booked appointment; the caller adds it to the dossier.</summary>
    internal async Task<Outcome<DossierPaper>> AppointmentAsync(Work work, CaseFile file, Appointment appointment, ServicePoint point, CancellationToken cancellationToken)
    {
        Procedure procedure = await procedures.OfCaseAsync(work.Unit, file, cancellationToken);
        if (!office.OfDossier(file, work.Now).TryGet(out PaperHead? head, out Refusal? refusal) || !office.Slip(file, procedure).TryGet(out SlipDossier? slip, out refusal))
        {
            return refusal;
        }

        var order = new AppointmentSlipOrder(
            head with { OfficialQr = Qr(file, procedure, head, appointment.At), TemplateId = procedure.Templates.GetValueOrDefault(PaperKind.AppointmentSlip.Code) },
            slip, work.Now, appointment.At, [], [], new PaperSigner(point.Name, words.Receiver))
        {
            IsAppointmentOnly = true,
            Appointment = new SlipAppointment(appointment.At, $"{point.Name}, {point.Address}{(point.Telephone is { } phone ? $", {phone}" : "")}", appointment.Purpose),
        };
        return composer.Compose(order).TryGet(out ComposedPaper? paper, out refusal)
            ? await DossierPapers.KeepAsync(work, file, $"slip:{PaperKind.AppointmentSlip.Code}", PaperOrigin.Composed, "application/pdf", paper.Pdf, cancellationToken)
            : refusal;
    }

    private async Task<Outcome<CaseFile>> KeepAsync(
        Work work, CaseFile file, PaperKind kind, Func<PaperHead, SlipDossier, Procedure, PaperOrder> order, CancellationToken cancellationToken)
    {
        Procedure procedure = await procedures.OfCaseAsync(work.Unit, file, cancellationToken);

        // Nobody asked for a related act, so nobody gets a slip about it.
        if (file.RelatedAct is not null || !procedure.Templates.TryGetValue(kind.Code, out string? template))
        {
            return file;
        }

        if (!office.OfDossier(file, work.Now).TryGet(out PaperHead? head, out Refusal? refusal)
            || !office.Slip(file, procedure).TryGet(out SlipDossier? slip, out refusal)
            || !composer.Compose(order(head with { TemplateId = template }, slip, procedure)).TryGet(out ComposedPaper? paper, out refusal))
        {
            return refusal;
        }

        DossierPaper kept = await DossierPapers.KeepAsync(work, file, $"slip:{kind.Code}", PaperOrigin.Composed, "application/pdf", paper.Pdf, cancellationToken);
        return file with { Dossier = file.Dossier.Add(kept) };
    }

    private OfficialQr Qr(CaseFile file, Procedure procedure, PaperHead head, DateTimeOffset due) => new(
        file.Code, procedure.NationalCode ?? procedure.Code, Masked(file.Participants[0].PersonalNumber), words.ReceiptName, office.Agency(file.Tenant).Value.System, head.IssuedAt)
    {
        DueAt = due,
    };

    /// <summary>A slip lies about: the number's first and last digits are enough to compare it with a card.</summary>
    private static string Masked(string number) => number.Length < 8 ? "****" : $"{number[..3]}******{number[^3..]}";

    private IReadOnlyList<SlipPaper> Received(CaseFile file, Procedure procedure) =>
    [
        .. file.Dossier.Papers
            .Where(paper => paper.Origin is PaperOrigin.Uploaded or PaperOrigin.ScannedByOfficer)
            .GroupBy(paper => (paper.Need, paper.Origin))
            .Select(group => new SlipPaper(Title(procedure, group.Key.Need), group.Key.Origin == PaperOrigin.Uploaded ? words.FormUploaded : words.FormScanned, group.Count())),
    ];

    private static string Title(Procedure procedure, string need)
    {
        string id = need.Contains(':', StringComparison.Ordinal) ? need.Split(':')[1] : need;
        return procedure.Papers.FirstOrDefault(paper => paper.Id == id)?.TitleVi ?? procedure.Form.FirstOrDefault(field => field.Id == id)?.TitleVi ?? need;
    }
}
