using System.Security.Claims;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.Signing.Remote;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Signing;

/// <param name="DocumentSha256">Hash of the document that was shown; the citizen confirms exactly this.</param>
/// <param name="Credential">The provider's name for the key; null for the person's only one.</param>
public sealed record ProviderBody(string? DocumentSha256, string? Credential);

/// <summary>What finalising needs.</summary>
public sealed record ProviderTaskResponse(Guid Id, string Provider, string DocumentSha256, string CertificateSerial, bool NeedsPin, bool NeedsCode, DateTimeOffset ExpiresAt);

/// <summary>What the owner gave to the provider's key; goes to the provider and nowhere else.</summary>
public sealed record ProviderSecretsBody(string? Credential, string? Pin, string? Code)
{
    public override string ToString() => nameof(ProviderSecretsBody);
}

/// <summary>Signatures by keys at external providers: prepare, confirm at the provider, finalise.</summary>
internal static class ProviderEndpoints
{
    public static void MapProviders(this RouteGroupBuilder requests)
    {
        requests.MapGet("/providers", (IRemoteSigning providers) => TypedResults.Ok(new { providers = providers.Providers }))
            .WithName("ListSigningProviders").WithSummary("External providers whose keys may sign");
        requests.MapPost("/{id:guid}/providers/{provider}", PrepareAsync)
            .WithName("PrepareProviderSignature").WithSummary("The citizen confirms the shown hash; the signature is prepared for the key at a provider").Produces<ProviderTaskResponse>(StatusCodes.Status201Created);
        requests.MapPost("/{id:guid}/providers/{provider}/finalise", FinaliseAsync)
            .WithName("FinaliseProviderSignature").WithSummary("The provider signs with the citizen's PIN and code").Produces<SignedResponse>();
        requests.MapPost("/{id:guid}/providers/{provider}/countersignature", CountersignAsync)
            .WithName("CountersignByProvider").WithSummary("The provider signs the officer's prepared countersignature").Produces<SignedResponse>();
    }

    private static async Task<IResult> PrepareAsync(
        Guid id, string provider, ProviderBody body, ConfirmContent confirm, PrepareRemoteSignature prepare, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        await SigningEndpoints.NotConfirmedAsync(request.CaseOf(id), body.DocumentSha256, confirm, user.Actor(), cancellationToken)
            ?? (await prepare.DoAsync(user.Actor(), new CaseId(id), provider, body.Credential, cancellationToken)).Answer(task => TypedResults.Created(
                (string?)null, new ProviderTaskResponse(id, provider, task.DocumentSha256.Hex, task.CertificateSerial, task.NeedsPin, task.NeedsCode, task.ExpiresAt)));

    private static async Task<IResult> FinaliseAsync(
        Guid id, string provider, ProviderSecretsBody body, FinaliseRemoteSignature finalise, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        (await finalise.DoAsync(user.Actor(), request.CaseOf(id), new RemoteSecrets(body.Pin, body.Code), cancellationToken)).Answer(signed => TypedResults.Ok(SignedResponse.Of(signed)));

    private static async Task<IResult> CountersignAsync(
        Guid id, string provider, ProviderSecretsBody body, CountersignByProvider act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), request.CaseOf(id), provider, body.Credential ?? "", new RemoteSecrets(body.Pin, body.Code), cancellationToken))
            .Answer(signed => TypedResults.Ok(SignedResponse.Of(signed)));
}
