using System.Security.Claims;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Server.Http;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Verifications;

/// <summary>The check of a person: chip, capture, result, and the evidence that officers see.</summary>
public static class VerificationEndpoints
{
    /// <summary>Most bytes of all chip files together.</summary>
    public const int MaximumChipBytes = 1 << 20;

    /// <summary>Most responses of chip authentication.</summary>
    private const int MaximumResponses = 64;

    public static void MapVerifications(this RouteGroupBuilder api)
    {
        RouteGroupBuilder verifications = api.MapGroup("/verifications").WithTags("Verifications").RequireAuthorization();
        verifications.MapPost("/", StartAsync).WithName("StartVerification").WithSummary("Start the check of one participant").Produces<VerificationResponse>(StatusCodes.Status201Created);
        verifications.MapGet("/{id:guid}", ReadAsync).WithName("ReadVerification").WithSummary("How far the check is; codes, never scores").Produces<VerificationResponse>();
        verifications.MapPost("/{id:guid}/chip", ChipAsync).WithName("SubmitChip").WithSummary("Hand in the files of the chip").Produces<ChipResponse>()
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(2 * MaximumChipBytes));
        verifications.MapPost("/{id:guid}/chip/challenges", ChallengeAsync).WithName("IssueChipChallenge").WithSummary("Get a challenge for the chip: single use, 120 seconds").Produces<ChipChallengeResponse>(StatusCodes.Status201Created);
        verifications.MapPost("/{id:guid}/chip/relays", OpenRelayAsync).WithName("OpenChipRelay").WithSummary("Get the single-use ticket of a relay: the service drives the chip").Produces<ChipRelayTicketResponse>(StatusCodes.Status201Created);
        verifications.MapPost("/{id:guid}/captures", OpenCaptureAsync).WithName("OpenCapture").WithSummary("Get the single-use ticket of a capture").Produces<CaptureTicketResponse>(StatusCodes.Status201Created);
        verifications.MapGet("/{id:guid}/evidence", EvidenceAsync).WithName("ViewEvidence").WithSummary("The evidence, for an officer; who looked is recorded").Produces<EvidenceResponse>();
        verifications.MapPost("/{id:guid}/decision", DecideAsync).WithName("DecideIdentity").WithSummary("An officer accepts or declines, with a written reason").Produces<VerificationStateResponse>();
    }

    private static async Task<IResult> StartAsync(StartVerificationBody body, StartVerification act, VerificationPolicy policy, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new CaseId(body.CaseId), new ParticipantId(body.Participant ?? string.Empty), cancellationToken)).Answer(started =>
            TypedResults.Created($"/v1/verifications/{started.File.Id}", VerificationResponse.Of(VerificationView.Of(started, policy))));

    private static async Task<IResult> ReadAsync(Guid id, ReadVerification act, ClaimsPrincipal user, HttpContext context, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new VerificationId(id), cancellationToken)).Answer(view => EntityTags.Tagged(context, view.Version, VerificationResponse.Of(view)));

    private static async Task<IResult> ChipAsync(Guid id, ChipBody body, SubmitChip act, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        Dictionary<string, ReadOnlyMemory<byte>> files = (body.Files ?? []).ToDictionary(file => file.Key, file => (ReadOnlyMemory<byte>)(file.Value ?? []), StringComparer.Ordinal);
        if (files.Count is 0 or > 24 || files.Sum(file => (long)file.Value.Length) > MaximumChipBytes)
        {
            return Problem.Of(StatusCodes.Status422UnprocessableEntity, "chip.unreadable", $"Send 1 to 24 files of together at most {MaximumChipBytes >> 10} KiB, named EF.SOD, EF.COM, EF.DG1 and so on.");
        }

        ChipSubmission submission = new(files)
        {
            Challenge = Optional(body.Challenge),
            ActiveAuthentication = Optional(body.ActiveAuthentication),
            ChipAuthentication = body.ChipAuthentication is { } responses ? [.. responses.Take(MaximumResponses).Select(response => (ReadOnlyMemory<byte>)(response ?? []))] : null,
        };
        return (await act.DoAsync(user.Actor(), new VerificationId(id), submission, cancellationToken)).Answer(accepted =>
            TypedResults.Ok(ChipResponse.Of(accepted)));
    }

    private static async Task<IResult> ChallengeAsync(Guid id, ChipChallengeBody body, IssueChipChallenge act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new VerificationId(id), Optional(body.Dg14), cancellationToken)).Answer(issued =>
            TypedResults.Created((string?)null, ChipChallengeResponse.Of(issued)));

    private static async Task<IResult> OpenRelayAsync(Guid id, ChipAccessBody body, OpenChipRelay act, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (!body.IsUsable)
        {
            return Problem.Of(StatusCodes.Status422UnprocessableEntity, "chip-relay.access-malformed", "Send document number (letters and digits), birth and expiry date, or the card access number; or nothing, and let the client's first message say it.");
        }

        return (await act.DoAsync(user.Actor(), new VerificationId(id), body.ToAccess(), cancellationToken)).Answer(ticket =>
            TypedResults.Created((string?)null, new ChipRelayTicketResponse(ticket.Ticket, ticket.Number, $"/v1/verifications/{id}/chip/relay", ticket.ExpiresAt)));
    }

    private static ReadOnlyMemory<byte>? Optional(byte[]? bytes) => bytes is null ? default(ReadOnlyMemory<byte>?) : bytes.AsMemory();

    private static async Task<IResult> OpenCaptureAsync(Guid id, OpenCapture act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new VerificationId(id), cancellationToken)).Answer(ticket =>
            TypedResults.Created((string?)null, new CaptureTicketResponse(ticket.Ticket, ticket.Number, $"/v1/verifications/{id}/capture", ticket.ExpiresAt)));

    private static async Task<IResult> EvidenceAsync(Guid id, ViewEvidence act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new VerificationId(id), cancellationToken)).Answer(bundle => TypedResults.Ok(EvidenceResponse.Of(bundle)));

    private static async Task<IResult> DecideAsync(Guid id, DecisionBody body, HttpRequest request, DecideIdentity act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new VerificationReference(new VerificationId(id), request.ExpectedVersion()), body.Accept, body.Reason ?? string.Empty, cancellationToken)).Answer(decided =>
            TypedResults.Ok(new VerificationStateResponse(decided.File.Id.Value, decided.State)));
}
