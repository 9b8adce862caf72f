using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.PaperCopies;
using RemoteVerify.Cases.Journeys.StoredCopies;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Server.Endpoints.Cases;

/// <param name="ServicePoint">Id of the place where the original was presented.</param>
/// <param name="Title">What the original is, as printed on it.</param>
/// <param name="At">When; now when absent.</param>
public sealed record PresentOriginalBody(string? ServicePoint, string? Title, DateTimeOffset? At)
{
    public override string ToString() => nameof(PresentOriginalBody);
}

/// <param name="Answers">Id of every item of the checklist, with true when the officer ticked that the ground does not apply.</param>
public sealed record CompareOriginalBody(IReadOnlyDictionary<string, bool>? Answers);

/// <param name="Exemptions">Ids of the exemptions that the officer accepts.</param>
public sealed record CopyFeeBody(IReadOnlyList<string>? Exemptions);

/// <param name="DecidedBy">Account of the officer who certifies: named on the paper, approves and signs.</param>
public sealed record ComposeCopyBody(string? DecidedBy);

/// <summary>What is to be copied, and how.</summary>
/// <param name="Result">Id of the stored result; without it the result is found by owner and type.</param>
/// <param name="Owner">Personal number of the owner; the person who asks when absent.</param>
/// <param name="Type">Kind of result; any when absent.</param>
/// <param name="Road">RegisterExtract, SaoY, SaoLuc, TrichSao or ConversionToPaper.</param>
/// <param name="Pages">Pages of TRÍCH SAO.</param>
/// <param name="RightPaper">Id of the dossier's paper that shows the right to another person's result.</param>
public sealed record PlanCopyBody(Guid? Result, string? Owner, string? Type, CopyRoad Road, IReadOnlyList<int>? Pages, string? RightPaper)
{
    /// <summary>Why another copy is made although a valid one is there; absent for the rule.</summary>
    public TrueOriginalBody? TrueOriginal { get; init; }

    public override string ToString() => nameof(PlanCopyBody);
}

/// <summary>Why something is issued although a stored result would serve.</summary>
/// <param name="Ground">Id of one of the procedure's grounds.</param>
/// <param name="Reason">In words.</param>
public sealed record TrueOriginalBody(string? Ground, string? Reason)
{
    /// <summary>As the acts take it; null for nothing.</summary>
    public static RemoteVerify.Cases.Results.TrueOriginalNeeded? Of(TrueOriginalBody? body) =>
        body is null ? null : new(body.Reason ?? string.Empty) { Ground = body.Ground };

    public override string ToString() => nameof(TrueOriginalBody);
}

/// <summary>Takes a dossier in.</summary>
/// <param name="TrueOriginal">Why a new result is issued although a stored one would serve; absent for the rule.</param>
public sealed record AcceptBody(TrueOriginalBody? TrueOriginal);

/// <summary>The case after an act of a journey of copies.</summary>
/// <param name="Scan">What was measured of the scan, from its taking on.</param>
/// <param name="Result">The planned result.</param>
/// <param name="Road">The planned road.</param>
/// <param name="Payment">The open fee.</param>
/// <param name="Refusal">The ground in words when the act ended the case.</param>
public sealed record CopyActResponse(
    Guid CaseId, string State, long Version, string? DocumentSha256, string? Number, ScanResponse? Scan, Guid? Result, CopyRoad? Road, CopyPaymentResponse? Payment,
    CopyRefusalResponse? Refusal, IReadOnlyList<string> AllowedActions)
{
    public static CopyActResponse Of(Case found) => new(
        found.File.Id.Value, found.State, found.File.Version, found.CurrentDocument?.Sha256.Hex, found.File.Number?.Printed,
        found switch { OriginalScanned c => ScanResponse.Of(c.Findings), OriginalCompared c => ScanResponse.Of(c.Findings), _ => null },
        (found as CopyPlanned)?.Plan.Result.Value, (found as CopyPlanned)?.Plan.Road,
        found is PaymentRequested waiting ? CopyPaymentResponse.Of(waiting.File.Dossier.Payments.First(p => p.Id == waiting.Claim)) : null,
        found is RefusedCase refused ? new CopyRefusalResponse(refused.Refusal.Code, refused.Refusal.Reason) : null,
        [.. found.Allowed.Select(act => act.Code)]);

    public override string ToString() => $"CopyActResponse {State}";
}

/// <param name="LowestDotsPerInch">Of the coarsest page.</param>
public sealed record ScanResponse(int Pages, string PdfVersion, double LowestDotsPerInch, bool IsColour)
{
    public static ScanResponse Of(ScanFindings findings) => new(findings.Pages, findings.PdfVersion, findings.LowestDotsPerInch, findings.IsColour);
}

public sealed record CopyPaymentResponse(string Id, long AmountVnd, IReadOnlyList<CopyPaymentLine> Lines)
{
    public static CopyPaymentResponse Of(PaymentClaim claim) => new(claim.Id, claim.AmountVnd, [.. claim.Lines.Select(line => new CopyPaymentLine(line.Name, line.AmountVnd))]);
}

public sealed record CopyPaymentLine(string Name, long AmountVnd);

public sealed record CopyRefusalResponse(string Code, string Reason)
{
    public override string ToString() => $"CopyRefusalResponse {Code}";
}
