using System.Security.Cryptography;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Providers;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Webhooks;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Server.Agencies;

/// <summary>
/// Sends what cases owe to other agencies: of each case and agency one after the other, different cases at once. What is in the middle when the
/// process dies is sent again when its lease ends, so an agency sees a message at least once, under the same id.
/// </summary>
public sealed partial class Dispatcher(
    IReadOnlyList<IDispatchChannel> channels, DispatchQueue queue, IUnitOfWorkFactory stores, ProcedureLibrary procedures, EndDispatch end, RetrySchedule schedule, TimeProvider clock,
    ILogger<Dispatcher> logger)
{
    private const int AtOnce = 8;

    /// <summary>A try is four questions of a minute each at most; nobody else takes the message meanwhile.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <summary>Sends what is due.</summary>
    /// <returns>How many were tried.</returns>
    public async Task<int> SendDueAsync(CancellationToken cancellationToken)
    {
        if (channels.Count == 0)
        {
            return 0;
        }

        DispatchLease lease = await queue.TakeAsync([.. channels.Select(c => c.Name)], AtOnce, Lease, cancellationToken);
        await Parallel.ForEachAsync(
            lease.Dispatches, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (dispatch, ct) => await OneAsync(lease.Token, dispatch, ct));
        return lease.Dispatches.Count;
    }

    private async Task OneAsync(Guid lease, Dispatch dispatch, CancellationToken cancellationToken)
    {
        IDispatchChannel channel = channels.First(c => c.Name == dispatch.Channel);
        switch (await TryAsync(channel, dispatch, cancellationToken))
        {
            case DispatchOutcome.Delivered delivered:
                await EndAsync(channel, dispatch, DispatchState.Delivered, "delivered", delivered.Receipt, cancellationToken);
                break;
            case DispatchOutcome.Refused refused:
                await EndAsync(channel, dispatch, DispatchState.Refused, refused.Reason, null, cancellationToken);
                break;
            case DispatchOutcome.NotTried resting:
                await queue.RetryAsync(dispatch, lease, resting.Reason, wasTried: false, clock.GetUtcNow() + LineGuard.Rest, cancellationToken);
                break;
            case DispatchOutcome.TryLater later when schedule.After(dispatch.Attempts, null, Chance()) is { } wait:
                await queue.RetryAsync(dispatch, lease, later.Reason, wasTried: true, clock.GetUtcNow() + wait, cancellationToken);
                break;
            case DispatchOutcome.TryLater later:
                await EndAsync(channel, dispatch, DispatchState.GivenUp, later.Reason, null, cancellationToken);
                break;
        }
    }

    /// <summary>One message that can't be made or sent, whatever the reason, is tried again and keeps no other waiting.</summary>
    private async Task<DispatchOutcome> TryAsync(IDispatchChannel channel, Dispatch dispatch, CancellationToken cancellationToken)
    {
        try
        {
            return await SubjectAsync(dispatch, cancellationToken) is { } subject
                ? await channel.SendAsync(dispatch, subject, cancellationToken)
                : new DispatchOutcome.Refused("case-destroyed");
        }
        catch (Exception trouble) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, trouble, dispatch.Channel);
            return new DispatchOutcome.TryLater("failed");
        }
    }

    /// <summary>Kept as it ended; when somebody else ended it meanwhile, that stands.</summary>
    private Task<Outcome<Dispatch>> EndAsync(IDispatchChannel channel, Dispatch dispatch, DispatchState state, string outcome, string? receipt, CancellationToken cancellationToken) =>
        end.DoAsync(Actor.Service(dispatch.Tenant), dispatch, state, outcome, receipt, (channel.Purpose, channel.LegalBasis), cancellationToken);

    private async Task<DispatchSubject?> SubjectAsync(Dispatch dispatch, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        if (await unit.Cases.FindAsync(dispatch.Tenant, dispatch.CaseId, cancellationToken) is not { } current)
        {
            return null;
        }

        DateTimeOffset now = clock.GetUtcNow();
        Procedure procedure = await procedures.OfCaseAsync(unit, current.File, cancellationToken);
        return new DispatchSubject(current, procedure, CaseDue.Of(current.File, procedure, await procedures.ClockAsync(unit, VietnamTime.Day(now), cancellationToken), now)?.At);
    }

    private static double Chance() => RandomNumberGenerator.GetInt32(1 << 20) / (double)(1 << 20);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A message to {Channel} could not be made or sent; it is tried again.")]
        public static partial void Failed(ILogger logger, Exception trouble, string channel);
    }
}
