using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Results.Archiving;

/// <summary>What a run did.</summary>
/// <param name="Examined">Documents looked at.</param>
/// <param name="Renewed">Those that got a new timestamp.</param>
/// <param name="Failed">Those that did not, with the refusal's code; tried again later.</param>
public sealed record RenewalRun(int Examined, IReadOnlyList<PublishedId> Renewed, IReadOnlyList<(PublishedId Id, string Code)> Failed);

/// <summary>
/// Renews the archive timestamps of stored documents before they weaken: each document in a transaction of its own, as a new
/// version of the same result under the same code. Repeating it, on this node or another, changes nothing more.
/// </summary>
public sealed class RenewArchiveTimestamps(Desk desk, IArchive archive, IUnitOfWorkFactory stores, ArchivePolicy policy)
{
    public async Task<RenewalRun> DoAsync(Actor actor, CancellationToken cancellationToken)
    {
        IReadOnlyList<PublishedId> due;
        await using (IUnitOfWork unit = await stores.BeginAsync(cancellationToken))
        {
            due = await unit.Published.ListDueAsync(actor.Tenant, desk.Clock.GetUtcNow(), policy.MostPerRun, cancellationToken);
        }

        int examined = 0;
        List<PublishedId> renewed = [];
        List<(PublishedId, string)> failed = [];
        foreach (PublishedId id in due)
        {
            examined++;
            Outcome<bool> outcome = await RenewAsync(actor, id, cancellationToken);
            if (outcome.Refusal is { } refusal)
            {
                failed.Add((id, refusal.Code.Value));
                if (IsAuthoritysTrouble(refusal))
                {
                    // It would meet every document of this run; all of them stay due for the next one.
                    break;
                }
            }
            else if (outcome.Value)
            {
                renewed.Add(id);
            }
        }

        return new RenewalRun(examined, renewed, failed);
    }

    /// <summary>One document; true when it got a new timestamp.</summary>
    private Task<Outcome<bool>> RenewAsync(Actor actor, PublishedId id, CancellationToken cancellationToken) =>
        desk.DoAsync<bool>(Act.RenewArchiveTimestamp, actor, async (work, ct) =>
        {
            PublishedDocument? found = await work.Unit.Published.FindAsync(id, ct);
            if (found is null || found.Tenant != actor.Tenant || found.RenewAt > work.Now)
            {
                // Destroyed meanwhile, or another node was quicker.
                work.StaySilent();
                return false;
            }

            work.About(found.CaseId);
            work.Note("result", id.ToString());
            if (!(await Repository.BytesAsync(work, found, ct)).TryGet(out PublishedBytes? stored, out Refusal? refusal))
            {
                return refusal;
            }

            ArchiveState state = archive.Examine(stored.Pdf, work.Now);
            if (state is { IsComplete: true, Until: { } until } && until - policy.Margin > work.Now)
            {
                await LookAgainAsync(work, found, until - policy.Margin, ct);
                return false;
            }

            return (await archive.RenewAsync(stored.Pdf, work.Now, ct)).TryGet(out ReadOnlyMemory<byte> grown, out refusal)
                ? await KeepAsync(work, stored, state, grown, ct)
                : IsAuthoritysTrouble(refusal) ? refusal : await PutOffAsync(work, found, refusal, policy.RetryAfter, ct);
        }, cancellationToken);

    private async Task<Outcome<bool>> KeepAsync(Work work, PublishedBytes stored, ArchiveState before, ReadOnlyMemory<byte> grown, CancellationToken cancellationToken)
    {
        PublishedDocument document = stored.Document;
        if (!grown.Span.StartsWith(stored.Pdf.Span))
        {
            throw new InvalidOperationException("A renewal changed bytes that were there before.");
        }

        ArchiveState state = archive.Examine(grown, work.Now);
        if (!state.IsComplete)
        {
            return await PutOffAsync(work, document, NotRenewed("not-complete"), policy.RetryAfter, cancellationToken);
        }

        if (before is { IsComplete: true, Until: { } old } && !(state.Until > old))
        {
            // The timestamp authority itself is about to end: a timestamp of it helps nobody, and the operator has to renew it first.
            return await PutOffAsync(work, document, NotRenewed("authority-ends"), policy.Margin / 12, cancellationToken);
        }

        DateTimeOffset next = state.Until is { } until && until - policy.Margin > work.Now + policy.RetryAfter ? until - policy.Margin : work.Now + policy.RetryAfter;
        Sha256Digest hash = Sha256Digest.Of(grown.Span);
        PublishedDocument changed = document with
        {
            Sha256 = hash,
            Blob = await work.Unit.Blobs.PutAsync(document.Tenant, document.CaseId, DataClass.Published, grown, cancellationToken),
            Earlier = [.. document.Earlier, new EarlierBytes(document.Sha256, document.Blob, work.Now)],
            RenewAt = next,
            Version = document.Version + 1,
        };
        await work.Unit.Published.UpdateAsync(changed, cancellationToken);
        work.Note("before", document.Sha256.Hex);
        work.Note("document", hash.Hex);
        work.Publish("result.renewed", document.CaseId, document.Id.ToString());
        return true;
    }

    /// <summary>The timestamp authority is away or wrong, which says nothing about the document.</summary>
    private static bool IsAuthoritysTrouble(Refusal refusal) => refusal.Code == RefusalCode.TimestampUnavailable || refusal.Code == RefusalCode.TimestampNotAccepted;

    private static Refusal NotRenewed(string reason) => new(
        RefusalCode.ArchiveNotRenewed, "The protection of this document was not renewed; the reason says why. An operator has to look at it.", [], [reason]);

    private static async Task<Outcome<bool>> PutOffAsync(Work work, PublishedDocument found, Refusal refusal, TimeSpan wait, CancellationToken cancellationToken)
    {
        await LookAgainAsync(work, found, work.Now + wait, cancellationToken);
        return work.RefuseAndKeep(refusal);
    }

    private static Task LookAgainAsync(Work work, PublishedDocument found, DateTimeOffset at, CancellationToken cancellationToken) =>
        work.Unit.Published.UpdateAsync(found with { RenewAt = at, Version = found.Version + 1 }, cancellationToken);
}
