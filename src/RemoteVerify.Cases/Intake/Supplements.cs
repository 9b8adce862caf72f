using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Intake;

/// <summary>The office asks for what is missing, once and completely; the clock stands still until it comes.</summary>
public sealed class RequestSupplement(Desk desk, ICaseSlips? slips = null)
{
    /// <summary>How long the citizen has, unless the office says otherwise.</summary>
    public static readonly TimeSpan DefaultTime = TimeSpan.FromDays(10);

    /// <summary>Longest text, in characters.</summary>
    public const int MaximumTextLength = 2000;

    /// <param name="actor">The officer.</param>
    /// <param name="reference">The case.</param>
    /// <param name="needs">Ids of papers and fields, at least one.</param>
    /// <param name="text">What to do, in words; printed on the slip.</param>
    /// <param name="time">How long the citizen has; null for <see cref="DefaultTime"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<SupplementRequested>> DoAsync(
        Actor actor, CaseReference reference, IReadOnlyList<string> needs, string text, TimeSpan? time, CancellationToken cancellationToken) =>
        desk.DoAsync<SupplementRequested>(Act.RequestSupplement, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            if (!current.Allowed.Contains(Act.RequestSupplement))
            {
                return current.NotAllowed(Act.RequestSupplement);
            }

            if (needs.Count == 0 || string.IsNullOrWhiteSpace(text) || text.Length > MaximumTextLength || time <= TimeSpan.Zero)
            {
                return new Refusal(RefusalCode.ReasonRequired, "Name every paper or field that is missing and say in words what the citizen must do.");
            }

            var demand = new SupplementDemand(actor.Id, needs, text.Trim(), work.Now, work.Now + (time ?? DefaultTime));
            if (slips is not null)
            {
                if (!(await slips.SupplementAsync(work, current.File, demand, ct)).TryGet(out CaseFile? withSlip, out refusal))
                {
                    return refusal;
                }

                current = current with { File = withSlip };
            }

            work.Note("needs", string.Join(' ', needs));
            work.Publish("case.supplement_requested", current.File.Id);
            return await work.SaveAsync(SupplementRequested.From(current, demand), ct);
        }, cancellationToken);
}

/// <summary>The citizen says that everything asked for is there; the case goes on where it was.</summary>
public sealed class ProvideSupplement(Desk desk)
{
    public Task<Outcome<Case>> DoAsync(Actor actor, CaseReference reference, CancellationToken cancellationToken) =>
        desk.DoAsync<Case>(Act.ProvideSupplement, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync<SupplementRequested>(reference, ct)).TryGet(out SupplementRequested? current, out Refusal? refusal))
            {
                return refusal;
            }

            string[] missing = [.. current.Demand.Needs.Where(need => !Provided(current, need))];
            if (missing.Length > 0)
            {
                return new Refusal(RefusalCode.DossierNotComplete, "Add the named papers and fields first, then say that they are there.", [.. current.Allowed.Select(a => a.Code)], missing);
            }

            work.Publish("case.supplement_provided", current.File.Id);
            return await work.SaveAsync(current.Provide(work.Now), ct);
        }, cancellationToken);

    /// <summary>Something of that name came after it was asked for.</summary>
    private static bool Provided(SupplementRequested current, string need)
    {
        DateTimeOffset asked = current.Demand.At;
        return current.File.Dossier.Papers.Any(paper => paper.Need == need && paper.At >= asked)
            || current.File.Dossier.Fields.Any(field => field.Name == need && field.At >= asked);
    }
}
