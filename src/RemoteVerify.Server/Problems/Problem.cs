using Microsoft.AspNetCore.Mvc;

namespace RemoteVerify.Server.Problems;

/// <summary>Problem documents (RFC 9457): every error has a stable <c>code</c> that programs may rely on.</summary>
public static class Problem
{
    public static IResult Of(int status, string code, string detail, IReadOnlyList<string>? allowedActions = null) =>
        TypedResults.Problem(Details(status, code, detail, allowedActions));

    public static ProblemDetails Details(int status, string code, string detail, IReadOnlyList<string>? allowedActions = null)
    {
        ProblemDetails problem = new()
        {
            Status = status,
            Type = $"urn:remoteverify:problem:{code}",
            Title = Titles.GetValueOrDefault(status, "The request was not carried out."),
            Detail = detail,
        };
        problem.Extensions["code"] = code;
        if (allowedActions is not null)
        {
            problem.Extensions["allowedActions"] = allowedActions;
        }

        return problem;
    }

    /// <summary>The code of an answer that the framework itself produced.</summary>
    public static string CodeOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "request.malformed",
        StatusCodes.Status401Unauthorized => "token.missing-or-invalid",
        StatusCodes.Status403Forbidden => "token.insufficient-scope",
        StatusCodes.Status404NotFound => "resource.not-found",
        StatusCodes.Status405MethodNotAllowed => "request.method-not-allowed",
        StatusCodes.Status413PayloadTooLarge => "request.too-large",
        StatusCodes.Status415UnsupportedMediaType => "request.unsupported-media-type",
        StatusCodes.Status429TooManyRequests => "request.too-many",
        _ => "server.error",
    };

    private static readonly Dictionary<int, string> Titles = new()
    {
        [400] = "The request is malformed.",
        [401] = "A valid access token is needed.",
        [403] = "This token may not do that.",
        [404] = "There is nothing at this address.",
        [405] = "This address does not take that method.",
        [409] = "The present state does not allow that.",
        [410] = "This is over and can't be used again.",
        [412] = "The resource has changed meanwhile.",
        [413] = "The request is too large.",
        [415] = "This media type is not taken here.",
        [422] = "The content is not acceptable.",
        [429] = "Too many requests.",
        [500] = "The service failed.",
        [503] = "The service can't do this at the moment.",
    };
}
