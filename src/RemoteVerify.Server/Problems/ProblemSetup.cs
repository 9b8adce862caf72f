using System.Diagnostics;
using RemoteVerify.Server.Composition;

namespace RemoteVerify.Server.Problems;

/// <summary>Makes every error of the API leave as a problem document.</summary>
public static class ProblemSetup
{
    public static void AddProblems(this IServiceCollection services)
    {
        // Development would throw on a request that can't be read, which ends as our failure instead of the caller's.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.AddProblemDetails(options => options.CustomizeProblemDetails = Complete);
    }

    /// <summary>API errors become problem documents; the pages have their own error page.</summary>
    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseWhen(context => !PagePaths.IsApi(context.Request.Path), pages =>
        {
            pages.UseExceptionHandler("/error");
            pages.UseStatusCodePagesWithReExecute("/error", "?status={0}");
        });
    }

    private static void Complete(ProblemDetailsContext context)
    {
        int status = context.ProblemDetails.Status ?? context.HttpContext.Response.StatusCode;
        if (!context.ProblemDetails.Extensions.ContainsKey("code"))
        {
            string code = Problem.CodeOf(status);
            string? detail = status < 500 ? context.ProblemDetails.Detail : "Something failed on our side; the request changed nothing. Try again, and name the trace id if it stays.";
            Microsoft.AspNetCore.Mvc.ProblemDetails complete = Problem.Details(status, code, detail ?? string.Empty);
            context.ProblemDetails.Type = complete.Type;
            context.ProblemDetails.Title = complete.Title;
            context.ProblemDetails.Detail = string.IsNullOrEmpty(detail) ? null : detail;
            context.ProblemDetails.Extensions["code"] = code;
        }

        context.ProblemDetails.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;
    }
}
