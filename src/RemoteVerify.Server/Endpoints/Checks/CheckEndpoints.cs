using System.Globalization;
using System.Text.Json;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Checking;
using RemoteVerify.Pki.Paths;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

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
            check.Verdict.Indication, SummaryResponse.Of(check.Verdict), check.Issued is { } issued ? IssuedResponse.Of(issued) : null, JsonDocument.Parse(check.Verdict.Report).RootElement)
        {
            Conclusion = ConclusionResponse.Of(check.Verdict),
            Signatures = [.. check.Verdict.Signatures.Select(CheckedSignatureResponse.Of)],
            IsEarlierVersion = check.IsEarlierVersion,
        }));
    }

    private static async Task<IResult> LookUpAsync(string code, CheckCode act, CodeGuessLimit limit, HttpContext context, CancellationToken cancellationToken)
    {
        System.Net.IPAddress? address = context.Connection.RemoteIpAddress;
        if (limit.Wait(address) is { } wait)
        {
            context.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return Problem.Of(StatusCodes.Status429TooManyRequests, "request.too-many", "Too many codes were asked for that don't exist. Wait a minute and compare the code with the paper.");
        }

        Outcome<CodeCheck> outcome = await act.DoAsync(Actor.Anyone, code, cancellationToken);
        if (outcome.Refusal?.Code == RefusalCode.VerificationCodeUnknown || outcome.Refusal?.Code == RefusalCode.VerificationCodeMalformed)
        {
            limit.Miss(address);
        }

        return outcome.Answer(found => TypedResults.Ok(new CodeResponse(
            IssuedResponse.Of(found.Issued), found.Verdict.Indication, found.Original is { } original ? IssuedResponse.Of(original) : null, JsonDocument.Parse(found.Verdict.Report).RootElement)
        {
            Conclusion = ConclusionResponse.Of(found.Verdict),
            Signatures = [.. found.Verdict.Signatures.Select(CheckedSignatureResponse.Of)],
        }));
    }
}

/// <summary>What the check of a PDF found.</summary>
/// <param name="Indication">TOTAL_PASSED, INDETERMINATE, TOTAL_FAILED or NO_SIGNATURE: the weakest of its signatures.</param>
/// <param name="Summary">The verdict in plain words.</param>
/// <param name="Issued">The record, when exactly this file was issued here.</param>
/// <param name="Report">Every signature with every check.</param>
public sealed record CheckResponse(string Indication, SummaryResponse Summary, IssuedResponse? Issued, JsonElement Report)
{
    /// <summary>The outcome in words: kind of signature and root first, then whether it is valid.</summary>
    public ConclusionResponse? Conclusion { get; init; }

    /// <summary>Each signature in words.</summary>
    public IReadOnlyList<CheckedSignatureResponse> Signatures { get; init; } = [];

    /// <summary>The file is from before a renewal of its archive timestamp: the same paper, of which a newer file exists.</summary>
    public bool IsEarlierVersion { get; init; }
}

/// <summary>An outcome in both languages; it may hold a signer's name.</summary>
public sealed record ConclusionResponse(string Vi, string En)
{
    public static ConclusionResponse Of(DocumentVerdict verdict) => Of(RemoteVerify.Cases.Checking.Conclusion.Of(verdict));

    public static ConclusionResponse Of(Sentence sentence) => new(sentence.Vi, sentence.En);

    public override string ToString() => "ConclusionResponse";
}

/// <summary>One signature for people.</summary>
/// <param name="Kind">public, official-duty, special-purpose, foreign or development; null without a trusted root.</param>
/// <param name="RootVi">Name of the root in Vietnamese.</param>
/// <param name="RootEn">Name of the root in English.</param>
/// <param name="Signer">Name in the certificate.</param>
/// <param name="Valid">The signature passed.</param>
/// <param name="ProvenTime">Time that a timestamp proves; null where none does.</param>
/// <param name="Unchanged">Nothing but what is allowed was added since.</param>
/// <param name="Conclusion">In words, with the reason.</param>
public sealed record CheckedSignatureResponse(
    string? Kind, string? RootVi, string? RootEn, string? Signer, bool Valid, DateTimeOffset? ProvenTime, bool Unchanged, ConclusionResponse Conclusion)
{
    public static CheckedSignatureResponse Of(SignatureVerdict s) => new(
        s.Kind is { } kind ? TrustListPayload.NameOf(kind) : null, s.RootVi, s.RootEn, s.Signer, s.Indication == "TOTAL_PASSED",
        s.Indication == "TOTAL_PASSED" ? s.BestSignatureTime : null, s.IsIntact && s.IsModificationAllowed, ConclusionResponse.Of(RemoteVerify.Cases.Checking.Conclusion.Of(s)));

    public override string ToString() => "CheckedSignatureResponse";
}

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

public sealed record CodeResponse(IssuedResponse Issued, string Indication, IssuedResponse? Original, JsonElement Report)
{
    /// <summary>The outcome in words: kind of signature and root first, then whether it is valid.</summary>
    public ConclusionResponse? Conclusion { get; init; }

    /// <summary>Each signature in words.</summary>
    public IReadOnlyList<CheckedSignatureResponse> Signatures { get; init; } = [];
}

/// <summary>A document issued here, as anyone may see it.</summary>
public sealed record IssuedResponse(string Kind, string Title, string Organisation, bool IsTest, string Sha256, DateTimeOffset IssuedAt, DateTimeOffset? WithdrawnAt)
{
    /// <summary>Code of the kind of result.</summary>
    public string? Type { get; init; }

    /// <summary>Number in its register book.</summary>
    public string? Number { get; init; }

    /// <summary>valid, not-yet-valid, expired, replaced, terminated, cancelled or revoked: only valid may be relied on.</summary>
    public string State { get; init; } = "valid";

    public DateTimeOffset? ValidFrom { get; init; }

    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>Masked names of whose it is.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];

    /// <summary>Corrections, amendments, ends and cancellations, which must be read with it.</summary>
    public IReadOnlyList<IssuedRelatedAct> RelatedActs { get; init; } = [];

    /// <summary>For a related act the result that it is about.</summary>
    public IssuedTarget? About { get; init; }

    /// <summary>Code of the result that took its place.</summary>
    public string? ReplacedByCode { get; init; }

    /// <summary>Case, or Digitised from paper.</summary>
    public string Provenance { get; init; } = "Case";

    public static IssuedResponse Of(PublicRecord record) => new(record.Kind.ToString(), record.Title, record.Organisation, record.IsTest, record.Sha256.Hex, record.IssuedAt, record.WithdrawnAt)
    {
        Type = record.Type,
        Number = record.Number,
        State = record.State.Name,
        ValidFrom = record.Validity?.From,
        ValidUntil = record.Validity?.Until,
        Owners = record.Owners,
        RelatedActs = [.. record.RelatedActs.Select(a => new IssuedRelatedAct(a.Kind.ToString(), a.Title, a.At, a.Code, a.Sha256.Hex))],
        About = record.About is { } about ? new IssuedTarget(about.Title, about.Number, about.Code, about.Sha256.Hex) : null,
        ReplacedByCode = record.ReplacedByCode,
        Provenance = record.Provenance.ToString(),
    };
}

/// <summary>A related act with its own verification code.</summary>
public sealed record IssuedRelatedAct(string Kind, string Title, DateTimeOffset At, string Code, string Sha256);

/// <summary>The result that a related act is about, with its verification code.</summary>
public sealed record IssuedTarget(string Title, string? Number, string Code, string Sha256);
