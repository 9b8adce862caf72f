using System.Security.Claims;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Engines;
using RemoteVerify.Cases.Sandbox;
using RemoteVerify.Server.Endpoints.Verifications;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Sandbox;

/// <summary>Named people whose chip and camera the service answers for, so that a portal can be built without either.</summary>
public static class SandboxEndpoints
{
    public static void MapSandbox(this RouteGroupBuilder api)
    {
        RouteGroupBuilder sandbox = api.MapGroup("/sandbox").WithTags("Sandbox").RequireAuthorization();
        sandbox.MapGet("/people", (SandboxPeople people, SandboxRule rule, ClaimsPrincipal user) => Open(rule, user) ?? TypedResults.Ok(SandboxPeopleResponse.Of(people)))
            .WithName("ListSandboxPeople").WithSummary("People who don't exist, and what each of them always does").Produces<SandboxPeopleResponse>();
        sandbox.MapGet("/contract", (SandboxPapers papers, SandboxRule rule, TimeProvider time, ClaimsPrincipal user) => Open(rule, user) ?? TypedResults.Bytes(papers.Contract(time.GetUtcNow()), "application/pdf"))
            .WithName("ReadSandboxContract").WithSummary("A contract to try with, PDF").Produces<byte[]>(contentType: "application/pdf");
        sandbox.MapPost("/verifications/{id:guid}/chip", ChipAsync)
            .WithName("AnswerSandboxChip").WithSummary("The participant's chip answers as the person's entry says").Produces<ChipResponse>();
        sandbox.MapPost("/verifications/{id:guid}/camera", CameraAsync)
            .WithName("AnswerSandboxCamera").WithSummary("One capture ends as the person's entry says; who times out leaves it open").Produces<VerificationResponse>();
    }

    private static IResult? Open(SandboxRule rule, ClaimsPrincipal user) => rule.Closed(user.Actor().Tenant) is { } refusal ? RefusalProblems.Of(refusal) : null;

    private static async Task<IResult> ChipAsync(Guid id, AnswerSandboxChip act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new VerificationId(id), cancellationToken)).Answer(accepted => TypedResults.Ok(ChipResponse.Of(accepted)));

    private static async Task<IResult> CameraAsync(Guid id, AnswerSandboxCamera act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new VerificationId(id), cancellationToken)).Answer(view => TypedResults.Ok(VerificationResponse.Of(view)));
}

/// <summary>The people of the sandbox.</summary>
/// <param name="Version">Version of the data.</param>
public sealed record SandboxPeopleResponse(string Version, IReadOnlyList<SandboxPersonResponse> People)
{
    public static SandboxPeopleResponse Of(SandboxPeople people) => new(
        people.Version, [.. people.All.Select(p => new SandboxPersonResponse(p.Id, p.FullName, p.PersonalNumber, p.Behaves, p.Vi, p.En))]);
}

/// <param name="FullName">Goes into <c>participants</c> when a case is opened.</param>
/// <param name="PersonalNumber">By it the sandbox knows the person.</param>
/// <param name="Behaves">What always happens.</param>
/// <param name="Vi">The same as a sentence, in Vietnamese.</param>
/// <param name="En">In English.</param>
public sealed record SandboxPersonResponse(string Id, string FullName, string PersonalNumber, string Behaves, string Vi, string En)
{
    public override string ToString() => $"SandboxPersonResponse {Id}";
}
