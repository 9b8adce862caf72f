using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Sharing;

/// <summary>One result as a share shows it; members that the share doesn't cover are null.</summary>
/// <param name="Id">Id.</param>
/// <param name="Type">Kind of result.</param>
/// <param name="State">What it is worth now.</param>
/// <param name="IsTest">Without legal effect.</param>
/// <param name="Title">From <see cref="ShareContent.Masked"/> on.</param>
/// <param name="Number">From <see cref="ShareContent.Masked"/> on.</param>
/// <param name="Issuer">From <see cref="ShareContent.Masked"/> on.</param>
/// <param name="IssuedAt">From <see cref="ShareContent.Masked"/> on.</param>
/// <param name="Validity">From <see cref="ShareContent.Masked"/> on.</param>
/// <param name="Owner">Masked name, from <see cref="ShareContent.Masked"/> on.</param>
/// <param name="Download">A single-use link, with <see cref="ShareContent.File"/>.</param>
public sealed record SharedResult(
    PublishedId Id, string? Type, string State, bool IsTest, string? Title, string? Number, string? Issuer, DateTimeOffset? IssuedAt, ValidityPeriod? Validity, string? Owner,
    GivenToken? Download)
{
    public override string ToString() => $"SharedResult {Id}";
}

/// <summary>What a use of a share shows.</summary>
public sealed record SharedResults(Share Share, IReadOnlyList<SharedResult> Results)
{
    public override string ToString() => Share.ToString();
}

/// <summary>Uses a share: by its recipient, or by who holds its link. Every use is recorded for the owner.</summary>
public sealed class UseShare(Desk desk)
{
    /// <summary>As the recipient that the owner named.</summary>
    public Task<Outcome<SharedResults>> DoAsync(Actor actor, ShareId id, CancellationToken cancellationToken) =>
        desk.DoAsync<SharedResults>(Act.UseShare, actor, async (work, ct) =>
            await work.Unit.Shares.FindAsync(id, ct) is { } share && share.Recipient.Is(actor) ? await ShowAsync(work, share, ct) : Giving.NotFound(), cancellationToken);

    /// <summary>With the token of a link.</summary>
    public Task<Outcome<SharedResults>> DoAsync(Actor actor, string token, CancellationToken cancellationToken) =>
        desk.DoAsync<SharedResults>(Act.UseShare, actor, async (work, ct) =>
            await work.Unit.Shares.FindByTokenAsync(Tokens.Hash(token), ct) is { } share ? await ShowAsync(work, share, ct) : Giving.NotFound(), cancellationToken);

    private static async Task<Outcome<SharedResults>> ShowAsync(Work work, Share share, CancellationToken cancellationToken)
    {
        work.Note("share", share.Id.ToString());
        switch (share.StateAt(work.Now))
        {
            case "revoked":
                return new Refusal(RefusalCode.ShareRevoked, "The owner ended this share. Ask the owner for a new one if you still need it.");
            case "expired":
                return new Refusal(RefusalCode.ShareExpired, "This share has run out. Ask the owner for a new one if you still need it.");
        }

        List<SharedResult> shown = [];
        foreach (PublishedDocument document in await work.Unit.Published.ListByOwnerAsync(share.Tenant, share.Owner.PersonalNumber, null, cancellationToken))
        {
            if (share.Scope.Covers(document.Id, document.Type))
            {
                shown.Add(await ShowAsync(work, share, document, cancellationToken));
            }
        }

        await work.Unit.Shares.AddUseAsync(
            new ShareUse(share.Id, work.Actor.Role, work.Actor.Tenant.Value, work.Actor.Id, [.. shown.Select(s => s.Id)], share.Scope.Content, work.Now), cancellationToken);
        work.Note("results", shown.Count == 0 ? "none" : string.Join(' ', shown.Take(20).Select(s => s.Id)));
        return new SharedResults(share, shown);
    }

    private static async Task<SharedResult> ShowAsync(Work work, Share share, PublishedDocument document, CancellationToken cancellationToken)
    {
        ResultState state = ResultState.Of(document, await work.Unit.RelatedActs.ListAsync(document.Id, cancellationToken), work.Now);
        SharedResult bare = new(document.Id, document.Type, state.Name, document.IsTest, null, null, null, null, null, null, null);
        return share.Scope.Content == ShareContent.Existence ? bare : bare with
        {
            Title = document.Title,
            Number = document.Number,
            Issuer = document.Organisation,
            IssuedAt = document.IssuedAt,
            Validity = document.Validity,
            Owner = MaskedName.Of(share.Owner.FullName),
            Download = share.Scope.Content == ShareContent.File ? await Links.IssueAsync(work, document, cancellationToken) : null,
        };
    }
}
