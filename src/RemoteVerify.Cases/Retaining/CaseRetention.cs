using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Retaining;

/// <summary>A legal hold (lệnh giữ dữ liệu): while it stands, nothing that it covers is destroyed.</summary>
/// <param name="Id"><c>h1</c>, <c>h2</c>, ...</param>
/// <param name="DataClasses">What is held; empty for everything.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Order">Number of the order or letter that asks for it.</param>
/// <param name="Until">Last instant; null until it is released.</param>
/// <param name="By">Account of who placed it.</param>
/// <param name="At">When.</param>
public sealed record LegalHold(string Id, IReadOnlyList<DataClass> DataClasses, string Reason, string Order, DateTimeOffset? Until, string By, DateTimeOffset At)
{
    /// <summary>How it was ended before its time; null while it was not.</summary>
    public HoldRelease? Released { get; init; }

    /// <summary>Whether it keeps data of this class at <paramref name="now"/>.</summary>
    public bool Holds(DataClass dataClass, DateTimeOffset now) => Stands(now) && (DataClasses.Count == 0 || DataClasses.Contains(dataClass));

    /// <summary>Whether it stands at <paramref name="now"/>.</summary>
    public bool Stands(DateTimeOffset now) => Released is null && (Until is not { } end || now < end);

    public override string ToString() => $"LegalHold {Id}";
}

/// <summary>That a hold was released.</summary>
public sealed record HoldRelease(string By, string Reason, DateTimeOffset At)
{
    public override string ToString() => "HoldRelease";
}

/// <summary>That a person asked, and it was granted, that data are kept but not used beyond their case (hạn chế xử lý, phản đối xử lý).</summary>
/// <param name="Request">The data-subject request.</param>
/// <param name="At">From when.</param>
public sealed record ProcessingRestriction(Guid Request, DateTimeOffset At);

/// <summary>That a class of data was destroyed.</summary>
/// <param name="DataClass">Which.</param>
/// <param name="Record">The signed record of it.</param>
/// <param name="At">When.</param>
public sealed record DataDeletion(DataClass DataClass, Guid Record, DateTimeOffset At);

/// <summary>What a case keeps about its own retention.</summary>
public sealed record CaseRetention
{
    public static CaseRetention None { get; } = new();

    /// <summary>Holds in the order they came; released ones stay.</summary>
    public IReadOnlyList<LegalHold> Holds { get; init; } = [];

    public IReadOnlyList<ProcessingRestriction> Restrictions { get; init; } = [];

    public IReadOnlyList<DataDeletion> Deletions { get; init; } = [];

    /// <summary>The hold that keeps a class now, or null.</summary>
    public LegalHold? HoldOf(DataClass dataClass, DateTimeOffset now) => Holds.FirstOrDefault(hold => hold.Holds(dataClass, now));

    public bool IsDestroyed(DataClass dataClass) => Deletions.Any(deletion => deletion.DataClass == dataClass);

    public override string ToString() => $"CaseRetention with {Holds.Count} holds";
}
