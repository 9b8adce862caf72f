using System.Security.Claims;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Sealing;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Pki.Revocation;
using RemoteVerify.Server.Endpoints.Authority;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Signing;

/// <summary>
/// Signatures, in two phases. A case has at most one open signature request, so the request's address is the case's.
/// The citizen's key is made, used and destroyed inside the service; the officer's key never leaves the officer.
/// </summary>
public static class SigningEndpoints
{
    public static void MapSigning(this RouteGroupBuilder api)
    {
        RouteGroupBuilder requests = api.MapGroup("/signature-requests").WithTags("Signatures").RequireAuthorization();
        requests.MapPost("/", PrepareAsync).WithName("PrepareSignature").WithSummary("Ask for what is to be signed").Produces<SignatureRequestResponse>(StatusCodes.Status201Created);
        requests.MapPost("/{id:guid}/confirm", ConfirmAsync).WithName("ConfirmSignature").WithSummary("The citizen confirms the shown hash and signs").Produces<SignedResponse>();
        requests.MapPost("/{id:guid}/finalise", FinaliseAsync).WithName("FinaliseSignature").WithSummary("The officer hands in the signature value").Produces<SignedResponse>();

        requests.MapProviders();
        requests.MapBatches();

        RouteGroupBuilder officers = api.MapGroup("/officers").WithTags("Officers").RequireAuthorization();
        officers.MapPost("/certificate", EnrolAsync).WithName("EnrolOfficer").WithSummary("A certificate for a key that only the officer has (PKCS#10)").Produces<CertificateResponse>(StatusCodes.Status201Created);

        officers.MapPost("/certificate/{serialNumber}/revocation", RevokeAsync).WithName("RevokeCertificate").WithSummary("Revoke a certificate; list and OCSP tell at once").Produces<RevocationResponse>();

        RouteGroupBuilder cases = api.MapGroup("/cases").WithTags("Cases").RequireAuthorization();
        cases.MapPost("/{id:guid}/approval", ApproveAsync).WithName("ApproveCase").WithSummary("The officer approves after viewing the evidence").Produces<SignedResponse>();
        cases.MapPost("/{id:guid}/refusal", RefuseAsync).WithName("RefuseCase").WithSummary("The officer ends the case with a written reason").Produces<SignedResponse>();
        cases.MapPost("/{id:guid}/seal", SealAsync).WithName("SealCase").WithSummary("The organisation seals, timestamps and files the result").Produces<SealedResponse>();
    }

    private static async Task<IResult> PrepareAsync(PrepareSignatureBody body, PrepareCountersignature officer, ReadDocument read, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken)
    {
        Actor actor = user.Actor();
        return body.As switch
        {
            "officer" => (await officer.DoAsync(actor, request.CaseOf(body.CaseId), body.CertificateSerial?.ToLowerInvariant() ?? string.Empty, cancellationToken)).Answer(task => TypedResults.Created(
                (string?)null, new SignatureRequestResponse(body.CaseId, "officer", task.DocumentSha256.Hex, task.HashToSign.ToArray(), task.HashAlgorithm, task.SignatureAlgorithm, task.ExpiresAt))),
            "citizen" when actor.Role != ActorRole.Citizen => Problem.Of(
                StatusCodes.Status403Forbidden, RefusalCode.ActorNotPermitted.Value, "Only the citizen, in the own session, can ask for the citizen's signature."),
            "citizen" => (await read.DoAsync(actor, new CaseId(body.CaseId), cancellationToken)).Answer(document => TypedResults.Created(
                (string?)null, new SignatureRequestResponse(body.CaseId, "citizen", document.Sha256.Hex, null, null, null, null))),
            _ => Problem.Of(StatusCodes.Status422UnprocessableEntity, "signature.unknown-role", "Say as: \"citizen\" or \"officer\". The organisation's seal is asked for with POST /v1/cases/{id}/seal."),
        };
    }

    private static async Task<IResult> ConfirmAsync(Guid id, ConfirmBody body, ConfirmContent confirm, SignDocument sign, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        await NotConfirmedAsync(request.CaseOf(id), body.DocumentSha256, confirm, user.Actor(), cancellationToken)
            ?? (await sign.DoAsync(user.Actor(), new CaseId(id), cancellationToken)).Answer(signed => TypedResults.Ok(SignedResponse.Of(signed)));

    /// <summary>Confirms the hash that was shown; what stands against it, or null when it is confirmed.</summary>
    internal static async Task<IResult?> NotConfirmedAsync(CaseReference reference, string? documentSha256, ConfirmContent confirm, Actor actor, CancellationToken cancellationToken) =>
        !Sha256Digest.TryParse(documentSha256, out Sha256Digest shown)
            ? Problem.Of(StatusCodes.Status422UnprocessableEntity, "document.hash-malformed", "documentSha256 must be 64 hexadecimal digits: the hash of the document that was shown.")
            : (await confirm.DoAsync(actor, reference, shown, cancellationToken)).Refusal is { } refusal ? RefusalProblems.Of(refusal) : null;

    private static async Task<IResult> FinaliseAsync(Guid id, FinaliseBody body, FinaliseCountersignature act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), request.CaseOf(id), body.Signature ?? [], cancellationToken)).Answer(signed => TypedResults.Ok(SignedResponse.Of(signed)));

    private static async Task<IResult> EnrolAsync(EnrolBody body, EnrolOfficer act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), body.CertificationRequest ?? [], cancellationToken)).Answer(issued => TypedResults.Created((string?)null, new CertificateResponse(
            Convert.ToHexStringLower(issued.Certificate.SerialNumber.Span), issued.Certificate.Encoded.ToArray(), [.. issued.Chain.Select(certificate => certificate.Encoded.ToArray())])));

    private static async Task<IResult> RevokeAsync(string serialNumber, RevocationBody body, RevokeCertificate act, RevocationLists lists, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        int reason = RevokeCertificate.Reasons.FirstOrDefault(known => string.Equals(((RevocationReason)known).ToString(), body.Reason, StringComparison.OrdinalIgnoreCase), -1);
        Outcome<IssuedCertificate> revoked = await act.DoAsync(user.Actor(), serialNumber, reason, cancellationToken);
        if (revoked.Refusal is null)
        {
            // This node's list and its own checks follow at once; other nodes within their refresh.
            await lists.IssuingAsync(cancellationToken);
        }

        return revoked.Answer(certificate => TypedResults.Ok(new RevocationResponse(certificate.SerialNumber, certificate.RevokedAt!.Value, body.Reason!)));
    }

    private static async Task<IResult> ApproveAsync(Guid id, HttpRequest request, ApproveCase act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), request.CaseOf(id), cancellationToken)).Answer(approved => TypedResults.Ok(SignedResponse.Of(approved)));

    private static async Task<IResult> RefuseAsync(Guid id, RefusalBody body, HttpRequest request, RefuseCase act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), request.CaseOf(id), body.Code ?? string.Empty, body.Reason ?? string.Empty, cancellationToken)).Answer(refused => TypedResults.Ok(new SignedResponse(id, refused.State, null)));

    private static async Task<IResult> SealAsync(Guid id, HttpRequest request, FinishCase finish, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await finish.DoAsync(user.Actor(), request.CaseOf(id), cancellationToken)).Answer(stored => TypedResults.Ok(new SealedResponse(
            id, stored.Document.Id.Value, stored.Document.Code, stored.Document.Sha256.Hex)));
}
