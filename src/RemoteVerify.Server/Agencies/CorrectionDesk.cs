// Resolution 66.7/2025/NQ-CP: where the data of a database are wrong, its keeper is asked to put them right.
using System.Globalization;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Lookups;
using RemoteVerify.Cases.Providers;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Server.Agencies;

/// <summary>Sends a request for correction to whom the operator agreed it with.</summary>
public sealed class CorrectionDeskClient(AgencyReports reports) : ICorrectionDesk
{
    public string? Recipient => reports.IsConfigured ? "correction-desk" : null;

    public async Task<CorrectionAnswer> SendAsync(CorrectionLetter letter, CancellationToken cancellationToken)
    {
        if (!reports.IsConfigured)
        {
            return new CorrectionAnswer.NotAvailable("not-configured");
        }

        ReportAnswer answer = await reports.SendAsync("corrections", letter.Id, new LetterBody(
            letter.Id, reports.Purpose, reports.LegalBasis, letter.CaseCode, letter.Source, letter.PersonalNumber, letter.Field, letter.Held, letter.Claimed, letter.AskedAt), cancellationToken);
        return answer.Trouble is { } trouble ? new CorrectionAnswer.NotAvailable(trouble) : new CorrectionAnswer.Received(answer.Receipt!);
    }

    private sealed record LetterBody(
        Guid Id, string Purpose, string LegalBasis, string CaseCode, string Source, string PersonalNumber, string Field, string Held, string Claimed, DateTimeOffset AskedAt)
    {
        public override string ToString() => nameof(LetterBody);
    }
}

/// <summary>Every request for correction of a case, sent once; its receipt marks it as sent.</summary>
public sealed class CorrectionDeskChannel(ICorrectionDesk desk, AgencyReports reports, MarkCorrectionSent mark, TimeProvider clock, bool sendsTestCases) : IDispatchChannel
{
    public string Name => DispatchChannels.CorrectionDesk;

    public string Purpose => reports.Purpose;

    public string LegalBasis => reports.LegalBasis;

    public bool Serves(CaseFile file) => desk.Recipient is not null && (!file.IsTest || sendsTestCases);

    public IReadOnlyList<string> Owed(Case current) => [.. current.File.Dossier.Corrections.Select(request => request.Id)];

    public async Task<DispatchOutcome> SendAsync(Dispatch dispatch, DispatchSubject subject, CancellationToken cancellationToken)
    {
        CaseFile file = subject.Case.File;
        CorrectionRequest? request = file.Dossier.Corrections.FirstOrDefault(one => one.Id == dispatch.What);
        if (request is null || !Serves(file))
        {
            return request is null ? new DispatchOutcome.Refused("request-gone") : new DispatchOutcome.NotTried("not-configured");
        }

        if (request.Sent is { } before)
        {
            // An officer was quicker, by a letter.
            return new DispatchOutcome.Delivered(before.Reference);
        }

        Participant about = file.Participants.FirstOrDefault(p => p.Kind == ParticipantKind.Subject) ?? file.Participants.FirstOrDefault(p => p.Signs) ?? file.Participants[0];
        CorrectionLetter letter = new(dispatch.Id, file.Code, request.Source.ToString(), about.PersonalNumber, request.Field, request.Held, request.Claimed, request.At);
        switch (await desk.SendAsync(letter, cancellationToken))
        {
            case CorrectionAnswer.Received received:
                Outcome<CorrectionRequest> marked = await mark.DoAsync(
                    Actor.Service(file.Tenant), file.Id, request.Id, desk.Recipient!, received.Receipt, VietnamTime.Day(clock.GetUtcNow()), cancellationToken);
                return marked.IsDone || marked.Refusal!.Code == RefusalCode.CorrectionAlreadySent
                    ? new DispatchOutcome.Delivered(received.Receipt)
                    : new DispatchOutcome.TryLater(string.Create(CultureInfo.InvariantCulture, $"not-marked-{marked.Refusal.Code.Value}"));
            case CorrectionAnswer.NotAvailable { Reason: "resting" }:
                return new DispatchOutcome.NotTried("resting");
            case CorrectionAnswer.NotAvailable silent:
                return new DispatchOutcome.TryLater(silent.Reason);
            default:
                throw new InvalidOperationException("There is no other answer.");
        }
    }
}
