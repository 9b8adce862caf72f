using System.Text.Json.Serialization;

namespace RemoteVerify.Cases.Procedures;

public enum ReviewStatus
{
    Unverified,
    Verified,
}

/// <summary>Whether somebody who may answer for it has compared a text with the law.</summary>
/// <param name="Status">Unverified or verified.</param>
/// <param name="VerifiedBy">Who: name and office; only when verified.</param>
/// <param name="VerifiedOn">The day; only when verified.</param>
public sealed record LegalReview(ReviewStatus Status, string? VerifiedBy = null, DateOnly? VerifiedOn = null)
{
    public static LegalReview Unverified { get; } = new(ReviewStatus.Unverified);

    /// <summary>Verified, and it is said by whom and when.</summary>
    [JsonIgnore]
    public bool IsVerified => Status == ReviewStatus.Verified && !string.IsNullOrWhiteSpace(VerifiedBy) && VerifiedOn is not null;

    /// <summary>The name stays out of logs.</summary>
    public override string ToString() => Status.ToString();
}

/// <summary>How sure a statement is.</summary>
public enum SourceCertainty
{
    /// <summary>Read in the named text.</summary>
    Seen,

    /// <summary>From general knowledge; to be compared with the text.</summary>
    Memory,

    /// <summary>Our own conclusion.</summary>
    Inference,
}

/// <summary>Where a part of a version was read.</summary>
/// <param name="About">The part, such as <c>fees</c>.</param>
/// <param name="Text">Law, article and where it was seen.</param>
/// <param name="Certainty">How sure.</param>
public sealed record SourceNote(string About, string Text, SourceCertainty Certainty);
