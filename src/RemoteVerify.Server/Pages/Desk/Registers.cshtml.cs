using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>A register book as it would lie open on the table, for the screen and for printing. Each opening is recorded: the book names people.</summary>
public sealed class RegistersModel(ReadRegister read, TimeProvider time, PageTexts texts) : DeskPage
{
    private const int PageLength = 200;

    /// <summary>Sign of the book, e.g. <c>SCT/BS</c>.</summary>
    [BindProperty(SupportsGet = true, Name = "book")]
    public string? Book { get; set; }

    [BindProperty(SupportsGet = true, Name = "year")]
    public int? Year { get; set; }

    /// <summary>First number of the page.</summary>
    [BindProperty(SupportsGet = true, Name = "from")]
    public long? From { get; set; }

    public RegisterPage? Found { get; private set; }

    public DateTimeOffset Now { get; } = time.GetUtcNow();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Year ??= VietnamTime.Day(Now).Year;
        if (string.IsNullOrWhiteSpace(Book))
        {
            return Page();
        }

        Outcome<RegisterPage> outcome = await read.DoAsync(Visit.Actor, Book.Trim(), Year.Value, From ?? 1, PageLength, cancellationToken);
        if (outcome.TryGet(out RegisterPage? found, out Refusal? refusal))
        {
            Found = found;
            return Page();
        }

        Errors = [new FieldError("book", RefusalWords.Of(texts, refusal))];
        return new PageResultWithStatus(StatusCodes.Status422UnprocessableEntity);
    }
}
