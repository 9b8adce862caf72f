using Microsoft.AspNetCore.Mvc.RazorPages;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Procedures;

namespace RemoteVerify.Server.Pages.Procedures;

/// <summary>Finds a procedure by everyday words, with or without marks, for anyone and without script.</summary>
public sealed class IndexModel(FindProcedures find) : PageModel
{
    public string Question { get; private set; } = string.Empty;

    public IReadOnlyList<OfferedProcedure> Found { get; private set; } = [];

    public async Task OnGetAsync(string? q, CancellationToken cancellationToken)
    {
        Question = (q ?? string.Empty).Trim();
        Question = Question[..Math.Min(Question.Length, FindProcedures.LongestQuestion)];
        Found = (await find.DoAsync(Actor.Anyone, Question, cancellationToken)) is { IsDone: true } found ? found.Value : [];
    }
}
