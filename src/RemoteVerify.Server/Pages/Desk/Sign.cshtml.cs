using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Signing.Remote;
using RemoteVerify.Cases.States;
using RemoteVerify.Server.Pages.Texts;
using RemoteVerify.Server.Security.Passkeys;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>The acts of signing at the desk.</summary>
public sealed record SignActs(ViewCase View, ConfirmSigning Confirm, PrepareBatch Prepare, FinaliseBatch Finalise, CountersignByProvider ByProvider, IOfficerDirectory Officers, IRemoteSigning Providers);

/// <summary>One document on the page of signing.</summary>
/// <param name="Item">What is signed.</param>
/// <param name="Title">Its name with the case's code.</param>
/// <param name="Refusal">Why it was not signed, in words; null otherwise.</param>
/// <param name="IsSigned">It was signed just now.</param>
public sealed record ShownItem(SigningItem Item, string Title, string? Refusal = null, bool IsSigned = false)
{
    public override string ToString() => $"ShownItem {Item.Case}";
}

/// <summary>
/// Signing in two steps. First the officer confirms exactly these documents with a passkey: the challenge carries the hash of them all. Then the officer's own key signs, in the signer on this
/// computer or at a provider. The second step takes only what the first confirmed, within a quarter of an hour, and only while every document is still the same.
/// </summary>
[RequestFormLimits(ValueCountLimit = 256)]
public sealed class SignModel(SignActs acts, PasskeyDesk passkeys, SigningTickets tickets, PageTexts texts) : DeskPage
{
    /// <summary>Confirm, Key or Done.</summary>
    public string Step { get; private set; } = "confirm";

    public IReadOnlyList<ShownItem> Items { get; private set; } = [];

    public PasskeyQuestion? Question { get; private set; }

    /// <summary>The officer comes from approving exactly this, so the device asks without another key.</summary>
    [BindProperty(SupportsGet = true, Name = "now")]
    public bool AsksAtOnce { get; set; }

    /// <summary>What was confirmed, sealed.</summary>
    public string Ticket { get; private set; } = string.Empty;

    public IReadOnlyList<string> Providers => acts.Providers.Providers;

    /// <summary>Serial numbers of the certificates that the agency registered for keys elsewhere.</summary>
    public IReadOnlyList<(string Serial, string Issuer)> Certificates =>
        [.. acts.Officers.Find(Visit.Tenant, Visit.Actor.Id)?.Certificates.Select(one => (one.SerialNumber, one.Certificate.Issuer.ToString())) ?? []];

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "case")] Guid[] cases, CancellationToken cancellationToken)
    {
        await LoadAsync(cases ?? [], cancellationToken);
        return await AskAsync();
    }

    /// <summary>The confirmation by passkey.</summary>
    public async Task<IActionResult> OnPostConfirmAsync([FromForm(Name = "case")] Guid[] cases, string? credential, string? state, CancellationToken cancellationToken)
    {
        await LoadAsync(cases ?? [], cancellationToken);
        SigningItem[] items = [.. Items.Select(one => one.Item)];
        if (!Visit.MayDecide || items.Length == 0)
        {
            return await AskAsync("desk.weak", StatusCodes.Status403Forbidden);
        }

        // The digest is of the documents as they are now: who confirmed others confirmed something else.
        if (await passkeys.ConfirmAsync(Visit.Client, SigningItem.DigestOf(items), credential, state, HttpContext) is not { } answer)
        {
            return await AskAsync("desk.sign.not-confirmed", StatusCodes.Status422UnprocessableEntity);
        }

        Outcome<IReadOnlyList<SigningItem>> confirmed = await acts.Confirm.DoAsync(Visit.Actor, items, new PasskeyConfirmation(answer.Passkey, answer.Challenge), cancellationToken);
        if (confirmed.Refusal is { } refusal)
        {
            Errors = [new FieldError(string.Empty, RefusalWords.Of(texts, refusal))];
            return await AskAsync();
        }

        Ticket = tickets.Seal(Visit, items);
        Step = "key";
        return Page();
    }

    /// <summary>For the script: what the officer's signer is asked to sign.</summary>
    public async Task<IActionResult> OnPostPrepareAsync(string? ticket, string? serial, CancellationToken cancellationToken)
    {
        if (!Visit.MayDecide || tickets.Open(Visit, ticket) is not { } items)
        {
            return new JsonResult(new { error = texts["desk.sign.ticket-old"].Value }) { StatusCode = StatusCodes.Status403Forbidden };
        }

        (IReadOnlyList<BatchTask> tasks, string? error) = await PrepareAsync(items, serial, cancellationToken);
        return error is not null
            ? new JsonResult(new { error }) { StatusCode = StatusCodes.Status422UnprocessableEntity }
            : new JsonResult(new
            {
                tasks = tasks.Select(task => task.Outcome.TryGet(out CountersignatureTask? found, out _) ? new
                {
                    caseId = task.Case.Value, documentName = task.Title, documentSha256 = found.DocumentSha256.Hex, hashToSign = Convert.ToBase64String(found.HashToSign.Span),
                    hashAlgorithm = found.HashAlgorithm, signatureAlgorithm = found.SignatureAlgorithm,
                } : null),
            });
    }

    /// <summary>Takes what the officer's signer signed: one value for each case, Base64, in the order of the ticket.</summary>
    public async Task<IActionResult> OnPostFinaliseAsync(string? ticket, string? signatures, CancellationToken cancellationToken)
    {
        if (!Visit.MayDecide || tickets.Open(Visit, ticket) is not { } items || Values(signatures, items) is not { } values)
        {
            await LoadAsync([], cancellationToken);
            return await AskAsync("desk.sign.ticket-old", StatusCodes.Status403Forbidden);
        }

        IReadOnlyDictionary<CaseId, string> titles = await TitlesAsync(items, cancellationToken);
        Outcome<IReadOnlyList<BatchResult>> results = await acts.Finalise.DoAsync(Visit.Actor, values, cancellationToken);
        return results.TryGet(out IReadOnlyList<BatchResult>? done, out Refusal? refusal)
            ? Show([.. done.Select(one => (items.First(item => item.Case == one.Case), one.Outcome.Refusal))], titles)
            : Show([.. items.Select(item => (item, (Refusal?)refusal))], titles);
    }

    /// <summary>Signs at a provider, one document after the other; the PIN goes there and nowhere else.</summary>
    public async Task<IActionResult> OnPostProviderAsync(string? ticket, string? provider, string? serial, string? credential, string? pin, string? code, CancellationToken cancellationToken)
    {
        if (!Visit.MayDecide || tickets.Open(Visit, ticket) is not { } items)
        {
            await LoadAsync([], cancellationToken);
            return await AskAsync("desk.sign.ticket-old", StatusCodes.Status403Forbidden);
        }

        IReadOnlyDictionary<CaseId, string> titles = await TitlesAsync(items, cancellationToken);
        (IReadOnlyList<BatchTask> tasks, string? error) = await PrepareAsync(items, serial, cancellationToken);
        if (error is not null)
        {
            Items = [.. items.Select(item => new ShownItem(item, titles[item.Case], error))];
            return Done();
        }

        List<(SigningItem, Refusal?)> done = [];
        foreach (BatchTask task in tasks)
        {
            Outcome<CaseWithDocument> signed = await acts.ByProvider.DoAsync(Visit.Actor, task.Case, provider ?? string.Empty, credential ?? string.Empty, new RemoteSecrets(pin, code), cancellationToken);
            done.Add((items.First(item => item.Case == task.Case), signed.Refusal));
        }

        return Show(done, titles);
    }

    /// <summary>Prepares every document, and takes none whose document is not the confirmed one.</summary>
    private async Task<(IReadOnlyList<BatchTask> Tasks, string? Error)> PrepareAsync(IReadOnlyList<SigningItem> items, string? serial, CancellationToken cancellationToken)
    {
        Outcome<IReadOnlyList<BatchTask>> prepared = await acts.Prepare.DoAsync(Visit.Actor, [.. items.Select(item => item.Case)], serial?.Trim().ToLowerInvariant() ?? string.Empty, cancellationToken);
        if (!prepared.TryGet(out IReadOnlyList<BatchTask>? tasks, out Refusal? refusal))
        {
            return ([], RefusalWords.Of(texts, refusal));
        }

        foreach (BatchTask task in tasks)
        {
            if (task.Outcome.Refusal is { } one)
            {
                return ([], $"{task.Title} {RefusalWords.Of(texts, one)}");
            }

            if (task.Outcome.Value.DocumentSha256 != items.First(item => item.Case == task.Case).Document)
            {
                return ([], texts["desk.sign.changed"]);
            }
        }

        return (tasks, null);
    }

    private PageResultWithStatus Show(IReadOnlyList<(SigningItem Item, Refusal? Refusal)> done, IReadOnlyDictionary<CaseId, string> titles)
    {
        Items = [.. done.Select(one => new ShownItem(one.Item, titles[one.Item.Case], one.Refusal is null ? null : RefusalWords.Of(texts, one.Refusal), one.Refusal is null))];
        return Done();
    }

    private PageResultWithStatus Done()
    {
        Step = "done";
        return new PageResultWithStatus(Items.All(one => one.IsSigned) ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static List<(CaseId, ReadOnlyMemory<byte>)>? Values(string? signatures, IReadOnlyList<SigningItem> items)
    {
        try
        {
            byte[][]? read = signatures is { Length: < 65_536 } ? JsonSerializer.Deserialize<byte[][]>(signatures) : null;
            return read?.Length == items.Count ? [.. items.Zip(read, (item, value) => (item.Case, new ReadOnlyMemory<byte>(value)))] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Those of the cases that wait for a signature, each once, as they are now.</summary>
    private async Task LoadAsync(IReadOnlyList<Guid> cases, CancellationToken cancellationToken)
    {
        List<ShownItem> found = [];
        foreach (Guid id in cases.Distinct().Take(PrepareBatch.MaximumCases))
        {
            Outcome<CaseView> view = await acts.View.DoAsync(Visit.Actor, new CaseId(id), cancellationToken);
            if (view.IsDone && IndexModel.IsSignable(view.Value.Case) && view.Value.Case.CurrentDocument is { } document)
            {
                found.Add(new ShownItem(new SigningItem(new CaseId(id), document.Sha256), NameOf(view.Value.Case.File)));
            }
        }

        Items = found;
    }

    private async Task<IReadOnlyDictionary<CaseId, string>> TitlesAsync(IReadOnlyList<SigningItem> items, CancellationToken cancellationToken)
    {
        Dictionary<CaseId, string> titles = [];
        foreach (SigningItem item in items)
        {
            Outcome<CaseView> view = await acts.View.DoAsync(Visit.Actor, item.Case, cancellationToken);
            titles[item.Case] = view.IsDone ? NameOf(view.Value.Case.File) : item.Case.ToString();
        }

        return titles;
    }

    /// <summary>What is signed and for whom, so that the officer knows the document without opening it.</summary>
    private static string NameOf(CaseFile file) => $"{file.Title}, {string.Join(", ", file.Participants.Select(person => person.FullName))} ({file.Code})";

    private async Task<IActionResult> AskAsync(string? error = null, int status = StatusCodes.Status422UnprocessableEntity)
    {
        if (error is not null)
        {
            Errors = [new FieldError(string.Empty, texts[error])];
        }

        Question = Visit.MayDecide && Items.Count > 0
            ? await passkeys.AskForConfirmationAsync(Visit.Client, SigningItem.DigestOf([.. Items.Select(one => one.Item)]), HttpContext)
            : null;
        return Errors.Count > 0 ? new PageResultWithStatus(status) : Page();
    }
}
