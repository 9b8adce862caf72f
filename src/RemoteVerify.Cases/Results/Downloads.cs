using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Results;

/// <summary>Makes an address that gives out one document once, for two minutes: for a browser that carries no token.</summary>
public sealed class MakeDownloadLink(Desk desk)
{
    /// <summary>How long a link works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    public Task<Outcome<GivenToken>> DoAsync(Actor actor, PublishedId id, CancellationToken cancellationToken) =>
        desk.DoAsync<GivenToken>(Act.MakeDownloadLink, actor, async (work, ct) =>
            (await Repository.FindAsync(work, id, ct)).TryGet(out PublishedDocument? found, out Refusal? refusal)
                ? await Links.IssueAsync(work, found, ct)
                : refusal, cancellationToken);
}

/// <summary>Gives out the document of a link; whoever comes first has used it.</summary>
public sealed class UseDownloadLink(Desk desk)
{
    public Task<Outcome<PublishedBytes>> DoAsync(string token, CancellationToken cancellationToken) =>
        desk.DoAsync<PublishedBytes>(Act.UseDownloadLink, Actor.Anyone, async (work, ct) =>
        {
            Sha256Digest hash = Tokens.Hash(token);
            if (await work.Unit.DownloadLinks.FindAsync(hash, ct) is not { } link)
            {
                return new Refusal(RefusalCode.DownloadNotFound, "There is no such link. Ask for a new one.");
            }

            if (link.UsedAt is not null)
            {
                return new Refusal(RefusalCode.DownloadUsed, "This link was used before; it works once. Ask for a new one.");
            }

            if (link.ExpiresAt <= work.Now)
            {
                return new Refusal(RefusalCode.DownloadExpired, "This link has run out; it works for two minutes. Ask for a new one.");
            }

            if (await work.Unit.Published.FindAsync(link.Result, ct) is not { } found)
            {
                return new Refusal(RefusalCode.EvidenceDestroyed, "The document was deleted at the end of its retention. Only the record of it remains.");
            }

            await work.Unit.DownloadLinks.UseAsync(hash, work.Now, ct);
            work.About(found.CaseId);
            work.Note("result", found.Id.ToString());
            work.Note("document", found.Sha256.Hex);
            return (await Repository.BytesAsync(work, found, ct)).TryGet(out PublishedBytes? bytes, out Refusal? refusal)
                ? bytes with { Record = await Records.OfAsync(work, found, ct) }
                : refusal;
        }, cancellationToken);
}

internal static class Links
{
    public static async Task<GivenToken> IssueAsync(Work work, PublishedDocument document, CancellationToken cancellationToken)
    {
        string token = Tokens.Random();
        DateTimeOffset until = work.Now + MakeDownloadLink.Lifetime;
        await work.Unit.DownloadLinks.AddAsync(new DownloadLink(Tokens.Hash(token), document.Id, document.Tenant, until, null), cancellationToken);
        work.Note("result", document.Id.ToString());
        return new GivenToken(token, until);
    }
}
