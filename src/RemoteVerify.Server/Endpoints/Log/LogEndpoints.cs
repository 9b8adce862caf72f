using RemoteVerify.AuditLog.Checkpoints;
using RemoteVerify.Server.Problems;
using RemoteVerify.Storage;

namespace RemoteVerify.Server.Endpoints.Log;

/// <summary>The public side of the audit log: signed checkpoints, leaf hashes and proofs.</summary>
public static class LogEndpoints
{
    public static void MapLog(this RouteGroupBuilder api)
    {
        RouteGroupBuilder log = api.MapGroup("/log").WithTags("Log").AllowAnonymous();
        log.MapGet("/checkpoint", async (RelationalStorage storage, CheckpointSigner signer, CancellationToken cancellationToken) =>
            TypedResults.Text(await storage.Log.PublishCheckpointAsync(signer, cancellationToken), "text/plain", System.Text.Encoding.UTF8)).WithName("ReadCheckpoint").WithSummary("The signed head of the log").Produces<string>(contentType: "text/plain");
        log.MapGet("/key", Key).WithName("ReadLogKey").WithSummary("The key that signs checkpoints; as text/plain the verifier key of C2SP notes").Produces<LogKeyResponse>();
        log.MapTiles();
        log.MapGet("/leaves", async (long? from, int? count, RelationalStorage storage, CancellationToken cancellationToken) =>
            await storage.Log.LeafHashesAsync(Math.Max(0, from ?? 0), count ?? 1000, cancellationToken)).WithName("ReadLeaves").WithSummary("Leaf hashes");
        log.MapGet("/inclusion", async (long index, long size, RelationalStorage storage, CancellationToken cancellationToken) =>
            Proof(await storage.Log.InclusionProofAsync(index, size, cancellationToken))).WithName("ReadInclusionProof").WithSummary("That a leaf is in the log").Produces<ProofResponse>();
        log.MapGet("/consistency", async (long from, long to, RelationalStorage storage, CancellationToken cancellationToken) =>
            Proof(await storage.Log.ConsistencyProofAsync(from, to, cancellationToken))).WithName("ReadConsistencyProof").WithSummary("That the log only grew").Produces<ProofResponse>();
    }

    private static IResult Key(CheckpointSigner signer, HttpRequest request) => request.Headers.Accept.ToString().StartsWith("text/plain", StringComparison.OrdinalIgnoreCase)
        ? TypedResults.Text(signer.NoteKey.VerifierKey() + "\n")
        : TypedResults.Ok(new LogKeyResponse(signer.Origin, signer.NoteKey.Name, signer.NoteKey.Key.Encoded.ToArray(), signer.NoteKey.VerifierKey()));

    private static IResult Proof(IReadOnlyList<byte[]>? path) => path is null
        ? Problem.Of(StatusCodes.Status422UnprocessableEntity, "log.range", "The log doesn't reach there. Read the checkpoint for its size.")
        : TypedResults.Ok(new ProofResponse(path));
}

/// <param name="Origin">Name of the log, the first line of its checkpoints.</param>
/// <param name="Name">Name of the key.</param>
/// <param name="SubjectPublicKeyInfo">The key.</param>
/// <param name="VerifierKey">The same as a C2SP verifier key: <c>name+keyid+base64</c>, signature type 0x02 (ECDSA P-256, SHA-256).</param>
public sealed record LogKeyResponse(string Origin, string Name, byte[] SubjectPublicKeyInfo, string VerifierKey);

public sealed record ProofResponse(IReadOnlyList<byte[]> Path);
