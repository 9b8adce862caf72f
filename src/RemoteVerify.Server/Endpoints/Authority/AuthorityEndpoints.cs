// RFC 3161 section 3.4 (timestamps over HTTP); RFC 6960 appendix A and RFC 5019 sections 5 and 6 (OCSP over HTTP);
// RFC 5280 section 4.2.1.13 and RFC 2585 (lists and certificates over HTTP).
using RemoteVerify.Authority.TimestampAuthority;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Revocation;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Composition.Keys;

namespace RemoteVerify.Server.Endpoints.Authority;

/// <summary>The embedded authority over HTTP: timestamps, certificate status, revocation lists, certificates.</summary>
public static class AuthorityEndpoints
{
    private const int MaximumRequestBytes = 16 * 1024;
    private const string OcspResponseType = "application/ocsp-response";
    private const string ListType = "application/pkix-crl";
    private const string CertificateType = "application/pkix-cert";

    public static void MapAuthority(this RouteGroupBuilder api)
    {
        RouteGroupBuilder authority = api.MapGroup("").WithTags("Authority").AllowAnonymous();
        authority.MapPost("/timestamps", TimestampAsync).WithName("Timestamp").WithSummary("An RFC 3161 timestamp").Accepts<byte[]>("application/timestamp-query").Produces<byte[]>(contentType: "application/timestamp-reply");
        authority.MapPost("/ocsp", OcspAsync).WithName("Ocsp").WithSummary("An RFC 6960 certificate status").Accepts<byte[]>("application/ocsp-request").Produces<byte[]>(contentType: OcspResponseType);
        authority.MapGet("/crl", IssuingListAsync).WithName("Crl").WithSummary("The revocation list of the issuing authority").Produces<byte[]>(contentType: ListType);
        authority.MapGet("/authority/root", (AuthorityKeys keys) => TypedResults.Bytes(keys.Root.Encoded.ToArray(), CertificateType))
            .WithName("RootCertificate").WithSummary("The root certificate").Produces<byte[]>(contentType: CertificateType);

        // The addresses that stand in certificates. Not described: no portal calls them, and OCSP's form has a request in the path.
        RouteGroupBuilder named = authority.MapGroup("").ExcludeFromDescription();
        named.MapGet("/ocsp/{**request}", OcspByAddressAsync);
        named.MapGet("/crl/issuing.crl", IssuingListAsync);
        named.MapGet("/crl/root.crl", (HttpContext context, AuthorityKeys keys, TimeProvider time) => List(context, keys.RootList(time.GetUtcNow()), time));
        named.MapGet("/certificates/root.cer", (AuthorityKeys keys) => Certificate(keys.Root));
        named.MapGet("/certificates/issuing.cer", (AuthorityKeys keys) => Certificate(keys.Authority.Certificate));
    }

    private static async Task<IResult> TimestampAsync(HttpContext context, TimestampAuthority authority, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await BodyAsync(context.Request, cancellationToken) is not { } body)
        {
            return TooLarge();
        }

        ProtocolCaching.Forbid(context.Response);
        return TypedResults.Bytes(await authority.RespondAsync(body, time.GetUtcNow(), cancellationToken), "application/timestamp-reply");
    }

    private static async Task<IResult> OcspAsync(HttpContext context, OcspQuestion question, CancellationToken cancellationToken)
    {
        if (await BodyAsync(context.Request, cancellationToken) is not { } body)
        {
            return TooLarge();
        }

        ProtocolCaching.Forbid(context.Response);
        return TypedResults.Bytes(await question.AnswerAsync(body, cancellationToken), OcspResponseType);
    }

    private static async Task<IResult> OcspByAddressAsync(string? request, HttpContext context, OcspQuestion question, CancellationToken cancellationToken)
    {
        byte[] answer = await question.AnswerAsync(OcspQuestion.FromAddress(request), cancellationToken);
        ProtocolCaching.Describe(context.Response, OcspResponse.Read(answer));
        return TypedResults.Bytes(answer, OcspResponseType);
    }

    private static async Task<IResult> IssuingListAsync(HttpContext context, RevocationLists lists, TimeProvider time, CancellationToken cancellationToken) =>
        List(context, await lists.IssuingAsync(cancellationToken), time);

    private static IResult List(HttpContext context, Crl list, TimeProvider time)
    {
        ProtocolCaching.Describe(context.Response, list, time.GetUtcNow());

        // Bytes answers If-None-Match and If-Modified-Since with 304.
        return TypedResults.Bytes(list.Encoded.ToArray(), ListType, lastModified: list.ThisUpdate, entityTag: ProtocolCaching.TagOf(list.Encoded.Span));
    }

    private static IResult Certificate(Certificate certificate) =>
        TypedResults.Bytes(certificate.Encoded.ToArray(), CertificateType, entityTag: ProtocolCaching.TagOf(certificate.Encoded.Span));

    private static async Task<byte[]?> BodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaximumRequestBytes)
        {
            return null;
        }

        byte[] body = new byte[MaximumRequestBytes + 1];
        int length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken);
        return length > MaximumRequestBytes ? null : body[..length];
    }

    private static IResult TooLarge() => Problems.Problem.Of(StatusCodes.Status413PayloadTooLarge, "request.too-large", $"At most {MaximumRequestBytes >> 10} KiB are taken.");
}
