using System.Security.Claims;
using Microsoft.Extensions.Options;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Lookups;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Http;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Cases;

/// <summary>The dossier of a case: fields, papers, look-ups, consents.</summary>
public static class DossierEndpoints
{
    public static void MapDossiers(this RouteGroupBuilder api)
    {
        RouteGroupBuilder cases = api.MapGroup("/cases/{id:guid}").WithTags("Dossiers").RequireAuthorization();
        cases.MapGet("/dossier", ReadAsync).WithName("ReadDossier").WithSummary("Fields, papers, what is still needed, consents and appointments").Produces<DossierResponse>();
        cases.MapPost("/fields", SetAsync).WithName("SetFields").WithSummary("Fill in the form; what a source filled can be contested").Produces<CaseActResponse>();
        cases.MapPost("/papers/{need}", AddAsync).WithName("AddPaper").WithSummary("Upload a paper that the procedure asks for (PDF, JPEG, PNG)")
            .Accepts<IFormFile>("application/pdf", "image/jpeg", "image/png").Produces<DossierPaperResponse>(StatusCodes.Status201Created);
        cases.MapGet("/papers/{paper}", PaperAsync).WithName("ReadPaper").WithSummary("A paper of the dossier as it came").Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream");
        cases.MapPost("/look-ups", LookUpAsync).WithName("LookUp").WithSummary("Ask the population database what the procedure names").Produces<LookedUpResponse>();
        cases.MapPost("/consents/{purpose}", ConsentAsync).WithName("GiveConsent").WithSummary("Answer the question of one purpose").Produces<ConsentResponse>();
        cases.MapPost("/consents/{purpose}/withdrawal", WithdrawAsync).WithName("WithdrawConsent").WithSummary("Take a consent back").Produces<ConsentResponse>();
    }

    private static async Task<IResult> ReadAsync(Guid id, ReadDossier act, ClaimsPrincipal user, HttpContext context, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new CaseId(id), cancellationToken)).Answer(view => EntityTags.Tagged(context, view.Case.File.Version, DossierShown.Of(view, user.Actor())));

    private static async Task<IResult> SetAsync(Guid id, FieldsBody body, SetFields act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        (await act.DoAsync(
            user.Actor(), request.CaseOf(id), [.. (body.Fields ?? []).Select(field => new FieldInput(field?.Name ?? string.Empty, field?.Value, field?.ContestReason))], cancellationToken))
        .Answer(changed => TypedResults.Ok(CaseActResponse.Of(changed)));

    private static async Task<IResult> AddAsync(
        Guid id, string need, string? participant, HttpRequest request, AddPaper act, IOptions<ServiceOptions> options, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        (byte[]? bytes, IResult? problem) = await request.ReadUploadAsync(options.Value.MaximumDocumentBytes, cancellationToken);
        return problem ?? (await act.DoAsync(user.Actor(), request.CaseOf(id), need, participant, bytes!, cancellationToken)).Answer(paper =>
            TypedResults.Created($"/v1/cases/{id}/papers/{paper.Id}", DossierPaperResponse.Of(paper)));
    }

    private static async Task<IResult> PaperAsync(Guid id, string paper, ReadPaper act, ClaimsPrincipal user, HttpResponse response, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new CaseId(id), paper, cancellationToken)).Answer(found =>
        {
            response.Headers["X-Content-SHA256"] = found.Paper.Sha256.Hex;
            string extension = found.Paper.ContentType switch { "application/pdf" => "pdf", "image/jpeg" => "jpg", "image/png" => "png", _ => "bin" };
            return TypedResults.File(found.Bytes.ToArray(), found.Paper.ContentType, $"{found.Paper.Id}.{extension}");
        });

    private static async Task<IResult> LookUpAsync(Guid id, LookUpBody body, LookUp act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken)
    {
        var fields = new List<PopulationField>();
        foreach (string code in body.Fields ?? [])
        {
            if (PopulationFields.Find(code) is not { } name)
            {
                return Problem.Of(StatusCodes.Status422UnprocessableEntity, "lookup.unknown-field", "A field is none of the population database's. Use the codes of the procedure's form and papers.");
            }

            fields.Add(name.Field);
        }

        return (await act.DoAsync(user.Actor(), request.CaseOf(id), new ParticipantId(body.Participant ?? "p1"), fields, cancellationToken))
            .Answer(looked => TypedResults.Ok(LookedUpResponse.Of(looked)));
    }

    private static async Task<IResult> ConsentAsync(Guid id, string purpose, ConsentBody body, GiveConsent act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), request.CaseOf(id), purpose, body.TextVersion ?? string.Empty, body.Given, cancellationToken))
        .Answer(consent => TypedResults.Ok(ConsentResponse.Of(consent)));

    private static async Task<IResult> WithdrawAsync(Guid id, string purpose, WithdrawConsent act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), request.CaseOf(id), purpose, cancellationToken)).Answer(consent => TypedResults.Ok(ConsentResponse.Of(consent)));
}
