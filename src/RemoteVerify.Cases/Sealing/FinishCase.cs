using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Sealing;

/// <summary>
/// Seal, document timestamp and storing, each an act and a transaction of its own. When one of them could not be done, because an
/// authority of others was away, doing it again goes on with that one.
/// </summary>
public sealed class FinishCase(SealDocument seal, TimestampDocument timestamp, StoreResult store, IUnitOfWorkFactory stores)
{
    public async Task<Outcome<PublishedBytes>> DoAsync(Actor actor, CaseReference reference, CancellationToken cancellationToken)
    {
        Case? found;
        await using (IUnitOfWork unit = await stores.BeginAsync(cancellationToken))
        {
            found = await unit.Cases.FindAsync(actor.Tenant, reference.Id, cancellationToken);
        }

        CaseReference next = reference;
        if (found is not (OrganisationSealed or Effective))
        {
            if ((await seal.DoAsync(actor, next, cancellationToken)).Refusal is { } notSealed)
            {
                return notSealed;
            }

            next = reference.Id;
        }

        if (found is not Effective)
        {
            if ((await timestamp.DoAsync(actor, next, cancellationToken)).Refusal is { } notStamped)
            {
                return notStamped;
            }

            next = reference.Id;
        }

        return await store.DoAsync(actor, next, cancellationToken);
    }
}
