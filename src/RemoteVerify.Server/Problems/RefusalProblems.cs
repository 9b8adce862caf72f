using RemoteVerify.Cases;
using RemoteVerify.Cases.Guidance;

namespace RemoteVerify.Server.Problems;

/// <summary>The one place where refusals of acts become status codes.</summary>
public static class RefusalProblems
{
    public static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.NotPermitted => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Outdated => StatusCodes.Status412PreconditionFailed,
        RefusalKind.Gone => StatusCodes.Status410Gone,
        RefusalKind.TooMany => StatusCodes.Status429TooManyRequests,
        RefusalKind.NotAccepted => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind of refusal has no status code."),
    };

    public static IResult Of(Refusal refusal)
    {
        Microsoft.AspNetCore.Mvc.ProblemDetails problem = Problem.Details(StatusOf(refusal.Code.Kind), refusal.Code.Value, refusal.Message, refusal.AllowedActions);
        if (refusal.Reasons.Count > 0)
        {
            problem.Extensions["reasons"] = refusal.Reasons;
        }

        problem.Extensions["nextSteps"] = NextSteps.Delivered.Of(refusal.Code)
            .Select(step => new { id = step.Id, who = step.Who, where = step.Where.ToString(), vi = step.TextVi, en = step.TextEn })
            .ToArray();
        return TypedResults.Problem(problem);
    }

    /// <summary>The answer of an act: what <paramref name="done"/> makes of its value, or the problem.</summary>
    public static IResult Answer<T>(this Outcome<T> outcome, Func<T, IResult> done) => outcome.Refusal is { } refusal ? Of(refusal) : done(outcome.Value);
}
