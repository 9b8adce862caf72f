using System.Security.Claims;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Results.RelatedActs;
using RemoteVerify.Server.Endpoints.Cases;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Results;

/// <summary>A correction, amendment, end or cancellation of a stored result, from its beginning to its composed page.</summary>
public static class RelatedActEndpoints
{
    public static void MapRelatedActs(this RouteGroupBuilder api)
    {
        api.MapPost("/results/{id:guid}/related-act-cases", BeginAsync).WithTags("Results").WithName("BeginRelatedAct")
            .WithSummary("Begin a correction, amendment, end or cancellation of a stored result; its page gets a number, signatures and seal of its own")
            .RequireAuthorization().Produces<RelatedActCaseResponse>(StatusCodes.Status201Created);
        PaperCopyEndpoints.Act(
            api.MapGroup("/cases/{id:guid}/actions").WithTags("Results").RequireAuthorization(), "compose-related-act", ComposeAsync, "ComposeRelatedAct",
            "Compose the page of a related act for the officer who decides");
    }

    private static async Task<IResult> BeginAsync(Guid id, BeginRelatedActBody body, BeginRelatedAct act, ClaimsPrincipal user, HttpResponse response, CancellationToken cancellationToken)
    {
        if (body.Kind is not { } kind)
        {
            return Problem.Of(StatusCodes.Status422UnprocessableEntity, "related-act.kind", $"kind must be one of {string.Join(", ", Enum.GetNames<RelatedActKind>())}.");
        }

        RelatedActRequest request = new(
            kind, body.Reason, body.LegalBasis, body.Agreement,
            [.. (body.Changes ?? []).Select(c => new RelatedActChange(c?.Where ?? string.Empty, c?.Was ?? string.Empty, c?.Becomes ?? string.Empty))], body.Procedure);
        return (await act.DoAsync(user.Actor(), new PublishedId(id), request, cancellationToken)).Answer(begun =>
        {
            response.TellVersion(begun.File.Version);
            return TypedResults.Created($"/v1/cases/{begun.File.Id}", RelatedActCaseResponse.Of(begun));
        });
    }

    private static async Task<IResult> ComposeAsync(
        Guid id, ComposeCopyBody body, HttpRequest request, HttpResponse response, ComposeRelatedAct act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        PaperCopyEndpoints.Told(response, await act.DoAsync(user.Actor(), request.CaseOf(id), body.DecidedBy ?? string.Empty, cancellationToken));
}

/// <param name="Kind">Correction, Amendment, Termination or Cancellation.</param>
/// <param name="Reason">Why, in words, as printed.</param>
/// <param name="LegalBasis">By which law, as printed.</param>
/// <param name="Agreement">Where the participants agreed, as printed; an amendment must say it.</param>
/// <param name="Changes">What a correction or amendment changes, place by place; none for an end or a cancellation.</param>
/// <param name="Procedure">Code of the procedure whose register book and signatures count; that of the result when absent.</param>
public sealed record BeginRelatedActBody(
    RelatedActKind? Kind, string? Reason, string? LegalBasis, string? Agreement, IReadOnlyList<RelatedActChangeBody?>? Changes, string? Procedure)
{
    public override string ToString() => nameof(BeginRelatedActBody);
}

/// <param name="Where">Page, article, line.</param>
/// <param name="Was">The words until now.</param>
/// <param name="Becomes">The words from now on.</param>
public sealed record RelatedActChangeBody(string? Where, string? Was, string? Becomes)
{
    public override string ToString() => nameof(RelatedActChangeBody);
}

/// <summary>The case of a related act that was begun.</summary>
/// <param name="Result">The result that it is about.</param>
public sealed record RelatedActCaseResponse(Guid CaseId, string Code, string State, long Version, Guid Result, RelatedActKind Kind, string Title, IReadOnlyList<string> AllowedActions)
{
    public static RelatedActCaseResponse Of(RelatedActBegun begun) => new(
        begun.File.Id.Value, begun.File.Code, begun.State, begun.File.Version, begun.File.RelatedAct!.Target.Value, begun.File.RelatedAct.Kind, begun.File.Title,
        [.. begun.Allowed.Select(act => act.Code)]);

    public override string ToString() => $"RelatedActCaseResponse {State}";
}
