using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Results;

namespace RemoteVerify.Server.Endpoints.Results;

public sealed record CopyBody(Guid ResultId);

/// <summary>An issued copy.</summary>
public sealed record CopyResponse(Guid Id, string Code, string Sha256)
{
    public override string ToString() => nameof(CopyResponse);
}

/// <summary>The question whether somebody has a result.</summary>
/// <param name="Owner">Personal number, 12 digits; a citizen leaves it out and asks about the own.</param>
/// <param name="Type">Kind of result; left out for all.</param>
/// <param name="Purpose">A code of what it is for; officers must say it.</param>
/// <param name="Reason">Why, in words; officers must say it.</param>
/// <param name="CaseId">The case that needs the answer.</param>
public sealed record ResultLookUpBody(string? Owner, string? Type, string? Purpose, string? Reason, Guid? CaseId)
{
    public override string ToString() => nameof(ResultLookUpBody);
}

/// <summary>The answer of a look-up, as it is kept.</summary>
/// <param name="LookUp">Id of the recorded look-up.</param>
/// <param name="At">When it was answered.</param>
/// <param name="ValidExists">A result that may be relied on is among them: use it in place of a new one.</param>
public sealed record LookUpResponse(Guid LookUp, DateTimeOffset At, bool ValidExists, IReadOnlyList<FoundResultResponse> Results)
{
    public static LookUpResponse Of(ResultLookUp found) => new(
        found.Id, found.At, found.HasValid,
        [.. found.Found.Select(f => new FoundResultResponse(f.Id.Value, f.Kind.ToString(), f.Type, f.Number, f.Organisation, f.IssuedAt, f.ValidUntil, f.State, f.IsTest))]);
}

public sealed record FoundResultResponse(
    Guid Id, string Kind, string? Type, string? Number, string Issuer, DateTimeOffset IssuedAt, DateTimeOffset? ValidUntil, string State, bool IsTest);

/// <summary>The record of a stored result.</summary>
/// <param name="State">valid, not-yet-valid, expired, replaced, terminated, cancelled or revoked.</param>
/// <param name="Provenance">Case, or Digitised.</param>
/// <param name="EarlierHashes">Hashes under which it was given out before its archive timestamp was renewed, oldest first.</param>
/// <param name="RelatedActs">Must be read with it.</param>
public sealed record ResultResponse(
    Guid Id, string Kind, string? Type, string? Number, string Title, string Issuer, bool IsTest, string State, DateTimeOffset IssuedAt, DateTimeOffset? ValidFrom, DateTimeOffset? ValidUntil,
    string Provenance, string Code, string Sha256, IReadOnlyList<string> EarlierHashes, Guid? ReplacedBy, string? Reason, IReadOnlyList<RelatedActResponse> RelatedActs)
{
    public static ResultResponse Of(ResultRecord record)
    {
        RemoteVerify.Cases.Stores.PublishedDocument d = record.Document;
        return new ResultResponse(
            d.Id.Value, d.Kind.ToString(), d.Type, d.Number, d.Title, d.Organisation, d.IsTest, record.State.Name, d.IssuedAt, d.Validity?.From, d.Validity?.Until,
            d.Provenance.ToString(), d.Code, d.Sha256.Hex, [.. d.Earlier.Select(e => e.Sha256.Hex)], d.Replacement?.By.Value, d.RevocationReason ?? d.Replacement?.Reason,
            [.. record.RelatedActs.Select(a => new RelatedActResponse(a.Act.Document.Value, a.Act.Kind, a.Act.Title, a.Act.At, a.Code))]);
    }

    public override string ToString() => $"ResultResponse {Id}";
}

/// <param name="Document">The stored document of the act.</param>
/// <param name="Code">Its verification code; null where it was just linked.</param>
public sealed record RelatedActResponse(Guid Document, RelatedActKind Kind, string Title, DateTimeOffset At, string? Code)
{
    public override string ToString() => $"RelatedActResponse {Kind}";
}

public sealed record ReplacementBody(Guid By, string? Reason)
{
    public override string ToString() => nameof(ReplacementBody);
}

/// <summary>A reason in words.</summary>
public sealed record ReasonBody(string? Reason)
{
    public override string ToString() => nameof(ReasonBody);
}

/// <param name="Document">A stored, signed and sealed document.</param>
/// <param name="Kind">Correction, Amendment, Termination or Cancellation.</param>
public sealed record RelatedActBody(Guid Document, RelatedActKind? Kind);
