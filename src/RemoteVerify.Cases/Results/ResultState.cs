using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Results;

/// <summary>Whose result it is.</summary>
/// <param name="PersonalNumber">Số định danh cá nhân, 12 digits.</param>
/// <param name="FullName">Full name.</param>
public sealed record ResultOwner(string PersonalNumber, string FullName)
{
    public override string ToString() => "ResultOwner";
}

/// <summary>When a result may be used.</summary>
/// <param name="From">From this instant on.</param>
/// <param name="Until">Until before this instant; null without an end.</param>
public sealed record ValidityPeriod(DateTimeOffset From, DateTimeOffset? Until);

/// <summary>How a result came into the repository.</summary>
public enum ResultProvenance
{
    /// <summary>From a case of this service.</summary>
    Case,

    /// <summary>Digitised from paper and confirmed by an officer.</summary>
    Digitised,
}

/// <summary>That another result took the place of this one.</summary>
/// <param name="By">The other.</param>
/// <param name="At">When.</param>
/// <param name="Reason">The officer's reason.</param>
public sealed record Replacement(PublishedId By, DateTimeOffset At, string Reason)
{
    public override string ToString() => $"Replacement {By}";
}

/// <summary>Bytes under which a document was given out before.</summary>
/// <param name="Sha256">Their hash.</param>
/// <param name="Blob">Where they are.</param>
/// <param name="Until">When newer bytes took their place.</param>
public sealed record EarlierBytes(Sha256Digest Sha256, BlobId Blob, DateTimeOffset Until);

/// <summary>What a result is worth at a time; a closed set. Only <see cref="Valid"/> may be relied on.</summary>
public abstract record ResultState
{
    private ResultState() { }

    /// <summary>The stable word.</summary>
    public abstract string Name { get; }

    /// <summary>May be relied on.</summary>
    public sealed record Valid : ResultState
    {
        public override string Name => "valid";
    }

    /// <summary>Becomes valid later.</summary>
    public sealed record NotYetValid(DateTimeOffset From) : ResultState
    {
        public override string Name => "not-yet-valid";
    }

    /// <summary>Its time is over.</summary>
    public sealed record Expired(DateTimeOffset Since) : ResultState
    {
        public override string Name => "expired";
    }

    /// <summary>Another result took its place.</summary>
    public sealed record Replaced(PublishedId By, DateTimeOffset At) : ResultState
    {
        public override string Name => "replaced";
    }

    /// <summary>Ended by a related act (chấm dứt).</summary>
    public sealed record Terminated(PublishedId By, DateTimeOffset At) : ResultState
    {
        public override string Name => "terminated";
    }

    /// <summary>Cancelled by a related act (hủy bỏ).</summary>
    public sealed record Cancelled(PublishedId By, DateTimeOffset At) : ResultState
    {
        public override string Name => "cancelled";
    }

    /// <summary>Declared invalid by an officer.</summary>
    public sealed record Revoked(string? Reason, DateTimeOffset At) : ResultState
    {
        public override string Name => "revoked";
    }

    /// <summary>The state at a time, the gravest first.</summary>
    /// <param name="document">The document.</param>
    /// <param name="acts">The related acts that are linked to it.</param>
    /// <param name="at">The time that counts.</param>
    public static ResultState Of(PublishedDocument document, IReadOnlyList<RelatedAct> acts, DateTimeOffset at)
    {
        if (document.WithdrawnAt is { } withdrawn && withdrawn <= at)
        {
            return new Revoked(document.RevocationReason, withdrawn);
        }

        RelatedAct? Ending(RelatedActKind kind) => acts.FirstOrDefault(a => a.Kind == kind && a.At <= at);
        return Ending(RelatedActKind.Cancellation) is { } cancelled ? new Cancelled(cancelled.Document, cancelled.At)
            : Ending(RelatedActKind.Termination) is { } ended ? new Terminated(ended.Document, ended.At)
            : document.Replacement is { } replaced && replaced.At <= at ? new Replaced(replaced.By, replaced.At)
            : document.Validity?.Until <= at ? new Expired(document.Validity!.Until!.Value)
            : document.Validity?.From > at ? new NotYetValid(document.Validity!.From)
            : new Valid();
    }

    public sealed override string ToString() => Name;
}
