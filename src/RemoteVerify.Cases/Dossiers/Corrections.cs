// Resolution 66.7/2025/NQ-CP: where the data of a database are wrong, the paper is asked for and the database is put right.
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Dossiers;

/// <summary>A request for correction with the case that it comes from.</summary>
public sealed record CorrectionOfCase(CaseId CaseId, string CaseCode, string ProcedureCode, CorrectionRequest Request)
{
    public override string ToString() => $"CorrectionOfCase {Request.Id} of {CaseCode}";
}

/// <summary>A page of the list, newest case first.</summary>
/// <param name="Found">The requests that wait.</param>
/// <param name="Next">The case after which the next page begins; null at the end.</param>
public sealed record OpenCorrections(IReadOnlyList<CorrectionOfCase> Found, CaseId? Next)
{
    public override string ToString() => $"OpenCorrections {Found.Count}";
}

/// <summary>The requests for correction of the agency that nobody has sent yet: what an officer still has to take up.</summary>
public sealed class ListCorrections(Desk desk)
{
    /// <summary>Most cases of one page.</summary>
    public const int MaximumCases = 100;

    /// <param name="actor">The officer.</param>
    /// <param name="before">The case after which the last page ended; null for the first page.</param>
    /// <param name="limit">Cases of the page, 1 to <see cref="MaximumCases"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<OpenCorrections>> DoAsync(Actor actor, CaseId? before, int limit, CancellationToken cancellationToken) =>
        desk.DoAsync<OpenCorrections>(Act.ListCorrections, actor, async (work, ct) =>
        {
            int page = Math.Clamp(limit, 1, MaximumCases);
            IReadOnlyList<CaseSummary> cases = await work.Unit.Cases.ListAsync(actor.Tenant, new CaseQuery(null, null, before, page) { WithOpenCorrections = true }, ct);
            List<CorrectionOfCase> open = [];
            foreach (CaseSummary summary in cases)
            {
                Case? found = await work.Unit.Cases.FindAsync(actor.Tenant, summary.Id, ct);
                open.AddRange((found?.File.Dossier.Corrections ?? []).Where(request => request.Sent is null)
                    .Select(request => new CorrectionOfCase(summary.Id, summary.Code, summary.ProcedureCode, request)));
            }

            work.Note("found", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{open.Count}"));
            return new OpenCorrections(open, cases.Count == page ? cases[^1].Id : null);
        }, cancellationToken);
}

/// <summary>An officer notes that the keeper of the source was asked, with the letter's number and day. Noted once, it stays.</summary>
public sealed class MarkCorrectionSent(Desk desk)
{
    /// <summary>Longest recipient and reference, in characters.</summary>
    public const int MaximumTextLength = 200;

    /// <param name="actor">The officer.</param>
    /// <param name="reference">The case.</param>
    /// <param name="correction">Id of the request.</param>
    /// <param name="recipient">To whom it was sent.</param>
    /// <param name="letter">Number of the letter or message.</param>
    /// <param name="on">Its day; not in the future and not before the request.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<CorrectionRequest>> DoAsync(
        Actor actor, CaseReference reference, string correction, string recipient, string letter, DateOnly? on, CancellationToken cancellationToken) =>
        desk.DoAsync<CorrectionRequest>(Act.MarkCorrectionSent, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            Dossier dossier = current.File.Dossier;
            if (dossier.Corrections.FirstOrDefault(request => request.Id == correction) is not { } asked)
            {
                return new Refusal(RefusalCode.CorrectionNotFound, "The case has no such request for correction. Use an id from its list.", [], [.. dossier.Corrections.Select(request => request.Id)]);
            }

            if (asked.Sent is not null)
            {
                return new Refusal(RefusalCode.CorrectionAlreadySent, "It was noted before that this request was sent. Look at its number and day; there is nothing to do.");
            }

            string to = FieldFaults.Clean(recipient), number = FieldFaults.Clean(letter);
            string[] faults =
            [
                .. to.Length is 0 or > MaximumTextLength ? ["recipient"] : Array.Empty<string>(),
                .. number.Length is 0 or > MaximumTextLength ? ["reference"] : Array.Empty<string>(),
                .. on is not { } day || day > VietnamTime.Day(work.Now) || day < VietnamTime.Day(asked.At) ? ["on"] : Array.Empty<string>(),
            ];
            if (faults.Length > 0)
            {
                return new Refusal(
                    RefusalCode.CorrectionReferenceInvalid,
                    "Say to whom it was sent, under which number, and on which day: not before it was asked for and not in the future. Correct the named parts.", [], faults);
            }

            CorrectionRequest sent = asked with { Sent = new CorrectionSending(to, number, on!.Value, actor.Id, work.Now) };
            work.Note("correction", sent.Id);
            work.Publish("data.correction_sent", current.File.Id, sent.Id);
            Dossier next = dossier with { Corrections = [.. dossier.Corrections.Select(request => request.Id == sent.Id ? sent : request)] };
            await work.SaveAsync(current with { File = current.File with { Dossier = next } }, ct);
            return sent;
        }, cancellationToken);
}
