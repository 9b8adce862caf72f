using System.Security.Claims;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Signing;

/// <param name="CertificateSerial">With which certificate of the officer, hexadecimal.</param>
/// <param name="CaseIds">1 to 50 cases.</param>
public sealed record PrepareBatchBody(string? CertificateSerial, IReadOnlyList<Guid>? CaseIds);

/// <summary>One case of a batch: with what to sign, or with the code of its refusal.</summary>
/// <param name="DocumentName">For the officer's signer to show.</param>
public sealed record BatchItem(
    Guid CaseId, string? DocumentName, string? DocumentSha256, byte[]? HashToSign, string? HashAlgorithm, string? SignatureAlgorithm, DateTimeOffset? ExpiresAt, string? Code, string? Detail)
{
    public override string ToString() => $"BatchItem {CaseId}";
}

/// <param name="Prepared">How many can be signed.</param>
/// <param name="Items">In the order of the request.</param>
public sealed record BatchResponse(int Prepared, IReadOnlyList<BatchItem> Items);

/// <param name="Signatures">The values, each with its case.</param>
public sealed record FinaliseBatchBody(IReadOnlyList<BatchSignature>? Signatures);

/// <param name="Signature">ECDSA as DER.</param>
public sealed record BatchSignature(Guid CaseId, byte[]? Signature);

/// <summary>One case of a batch after signing: its state, or the code of its refusal.</summary>
public sealed record SignedBatchItem(Guid CaseId, string? State, string? DocumentSha256, string? Code, string? Detail);

/// <param name="Signed">How many are signed.</param>
public sealed record SignedBatchResponse(int Signed, IReadOnlyList<SignedBatchItem> Items);

/// <summary>
/// Many countersignatures after one question to the officer. The request as a whole is answered with 200 when it was understood; each case
/// carries its own outcome, because one that can't be signed must not hold up the others.
/// </summary>
internal static class BatchEndpoints
{
    public static void MapBatches(this RouteGroupBuilder requests)
    {
        requests.MapPost("/batches", PrepareAsync).WithName("PrepareBatch").WithSummary("Prepare the officer's countersignatures of several cases").Produces<BatchResponse>();
        requests.MapPost("/batches/finalise", FinaliseAsync).WithName("FinaliseBatch").WithSummary("Hand in the values of several countersignatures").Produces<SignedBatchResponse>();
    }

    private static async Task<IResult> PrepareAsync(PrepareBatchBody body, PrepareBatch act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), [.. (body.CaseIds ?? []).Select(id => new CaseId(id))], body.CertificateSerial?.ToLowerInvariant() ?? "", cancellationToken))
            .Answer(tasks => TypedResults.Ok(new BatchResponse(tasks.Count(task => task.Outcome.IsDone), [.. tasks.Select(Item)])));

    private static async Task<IResult> FinaliseAsync(FinaliseBatchBody body, FinaliseBatch act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), [.. (body.Signatures ?? []).Select(value => (new CaseId(value.CaseId), new ReadOnlyMemory<byte>(value.Signature ?? [])))], cancellationToken))
            .Answer(results => TypedResults.Ok(new SignedBatchResponse(results.Count(result => result.Outcome.IsDone), [.. results.Select(Item)])));

    private static BatchItem Item(BatchTask task) => task.Outcome.TryGet(out CountersignatureTask? found, out Refusal? refusal)
        ? new BatchItem(
            task.Case.Value, task.Title, found.DocumentSha256.Hex, found.HashToSign.ToArray(), found.HashAlgorithm, found.SignatureAlgorithm, found.ExpiresAt, null, null)
        : new BatchItem(task.Case.Value, null, null, null, null, null, null, refusal.Code.Value, refusal.Message);

    private static SignedBatchItem Item(BatchResult result) => result.Outcome.TryGet(out RemoteVerify.Cases.States.CaseWithDocument? signed, out Refusal? refusal)
        ? new SignedBatchItem(result.Case.Value, signed.State, signed.Document.Sha256.Hex, null, null)
        : new SignedBatchItem(result.Case.Value, null, null, refusal.Code.Value, refusal.Message);
}
