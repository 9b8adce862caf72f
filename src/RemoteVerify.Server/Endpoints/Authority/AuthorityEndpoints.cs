using RemoteVerify.Authority.Development;
using RemoteVerify.Authority.OcspResponder;
using RemoteVerify.Authority.TimestampAuthority;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Server.Endpoints.Authority;

/// <summary>The embedded authority over HTTP: timestamps (RFC 3161), certificate status (RFC 6960), revocation list (RFC 5280), certificates.</summary>
public static class AuthorityEndpoints
{
    private const int MaximumRequestBytes = 16 * 1024;

    public static void MapAuthority(this RouteGroupBuilder api)
    {
        RouteGroupBuilder authority = api.MapGroup("").WithTags("Authority").AllowAnonymous();
        authority.MapPost("/timestamps", TimestampAsync).WithName("Timestamp").WithSummary("An RFC 3161 timestamp").Accepts<byte[]>("application/timestamp-query").Produces<byte[]>(contentType: "application/timestamp-reply");
        authority.MapPost("/ocsp", OcspAsync).WithName("Ocsp").WithSummary("An RFC 6960 certificate status").Accepts<byte[]>("application/ocsp-request").Produces<byte[]>(contentType: "application/ocsp-response");
        authority.MapGet("/crl", CrlAsync).WithName("Crl").WithSummary("The revocation list of the issuing authority").Produces<byte[]>(contentType: "application/pkix-crl");
        authority.MapGet("/authority/root", (DevelopmentHierarchy hierarchy) => TypedResults.Bytes(hierarchy.Root.Encoded.ToArray(), "application/pkix-cert"))
            .WithName("RootCertificate").WithSummary("The root certificate").Produces<byte[]>(contentType: "application/pkix-cert");
    }

    private static async Task<IResult> TimestampAsync(HttpRequest request, TimestampAuthority authority, TimeProvider time, CancellationToken cancellationToken) =>
        await BodyAsync(request, cancellationToken) is { } body
            ? TypedResults.Bytes(await authority.RespondAsync(body, time.GetUtcNow(), cancellationToken), "application/timestamp-reply")
            : TooLarge();

    private static async Task<IResult> OcspAsync(HttpRequest request, OcspResponder responder, IUnitOfWorkFactory stores, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await BodyAsync(request, cancellationToken) is not { } body)
        {
            return TooLarge();
        }

        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        IssuedCertificateStatus source = await IssuedCertificateStatus.OfRequestAsync(body, unit.Certificates, cancellationToken);
        return TypedResults.Bytes(await responder.RespondAsync(body, time.GetUtcNow(), source, cancellationToken), "application/ocsp-response");
    }

    private static async Task<IResult> CrlAsync(DevelopmentHierarchy hierarchy, IUnitOfWorkFactory stores, TimeProvider time, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        IReadOnlyList<IssuedCertificate> revoked = await unit.Certificates.ListRevokedAsync(cancellationToken);
        DateTimeOffset now = time.GetUtcNow();
        Crl crl = hierarchy.Authority.IssueCrl([.. revoked.Select(IssuedCertificateStatus.Entry)], now.ToUnixTimeSeconds(), now, now.AddDays(1));
        return TypedResults.Bytes(crl.Encoded.ToArray(), "application/pkix-crl");
    }

    private static async Task<byte[]?> BodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        byte[] body = new byte[MaximumRequestBytes + 1];
        int length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken);
        return length > MaximumRequestBytes ? null : body[..length];
    }

    private static IResult TooLarge() => Problems.Problem.Of(StatusCodes.Status413PayloadTooLarge, "request.too-large", $"At most {MaximumRequestBytes >> 10} KiB are taken.");
}
