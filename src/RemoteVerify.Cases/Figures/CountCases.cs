using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.WorkingTime;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Figures;

/// <summary>
/// Follows the audit log, in which every act leaves a leaf in the order of commits, and counts anew each case of which there is a new one. The place in
/// the log moves in the transaction that writes the figures: after a crash, or on two nodes at once, nothing is missed and nothing counted twice.
/// </summary>
public sealed class CountCases(IUnitOfWorkFactory stores, ProcedureLibrary procedures)
{
    private const int LeavesAtOnce = 500;

    /// <summary>Counts what happened since the last time.</summary>
    /// <returns>Cases that were counted; a case can be counted in several steps.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        int counted = 0;
        while (true)
        {
            await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
            long place = await unit.Figures.PlaceAsync(cancellationToken);
            ChangedCases changed = await unit.Figures.ChangedAsync(place, LeavesAtOnce, cancellationToken);
            if (changed.Next == place)
            {
                return counted;
            }

            foreach ((CaseId id, TenantId tenant) in changed.Cases)
            {
                counted += await CountAsync(unit, tenant, id, cancellationToken) ? 1 : 0;
            }

            await unit.Figures.MoveAsync(changed.Next, cancellationToken);
            if (await unit.CommitAsync(cancellationToken) == CommitResult.VersionConflict || changed.IsLast)
            {
                // Who was quicker goes on from there.
                return counted;
            }
        }
    }

    /// <summary>Counts every case anew from the beginning of the log, then sums the days anew. What a destroyed case added before is kept: it can't be counted again.</summary>
    /// <returns>Cases that were counted, and sums that were not what they must be.</returns>
    public async Task<(int Cases, int Corrected)> RebuildAsync(CancellationToken cancellationToken)
    {
        await CommitAsync(unit => unit.Figures.MoveAsync(0, cancellationToken), cancellationToken);
        int counted = 0;
        do
        {
            counted += await RunAsync(cancellationToken);
        }
        while (await IsBehindAsync(cancellationToken));
        int corrected = 0;
        await CommitAsync(async unit => corrected = await unit.Figures.SumAnewAsync(cancellationToken), cancellationToken);
        return (counted, corrected);
    }

    private async Task<bool> IsBehindAsync(CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        long place = await unit.Figures.PlaceAsync(cancellationToken);
        return (await unit.Figures.ChangedAsync(place, 1, cancellationToken)).Next > place;
    }

    private async Task CommitAsync(Func<IUnitOfWork, Task> act, CancellationToken cancellationToken)
    {
        for (int tries = 0; tries < 5; tries++)
        {
            await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
            await act(unit);
            if (await unit.CommitAsync(cancellationToken) == CommitResult.Committed)
            {
                return;
            }
        }

        throw new InvalidOperationException("The figures are counted by somebody else all the time. Try again later.");
    }

    private async Task<bool> CountAsync(IUnitOfWork unit, TenantId tenant, CaseId id, CancellationToken cancellationToken)
    {
        if (await unit.Cases.FindAsync(tenant, id, cancellationToken) is not { } found)
        {
            return false;
        }

        IReadOnlyList<Verification> verifications = await unit.Verifications.ListAsync(id, cancellationToken);
        AuditEntry[] entries = [.. (await unit.Audit.ListAsync(id, cancellationToken)).Select(recorded => recorded.Entry)];
        IReadOnlyList<SatisfactionAnswer> answers = await unit.Figures.AnswersAsync(id, cancellationToken);
        await unit.Figures.PutAsync(Counting.Of(new CaseMaterial(found, verifications, entries, answers, await DueAsync(unit, found, cancellationToken))), cancellationToken);
        return true;
    }

    /// <summary>By the calendar of the day on which the case ended, so that a calendar of later days changes nothing.</summary>
    private async Task<DateTimeOffset?> DueAsync(IUnitOfWork unit, Case current, CancellationToken cancellationToken)
    {
        DateTimeOffset? end = current switch
        {
            Completed done => done.StoredAt,
            ResultDelivered done => done.StoredAt,
            _ => null,
        };
        if (end is not { } at)
        {
            return null;
        }

        Procedure procedure = await procedures.OfCaseAsync(unit, current.File, cancellationToken);
        OfficeClock clock = await procedures.ClockAsync(unit, VietnamTime.Day(at), cancellationToken);
        return CaseDue.Of(current.File, procedure, clock, at)?.At;
    }
}
