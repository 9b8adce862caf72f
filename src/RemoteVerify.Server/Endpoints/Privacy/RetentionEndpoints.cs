using System.Security.Claims;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Privacy;
using RemoteVerify.Cases.Retaining;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Privacy;

/// <summary>Retention of a case's data: holds, records of deletions; and earlier cases of its people.</summary>
public static class RetentionEndpoints
{
    public static void MapRetention(this RouteGroupBuilder api)
    {
        RouteGroupBuilder cases = api.MapGroup("/cases/{id:guid}").WithTags("Privacy").RequireAuthorization();
        cases.MapPost("/holds", PlaceAsync).WithName("PlaceHold").WithSummary("Hold a case's data: nothing that is held is destroyed").Produces<HoldResponse>(StatusCodes.Status201Created);
        cases.MapPost("/holds/{hold}/release", ReleaseAsync).WithName("ReleaseHold").WithSummary("End a hold before its time").Produces<HoldResponse>();
        cases.MapGet("/deletions", ListAsync).WithName("ReadRetention").WithSummary("Signed records of what was destroyed of a case").Produces<IReadOnlyList<DeletionResponse>>();
        cases.MapPost("/earlier-cases", EarlierAsync).WithName("FindEarlierCases").WithSummary("Earlier cases of a participant, of the same unit and procedure, for a reason that is recorded")
            .Produces<EarlierCasesResponse>();
        RouteGroupBuilder deletions = api.MapGroup("/deletions/{id:guid}").WithTags("Privacy").RequireAuthorization();
        deletions.MapGet("/", StatementAsync).WithName("ReadDeletion").WithSummary("A record of a deletion: the very bytes that were signed").Produces<DeletionStatementResponse>();
        deletions.MapGet("/signature", SignatureAsync).WithName("ReadDeletionSignature").WithSummary("The detached CMS signature over the record").Produces<byte[]>(contentType: "application/pkcs7-signature");
    }

    private static async Task<IResult> PlaceAsync(Guid id, HoldBody body, PlaceHold act, ClaimsPrincipal user, HttpRequest request, TimeProvider time, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), request.CaseOf(id), new HoldOrder(body.DataClasses ?? [], body.Reason, body.Order, body.Until), cancellationToken))
        .Answer(hold => TypedResults.Created((string?)null, HoldResponse.Of(hold, time.GetUtcNow())));

    private static async Task<IResult> ReleaseAsync(
        Guid id, string hold, HoldReleaseBody body, ReleaseHold act, ClaimsPrincipal user, HttpRequest request, TimeProvider time, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), request.CaseOf(id), hold, body.Reason, cancellationToken)).Answer(ended => TypedResults.Ok(HoldResponse.Of(ended, time.GetUtcNow())));

    private static async Task<IResult> ListAsync(Guid id, ReadDeletions act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new CaseId(id), cancellationToken)).Answer(found => TypedResults.Ok(found.Select(DeletionResponse.Of).ToList()));

    private static async Task<IResult> StatementAsync(Guid id, ReadDeletions act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.OneAsync(user.Actor(), id, cancellationToken)).Answer(found => TypedResults.Bytes(found.Statement, "application/json"));

    private static async Task<IResult> SignatureAsync(Guid id, ReadDeletions act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.OneAsync(user.Actor(), id, cancellationToken)).Answer(found => TypedResults.Bytes(found.Signature, "application/pkcs7-signature", $"deletion-{id}.json.p7s"));

    private static async Task<IResult> EarlierAsync(Guid id, EarlierCasesBody body, FindEarlierCases act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), request.CaseOf(id), new ParticipantId(body.Participant ?? string.Empty), body.Reason, cancellationToken)).Answer(found => TypedResults.Ok(EarlierCasesResponse.Of(found)));
}

/// <summary>A hold.</summary>
/// <param name="DataClasses">What is held; left out for everything.</param>
/// <param name="Reason">Why.</param>
/// <param name="Order">Number of the order or letter that asks for it.</param>
/// <param name="Until">Until when; left out until it is released.</param>
public sealed record HoldBody(IReadOnlyList<DataClass>? DataClasses, string? Reason, string? Order, DateTimeOffset? Until)
{
    public override string ToString() => nameof(HoldBody);
}

/// <summary>Why a hold ends.</summary>
public sealed record HoldReleaseBody(string? Reason)
{
    public override string ToString() => nameof(HoldReleaseBody);
}

/// <summary>A hold as it stands.</summary>
public sealed record HoldResponse(string Id, bool Stands, IReadOnlyList<DataClass> DataClasses, string Reason, string Order, DateTimeOffset? Until, DateTimeOffset At, DateTimeOffset? ReleasedAt)
{
    public static HoldResponse Of(LegalHold hold, DateTimeOffset now) => new(hold.Id, hold.Stands(now), hold.DataClasses, hold.Reason, hold.Order, hold.Until, hold.At, hold.Released?.At);

    public override string ToString() => $"HoldResponse {Id}";
}

/// <summary>A record of a deletion; the signed bytes are at /v1/deletions/{id}, the signature at /v1/deletions/{id}/signature.</summary>
public sealed record DeletionResponse(Guid Id, Guid CaseId, string CaseCode, IReadOnlyList<DataClass> DataClasses, DateTimeOffset At, string StatementSha256, DateTimeOffset? TimestampedAt)
{
    public static DeletionResponse Of(DeletionRecord record) => new(
        record.Id, record.CaseId.Value, record.CaseCode, record.DataClasses, record.At, Sha256Digest.Of(record.Statement).Hex, record.TimestampedAt);
}

/// <summary>What a record of a deletion says.</summary>
/// <param name="Type">Always <c>remoteverify-deletion-record</c>.</param>
/// <param name="V">Version of its form.</param>
/// <param name="Procedure">Code and version.</param>
/// <param name="Method">How it was destroyed, in words.</param>
public sealed record DeletionStatementResponse(
    string Type, int V, Guid Id, string Tenant, Guid Case, string CaseCode, string Procedure, bool IsTest, DateTimeOffset At, DeletionByResponse By, DeletionCauseResponse Cause,
    string Method, IReadOnlyList<DeletedClassResponse> Classes);

/// <summary>Who destroyed it.</summary>
public sealed record DeletionByResponse(string Role, string Account);

/// <summary>Why.</summary>
/// <param name="Request">The person's request; null when the retention was over.</param>
public sealed record DeletionCauseResponse(string Kind, Guid? Request);

/// <summary>One class of data that was destroyed, by which rule.</summary>
public sealed record DeletedClassResponse(
    string Class, string What, string Rule, string Basis, string RestsOn, string LegalReview, DateTimeOffset CaseEndedAt, DateTimeOffset? RetentionUntil);

/// <summary>Whose earlier cases, and why.</summary>
public sealed record EarlierCasesBody(string? Participant, string? Reason)
{
    public override string ToString() => nameof(EarlierCasesBody);
}

/// <summary>What was found.</summary>
/// <param name="Look">Id of the record of this look, in the case.</param>
/// <param name="HasDuplicate">Another case of the same person and procedure still runs.</param>
public sealed record EarlierCasesResponse(string Look, bool HasDuplicate, IReadOnlyList<EarlierCaseResponse> Cases)
{
    public static EarlierCasesResponse Of(EarlierCasesFound found) => new(
        found.Look.Id, found.HasDuplicate, [.. found.Cases.Select(one => new EarlierCaseResponse(one.Id.Value, one.Code, one.State, one.OpenedAt, one.HasEnded, one.SameChip))]);
}

/// <summary>An earlier case.</summary>
/// <param name="SameChip">The very card of this case was used in it.</param>
public sealed record EarlierCaseResponse(Guid Id, string Code, string State, DateTimeOffset OpenedAt, bool HasEnded, bool SameChip);
