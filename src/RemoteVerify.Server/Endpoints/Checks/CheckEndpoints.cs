using System.Text.Json;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Checking;
using RemoteVerify.Server.Problems;

namespace RemoteVerify.Server.Endpoints.Checks;

/// <summary>The public check: any PDF, or a verification code. Nothing that is sent here is kept.</summary>
public static class CheckEndpoints
{
    public static void MapChecks(this RouteGroupBuilder api)
    {
        RouteGroupBuilder checks = api.MapGroup("/checks").WithTags("Checks").AllowAnonymous();
        checks.MapPost("/", CheckAsync).WithName("CheckDocument").WithSummary("Check the signatures of any PDF; it is not kept").Accepts<IFormFile>("application/pdf").Produces<CheckResponse>()
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(CheckDocument.MaximumBytes + 1024L));
        checks.MapGet("/{code}", LookUpAsync).WithName("CheckCode").WithSummary("What was issued under a verification code").Produces<CodeResponse>();
    }

    private static async Task<IResult> CheckAsync(HttpRequest request, CheckDocument act, CancellationToken cancellationToken)
    {
        (byte[]? pdf, IResult? problem) = await request.ReadPdfAsync(CheckDocument.MaximumBytes, cancellationToken);
        return problem ?? (await act.DoAsync(Actor.Anyone, pdf!, cancellationToken)).Answer(check => TypedResults.Ok(new CheckResponse(
            check.Verdict.Indication, SummaryResponse.Of(check.Verdict), check.Issued is { } issued ? IssuedResponse.Of(issued) : null, JsonDocument.Parse(check.Verdict.Report).RootElement)));
    }

    private static async Task<IResult> LookUpAsync(string code, CheckCode act, CancellationToken cancellationToken) =>
        (await act.DoAsync(Actor.Anyone, code, cancellationToken)).Answer(found => TypedResults.Ok(new CodeResponse(
            IssuedResponse.Of(found.Issued), found.Verdict.Indication, found.Original is { } original ? IssuedResponse.Of(original) : null, JsonDocument.Parse(found.Verdict.Report).RootElement)));
}

/// <summary>What the check of a PDF found.</summary>
/// <param name="Indication">TOTAL_PASSED, INDETERMINATE, TOTAL_FAILED or NO_SIGNATURE: the weakest of its signatures.</param>
/// <param name="Summary">The verdict in plain words.</param>
/// <param name="Issued">The record, when exactly this file was issued here.</param>
/// <param name="Report">Every signature with every check.</param>
public sealed record CheckResponse(string Indication, SummaryResponse Summary, IssuedResponse? Issued, JsonElement Report);

/// <summary>A verdict in plain words, for people who know nothing of signatures; it may hold the signer's name.</summary>
/// <param name="Vi">In Vietnamese.</param>
/// <param name="En">In English.</param>
public sealed record SummaryResponse(string Vi, string En)
{
    public static SummaryResponse Of(DocumentVerdict verdict)
    {
        using JsonDocument report = JsonDocument.Parse(verdict.Report);
        JsonElement summary = report.RootElement.GetProperty("summary");
        return new SummaryResponse(summary.GetProperty("vi").GetString()!, summary.GetProperty("en").GetString()!);
    }

    public override string ToString() => "SummaryResponse";
}

public sealed record CodeResponse(IssuedResponse Issued, string Indication, IssuedResponse? Original, JsonElement Report);

/// <summary>A document issued here, as anyone may see it.</summary>
public sealed record IssuedResponse(string Kind, string Title, string Organisation, bool IsTest, string Sha256, DateTimeOffset IssuedAt, DateTimeOffset? WithdrawnAt)
{
    public static IssuedResponse Of(PublicRecord record) => new(record.Kind.ToString(), record.Title, record.Organisation, record.IsTest, record.Sha256.Hex, record.IssuedAt, record.WithdrawnAt);
}
