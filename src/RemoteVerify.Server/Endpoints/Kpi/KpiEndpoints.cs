using System.Security.Claims;
using System.Text;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Figures;
using RemoteVerify.Cases.Tenants;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Kpi;

/// <summary>Figures for everybody, and the question that some of them rest on.</summary>
public static class KpiEndpoints
{
    public static void MapKpi(this RouteGroupBuilder api)
    {
        api.MapGet("/kpi", ReadAsync)
            .WithName("ReadKpi")
            .WithTags("Kpi")
            .WithSummary("Figures by unit and procedure, JSON or CSV")
            .WithDescription(
                "Without a reporter's token: a whole month that is over (`month=YYYY-MM`), where counts below 5, and what they could be worked out from, are null. "
                + "With the scope `metering` the own tenant and any days (`from`, `until`), with `reporting` also the units below. `Accept: text/csv` gives a table.")
            .Produces<KpiResponse>()
            .Produces<string>(contentType: KpiCsv.MediaType);
        RouteGroupBuilder satisfaction = api.MapGroup("/cases/{id:guid}/satisfaction").WithTags("Kpi").RequireAuthorization();
        satisfaction.MapGet("/", AskAsync).WithName("AskSatisfaction").WithSummary("The one question after a case, in the words for who asks").Produces<SatisfactionQuestion>();
        satisfaction.MapPost("/", AnswerAsync).WithName("AnswerSatisfaction").WithSummary("Answer it, once, from 1 to 5").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ReadAsync(
        string? month, DateOnly? from, DateOnly? until, string? unit, string? procedure, ClaimsPrincipal user, HttpRequest request, ReadKpi act, PublicKpi published, TenantTree tenants, CancellationToken cancellationToken)
    {
        Actor actor = user.Actor();
        KpiQuestion question = new(from, until, month, unit, procedure);
        Outcome<KpiReport> outcome = actor.Role == ActorRole.Reporter ? await act.DoAsync(actor, question, cancellationToken) : await published.ReadAsync(question, cancellationToken);
        bool wantsTable = request.GetTypedHeaders().Accept.Any(accept => accept.MediaType.Equals(KpiCsv.MediaType, StringComparison.OrdinalIgnoreCase));
        return outcome.Answer(report => wantsTable
            ? TypedResults.Text(KpiCsv.Of(report, tenants), $"{KpiCsv.MediaType}; header=present", Encoding.UTF8)
            : TypedResults.Ok(KpiResponse.Of(report, tenants)));
    }

    private static async Task<IResult> AskAsync(Guid id, AskSatisfaction act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new CaseId(id), cancellationToken)).Answer(question => TypedResults.Ok(question));

    private static async Task<IResult> AnswerAsync(Guid id, SatisfactionBody body, AnswerSatisfaction act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new CaseId(id), body.Score ?? 0, cancellationToken)).Answer(_ => TypedResults.NoContent());
}

/// <param name="Score">1 (very dissatisfied) to 5 (very satisfied).</param>
public sealed record SatisfactionBody(int? Score);
