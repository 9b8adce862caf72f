// EGOV 2.2 and 5.3 (a): the finished transaction is pushed to the province's database once its number is issued.
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Providers;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Server.Agencies;

/// <summary>Tells the province's database of a notarised transaction that has taken effect. No provider's own form was at hand: this is ours.</summary>
public sealed class NotaryDatabaseChannel(AgencyReports reports, bool sendsTestCases) : IDispatchChannel
{
    private const string Transaction = "transaction";

    public string Name => DispatchChannels.NotaryDatabase;

    public string Purpose => reports.Purpose;

    public string LegalBasis => reports.LegalBasis;

    public bool Serves(CaseFile file) => reports.IsConfigured && file.Journey == JourneyKind.NotarisedContract && file.RelatedAct is null && (!file.IsTest || sendsTestCases);

    public IReadOnlyList<string> Owed(Case current) => current is Completed or ResultDelivered && current.File.Number is not null ? [Transaction] : [];

    public async Task<DispatchOutcome> SendAsync(Dispatch dispatch, DispatchSubject subject, CancellationToken cancellationToken)
    {
        if (!Serves(subject.Case.File))
        {
            return new DispatchOutcome.NotTried("not-configured");
        }

        (DateTimeOffset effectiveAt, CaseWithDocument current) = subject.Case switch
        {
            Completed done => (done.EffectiveAt, (CaseWithDocument)done),
            ResultDelivered done => (done.EffectiveAt, done),
            _ => throw new InvalidOperationException("Only a finished transaction is pushed."),
        };
        ReportAnswer answer = await reports.SendAsync("transactions", dispatch.Id, Body(dispatch, subject, current, effectiveAt), cancellationToken);
        return answer.Trouble switch
        {
            null => new DispatchOutcome.Delivered(answer.Receipt),
            "resting" => new DispatchOutcome.NotTried("resting"),
            var trouble => new DispatchOutcome.TryLater(trouble),
        };
    }

    private TransactionBody Body(Dispatch dispatch, DispatchSubject subject, CaseWithDocument current, DateTimeOffset effectiveAt)
    {
        CaseFile file = current.File;
        string kind = file.Dossier.Value(TransactionRule.Field) ?? string.Empty;
        return new TransactionBody(
            dispatch.Id, Purpose, LegalBasis, file.Code, file.Number!.Printed, file.Number.Book, file.Number.Year, kind, subject.Procedure.Notarised?.Find(kind)?.TitleVi ?? kind,
            file.Dossier.Value(TransactionRule.AssetField) ?? string.Empty, effectiveAt, current.Document.Sha256.Hex,
            [.. file.Participants.Where(p => p.Signs).Select(p => new TransactionParty(p.FullName, p.PersonalNumber, p.Role))],
            [.. file.OfficerSignatures.Select(s => s.Statement?.FullName).OfType<string>().Distinct()],
            file.IsTest);
    }

    private sealed record TransactionParty(string FullName, string PersonalNumber, string Role)
    {
        public override string ToString() => nameof(TransactionParty);
    }

    private sealed record TransactionBody(
        Guid Id, string Purpose, string LegalBasis, string CaseCode, string Number, string Book, int Year, string Kind, string KindTitle, string Asset, DateTimeOffset EffectiveAt, string DocumentSha256,
        IReadOnlyList<TransactionParty> Parties, IReadOnlyList<string> Notaries, bool IsTest)
    {
        public override string ToString() => nameof(TransactionBody);
    }
}
