using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Sharing;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>The person's own results: to be shown by a rotating QR, shared by a link for a purpose and a time, used in another case by answering who asks. All of it after a proof of identity.</summary>
public sealed class MyPapersModel(
    CitizenVisit visits, CitizenRoad road, PageTexts texts, ListOwnResults list, ListShares shares, ShareResult share, RevokeShare revoke, ShowPersonCode code,
    ListShareRequests requests, AnswerShareRequest answer, ShareConsentTexts consents, IOptions<ServiceOptions> options, TimeProvider clock) : CitizenStep(visits, road, texts)
{
    private static readonly int[] Days = [1, 7, 30];

    public IReadOnlyList<ResultRecord> Results { get; private set; } = [];

    public IReadOnlyList<ShareWithUses> Shares { get; private set; } = [];

    public IReadOnlyList<ShareRequest> Requests { get; private set; } = [];

    public bool IsNotProven { get; private set; }

    /// <summary>Where a share is looked at, and the code of one that was just given; shown once. The code is no part of the address, so that it is in no log of addresses.</summary>
    public (Uri Address, string Code)? Given { get; private set; }

    /// <summary>The person's code as a drawing, after it was asked for: the path of its dark squares.</summary>
    public QrDrawing? Qr { get; private set; }

    /// <summary>Last moment of the code that is shown.</summary>
    public DateTimeOffset? QrUntil { get; private set; }

    /// <summary>The text that is agreed to.</summary>
    public ShareConsentText? Consent => consents.All.FirstOrDefault(text => text.Purpose == "share-result" && text.IsInForce(VietnamTime.Day(clock.GetUtcNow())));

    /// <summary>Choices of the time, in days.</summary>
    public static IReadOnlyList<int> DayChoices => Days;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        return Page();
    }

    /// <summary>A link for whoever is given it.</summary>
    public async Task<IActionResult> OnPostShareAsync(Guid result, ShareContent content, string? purpose, int days, bool agreed, CancellationToken cancellationToken)
    {
        DateTimeOffset? until = Days.Contains(days) ? clock.GetUtcNow().AddDays(days) : null;
        Outcome<GivenShare> given = await share.DoAsync(
            Visitor.Actor, new ShareOrder(ShareRecipient.Bearer, new ShareScope([new PublishedId(result)], [], content), purpose?.Trim(), until, Consent?.Name, agreed), cancellationToken);
        await ReadAsync(cancellationToken);
        if (given.Refusal is { } refusal)
        {
            return await RefusedAsync(refusal, cancellationToken, new FieldError($"purpose-{result:N}", Texts["citizen.papers-own.say-all"]));
        }

        Given = (new Uri(options.Value.PublicAddress, "/shared"), given.Value.Token!);
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid id, CancellationToken cancellationToken)
    {
        Outcome<Share> ended = await revoke.DoAsync(Visitor.Actor, new ShareId(id), cancellationToken);
        return ended.Refusal is { } refusal ? await RefusedAsync(refusal, cancellationToken) : LocalRedirect(Visitor.Address("my-papers"));
    }

    /// <summary>The code of this minute, for an officer who scans it; the question then stands on this page.</summary>
    public async Task<IActionResult> OnPostCodeAsync(CancellationToken cancellationToken)
    {
        Outcome<PersonCode> shown = await code.DoAsync(Visitor.Actor, cancellationToken);
        await ReadAsync(cancellationToken);
        if (shown.Refusal is { } refusal)
        {
            return await RefusedAsync(refusal, cancellationToken);
        }

        (Qr, QrUntil) = (QrDrawing.Of(shown.Value.Token), shown.Value.ExpiresAt);
        return Page();
    }

    /// <summary>A yes uses the papers in the case of who asks, for what was asked and until what is chosen; a no tells only that.</summary>
    public async Task<IActionResult> OnPostAnswerAsync(Guid id, string? say, int days, CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        if (Requests.FirstOrDefault(one => one.Id == id) is not { } asked)
        {
            return LocalRedirect(Visitor.Address("my-papers"));
        }

        ShareOrder? order = say == "yes"
            ? new ShareOrder(asked.Requester, new ShareScope([], asked.Types, asked.Content), asked.Purpose, clock.GetUtcNow().AddDays(Days.Contains(days) ? days : Days[0]), Consent?.Name, true)
            : null;
        Outcome<ShareRequest> answered = await answer.DoAsync(Visitor.Actor, id, order, cancellationToken);
        return answered.Refusal is { } refusal ? await RefusedAsync(refusal, cancellationToken) : LocalRedirect(Visitor.Address("my-papers"));
    }

    /// <summary>Last part of the key of a state's name.</summary>
    public static string StateOf(ShareWithUses one) => one.State switch { "revoked" => "revoked", "expired" => "expired", _ => "open" };

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        Outcome<IReadOnlyList<ResultRecord>> found = await list.DoAsync(Visitor.Actor, cancellationToken);
        IsNotProven = found.Refusal is not null;
        if (found.IsDone)
        {
            Results = found.Value;
            Shares = (await shares.DoAsync(Visitor.Actor, cancellationToken)) is { IsDone: true } given ? given.Value : [];
            Requests = (await requests.DoAsync(Visitor.Actor, cancellationToken)) is { IsDone: true } asked ? [.. asked.Value.Where(one => one.StateAt(clock.GetUtcNow()) == "open")] : [];
        }
    }
}
