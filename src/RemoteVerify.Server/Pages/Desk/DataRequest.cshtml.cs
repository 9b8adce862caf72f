using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Privacy;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>One request of a data subject and its answer. Both answers have the same form and want a written reason; what is granted is done at once.</summary>
public sealed class DataRequestModel(ReadDataRequest read, AnswerDataRequest answer, ExportPersonData export, TimeProvider time, PageTexts texts) : DeskPage
{
    public DataRequest Found { get; private set; } = null!;

    public DateTimeOffset Now { get; } = time.GetUtcNow();

    /// <summary>Who refused may not answer the contest.</summary>
    public bool MayAnswer => Found.IsOpen && Found.Answer?.Officer != Visit.Actor.Id;

    /// <summary>A granted copy can be handed over.</summary>
    public bool CanExport => Found is { Kind: DataRequestKind.Access, State: DataRequestState.Granted };

    /// <summary>What was answered, the first answer first.</summary>
    public IEnumerable<DataAnswer> Answers => new[] { Found.Answer, Found.SecondAnswer }.OfType<DataAnswer>();

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken) => ShowAsync(id, StatusCodes.Status200OK, cancellationToken);

    public async Task<IActionResult> OnPostAsync(Guid id, long version, string? say, string? reason, CancellationToken cancellationToken)
    {
        if (!Visit.MayDecide)
        {
            Errors = [new FieldError(string.Empty, texts["desk.weak"])];
            return await ShowAsync(id, StatusCodes.Status403Forbidden, cancellationToken);
        }

        bool? granted = say switch { "yes" => true, "no" => false, _ => null };
        Outcome<DataRequest> answered = await answer.DoAsync(Visit.Actor, new DataRequestReference(id, version), granted, reason, cancellationToken);
        if (answered.Refusal is { } refusal)
        {
            Errors = [new FieldError(refusal.Code == RefusalCode.ReasonRequired ? "reason" : string.Empty, RefusalWords.Of(texts, refusal))];
            return await ShowAsync(id, StatusCodes.Status422UnprocessableEntity, cancellationToken);
        }

        return Redirect($"/desk/data-requests/{id}");
    }

    /// <summary>The copy of a granted request for access, to be handed over at the counter; a post, because it is an act with a record.</summary>
    public async Task<IActionResult> OnPostCopyAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!Visit.MayDecide)
        {
            Errors = [new FieldError(string.Empty, texts["desk.weak"])];
            return await ShowAsync(id, StatusCodes.Status403Forbidden, cancellationToken);
        }

        Outcome<PersonBundle> made = await export.DoAsync(Visit.Actor, id, cancellationToken);
        if (made.Refusal is { } refusal)
        {
            Errors = [new FieldError(string.Empty, RefusalWords.Of(texts, refusal))];
            return await ShowAsync(id, StatusCodes.Status422UnprocessableEntity, cancellationToken);
        }

        return File(made.Value.Zip.ToArray(), "application/zip", $"personal-data-{id}.zip");
    }

    private async Task<IActionResult> ShowAsync(Guid id, int status, CancellationToken cancellationToken)
    {
        if (!(await read.DoAsync(Visit.Actor, id, cancellationToken)).TryGet(out DataRequest? found, out _))
        {
            return NotFound();
        }

        Found = found;
        return new PageResultWithStatus(status);
    }
}
