using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Sharing;

/// <summary>What the owner of results agrees to. Every part must be said; nothing has a default.</summary>
/// <param name="Recipient">Who may see.</param>
/// <param name="Scope">What.</param>
/// <param name="Purpose">What for, in words.</param>
/// <param name="ExpiresAt">Until when.</param>
/// <param name="ConsentText">Id with version of the text that was read.</param>
/// <param name="Agreed">The person ticked it.</param>
public sealed record ShareOrder(ShareRecipient? Recipient, ShareScope? Scope, string? Purpose, DateTimeOffset? ExpiresAt, string? ConsentText, bool? Agreed)
{
    public override string ToString() => "ShareOrder";
}

/// <summary>A given share, with the link's token where it has one.</summary>
public sealed record GivenShare(Share Share, string? Token)
{
    public override string ToString() => Share.ToString();
}

/// <summary>The owner lets somebody see results.</summary>
public sealed class ShareResult(Desk desk, ShareConsentTexts texts)
{
    public Task<Outcome<GivenShare>> DoAsync(Actor actor, ShareOrder order, CancellationToken cancellationToken) =>
        desk.DoAsync<GivenShare>(Act.ShareResult, actor, async (work, ct) =>
            (await ProvenPerson.OfAsync(work, ct)).TryGet(out ResultOwner? owner, out Refusal? refusal)
                ? await Giving.GiveAsync(work, texts, owner, order, ct)
                : refusal, cancellationToken);
}

/// <summary>The owner ends a share; who uses it afterwards is told so.</summary>
public sealed class RevokeShare(Desk desk)
{
    public Task<Outcome<Share>> DoAsync(Actor actor, ShareId id, CancellationToken cancellationToken) =>
        desk.DoAsync<Share>(Act.RevokeShare, actor, async (work, ct) =>
        {
            if (!(await ProvenPerson.OfAsync(work, ct)).TryGet(out ResultOwner? owner, out Refusal? refusal))
            {
                return refusal;
            }

            Share? found = await work.Unit.Shares.FindAsync(id, ct);
            if (found is null || found.Tenant != actor.Tenant || found.Owner.PersonalNumber != owner.PersonalNumber)
            {
                return Giving.NotFound();
            }

            work.About(actor.OnlyCase!.Value);
            work.Note("share", id.ToString());
            if (found.RevokedAt is not null)
            {
                return found;
            }

            Share ended = found with { RevokedAt = work.Now, Version = found.Version + 1 };
            await work.Unit.Shares.UpdateAsync(ended, ct);
            return ended;
        }, cancellationToken);
}

/// <summary>A share with what was done with it.</summary>
public sealed record ShareWithUses(Share Share, string State, IReadOnlyList<ShareUse> Uses)
{
    public override string ToString() => Share.ToString();
}

/// <summary>The owner's list of shares and of their uses.</summary>
public sealed class ListShares(Desk desk)
{
    public Task<Outcome<IReadOnlyList<ShareWithUses>>> DoAsync(Actor actor, CancellationToken cancellationToken) =>
        desk.DoAsync<IReadOnlyList<ShareWithUses>>(Act.ListShares, actor, async (work, ct) =>
        {
            work.StaySilent();
            if (!(await ProvenPerson.OfAsync(work, ct)).TryGet(out ResultOwner? owner, out Refusal? refusal))
            {
                return refusal;
            }

            List<ShareWithUses> shown = [];
            foreach (Share share in await work.Unit.Shares.ListByOwnerAsync(actor.Tenant, owner.PersonalNumber, ct))
            {
                shown.Add(new ShareWithUses(share, share.StateAt(work.Now), await work.Unit.Shares.ListUsesAsync(share.Id, ct)));
            }

            return Outcome<IReadOnlyList<ShareWithUses>>.Done(shown);
        }, cancellationToken);
}

internal static class Giving
{
    private const int LongestPurpose = 300;
    private const int MostParts = 50;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public static Refusal NotFound() => new(RefusalCode.ShareNotFound, "There is no such share for you. Check the id or the link.");

    public static async Task<Outcome<GivenShare>> GiveAsync(Work work, ShareConsentTexts texts, ResultOwner owner, ShareOrder order, CancellationToken cancellationToken)
    {
        if (Problems(order, work.Now) is { Count: > 0 } problems)
        {
            return new Refusal(RefusalCode.ShareInvalid, "Say who may see what, how much of it, what for and until when. The reasons name what is missing.", [], problems);
        }

        if (!texts.Find(order.ConsentText, VietnamTime.Day(work.Now)).TryGet(out ShareConsentText? text, out Refusal? refusal))
        {
            return refusal;
        }

        if (order.Agreed != true)
        {
            return new Refusal(RefusalCode.ConsentNotGiven, "A share needs the person's own yes to the text. Without it nothing is shared.");
        }

        IReadOnlyList<PublishedDocument> own = await work.Unit.Published.ListByOwnerAsync(work.Actor.Tenant, owner.PersonalNumber, null, cancellationToken);
        string[] foreign = [.. order.Scope!.Results.Where(id => own.All(d => d.Id != id)).Select(id => id.ToString())];
        if (foreign.Length > 0)
        {
            return new Refusal(RefusalCode.ResultNotFound, "These results are not yours. Choose from your own list.", [], foreign);
        }

        string? token = order.Recipient!.IsBearer ? Tokens.Random() : null;
        CaseId session = work.Actor.OnlyCase!.Value;
        Share share = new(
            ShareId.New(work.Now), work.Actor.Tenant, owner, order.Recipient, token is null ? null : Tokens.Hash(token), order.Scope, order.Purpose!.Trim(), text.Name, session,
            work.Now, order.ExpiresAt!.Value, null, 1);
        await work.Unit.Shares.AddAsync(share, cancellationToken);
        work.About(session);
        work.Note("share", share.Id.ToString());
        work.Note("consent", text.Name);
        work.Note("content", share.Scope.Content.ToString());
        return new GivenShare(share, token);
    }

    private static List<string> Problems(ShareOrder order, DateTimeOffset now)
    {
        List<string> problems = [];
        if (order.Recipient is null)
        {
            problems.Add("recipient");
        }

        if (order.Scope is not { } scope || scope.Results.Count + scope.Types.Count is 0 or > MostParts || !Enum.IsDefined(scope.Content))
        {
            problems.Add("scope");
        }

        if (string.IsNullOrWhiteSpace(order.Purpose) || order.Purpose.Length > LongestPurpose)
        {
            problems.Add("purpose");
        }

        if (order.ExpiresAt is not { } until || until <= now || until > now + Longest)
        {
            problems.Add("expires-at");
        }

        return problems;
    }
}
