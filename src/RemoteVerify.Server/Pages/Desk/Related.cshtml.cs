using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Results.RelatedActs;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Server.Pages.Texts;
using ReadRecord = RemoteVerify.Cases.Results.ViewResult;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>The acts on the stored result of a case.</summary>
public sealed record ResultActs(ViewCase View, ReadRecord Result, BeginRelatedAct Begin, RevokeResult Revoke);

/// <summary>What a correction, amendment, end or cancellation says, as the form asks for it.</summary>
public sealed class RelatedForm
{
    /// <summary>Places that the form has room for; the API takes up to fifty.</summary>
    public const int Places = 4;

    public RelatedActKind Kind { get; set; }

    public string? Reason { get; set; }

    public string? LegalBasis { get; set; }

    public string? Agreement { get; set; }

    /// <summary>Every place of the form, also those that are empty.</summary>
    public IReadOnlyList<RelatedActChange> Rows { get; private set; } = [.. Enumerable.Repeat(new RelatedActChange(string.Empty, string.Empty, string.Empty), Places)];

    /// <summary>The places of which at least one field was filled in.</summary>
    public IReadOnlyList<RelatedActChange> Changes => [.. Rows.Where(row => row.Where.Length + row.Was.Length + row.Becomes.Length > 0)];

    /// <summary>Takes the fields of the places as they were sent, in their order.</summary>
    public void Fill(string?[]? where, string?[]? was, string?[]? becomes) =>
        Rows = [.. Enumerable.Range(0, Places).Select(i => new RelatedActChange(At(where, i), At(was, i), At(becomes, i)))];

    private static string At(string?[]? fields, int index) => fields?.ElementAtOrDefault(index)?.Trim() ?? string.Empty;
}

/// <summary>
/// The stored result of a case, and what may happen to it later: a page of its own that corrects, amends, ends or cancels it and begins as a case of its own, or the plain statement that it is not valid.
/// The result itself is never changed.
/// </summary>
public sealed class RelatedModel(ResultActs acts, PageTexts texts) : DeskPage
{
    public CaseFile Record { get; private set; } = null!;

    public ResultRecord Result { get; private set; } = null!;

    /// <summary>What was typed, also after a refusal.</summary>
    public RelatedForm Form { get; private set; } = new();

    public string? WhyRevoked { get; private set; }

    /// <summary>The form of the revocation was sent and refused.</summary>
    public bool Revokes { get; private set; }

    /// <summary>The verification code in groups, as on the paper.</summary>
    public string PrintedCode => VerificationCode.TryParse(Result.Document.Code, out VerificationCode? code) ? code.Printed : Result.Document.Code;

    /// <summary>Only a result takes acts, no copy and no page about a result.</summary>
    public bool TakesActs => Result.Document.Kind == PublishedKind.Result;

    /// <summary>The stored result of a case; null while there is none.</summary>
    public static PublishedId? ResultOf(Case one) => one switch
    {
        Completed c => c.Result,
        ResultDelivered c => c.Result,
        _ => null,
    };

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken) => ShowAsync(id, null, StatusCodes.Status200OK, cancellationToken);

    public async Task<IActionResult> OnPostBeginAsync(Guid id, RelatedForm form, string?[]? where, string?[]? was, string?[]? becomes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        Form = form;
        form.Fill(where, was, becomes);
        if (!Visit.MayDecide)
        {
            return await WeakAsync(id, cancellationToken);
        }

        if (await FindAsync(id, cancellationToken) is not { } result)
        {
            return NotFound();
        }

        RelatedActRequest request = new(form.Kind, form.Reason, form.LegalBasis, string.IsNullOrWhiteSpace(form.Agreement) ? null : form.Agreement, form.Changes, null);
        return (await acts.Begin.DoAsync(Visit.Actor, result, request, cancellationToken)).TryGet(out RelatedActBegun? begun, out Refusal? refusal)
            ? Redirect($"/desk/cases/{begun.File.Id}")
            : await ShowAsync(id, refusal, StatusCodes.Status422UnprocessableEntity, cancellationToken);
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid id, long version, string? why, CancellationToken cancellationToken)
    {
        (WhyRevoked, Revokes) = (why, true);
        if (!Visit.MayDecide)
        {
            return await WeakAsync(id, cancellationToken);
        }

        if (await FindAsync(id, cancellationToken) is not { } result)
        {
            return NotFound();
        }

        Outcome<PublishedDocument> revoked = await acts.Revoke.DoAsync(Visit.Actor, new PublishedReference(result, version), why ?? string.Empty, cancellationToken);
        return revoked.IsDone ? Redirect($"/desk/cases/{id}/related") : await ShowAsync(id, revoked.Refusal, StatusCodes.Status422UnprocessableEntity, cancellationToken);
    }

    private Task<IActionResult> WeakAsync(Guid id, CancellationToken cancellationToken)
    {
        Errors = [new FieldError(string.Empty, texts["desk.weak"])];
        return ShowAsync(id, null, StatusCodes.Status403Forbidden, cancellationToken);
    }

    private async Task<PublishedId?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        (await acts.View.DoAsync(Visit.Actor, new CaseId(id), cancellationToken)).TryGet(out CaseView? found, out _) ? ResultOf(found.Case) : null;

    private async Task<IActionResult> ShowAsync(Guid id, Refusal? refusal, int status, CancellationToken cancellationToken)
    {
        if (!(await acts.View.DoAsync(Visit.Actor, new CaseId(id), cancellationToken)).TryGet(out CaseView? found, out _) || ResultOf(found.Case) is not { } result
            || !(await acts.Result.DoAsync(Visit.Actor, result, cancellationToken)).TryGet(out ResultRecord? record, out _))
        {
            return NotFound();
        }

        (Record, Result) = (found.Case.File, record);
        if (refusal is not null)
        {
            Errors = RefusalWords.Errors(texts, refusal, Record);
        }

        return new PageResultWithStatus(status);
    }
}
