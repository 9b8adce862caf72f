namespace RemoteVerify.Cases.Lookups;

/// <summary>What a database answered. That it can't answer at the moment is an answer too: nothing of the case is lost by it.</summary>
public abstract record DatabaseAnswer
{
    private protected DatabaseAnswer() { }

    public sealed override string ToString() => $"DatabaseAnswer {GetType().Name}";
}

/// <summary>The person is known.</summary>
/// <param name="Values">Value by field code; fields without a value are absent.</param>
/// <param name="Raw">The answer's bytes as received, of which the snapshot keeps the hash.</param>
public sealed record FoundAnswer(IReadOnlyDictionary<string, string> Values, ReadOnlyMemory<byte> Raw) : DatabaseAnswer;

/// <summary>The database knows no such person, or nothing about the question.</summary>
public sealed record UnknownAnswer(ReadOnlyMemory<byte> Raw) : DatabaseAnswer;

/// <summary>The database did not answer: broken, offline, overloaded, or it answered nonsense.</summary>
/// <param name="Reason">A code: <c>timed-out</c>, <c>unreachable</c>, <c>overloaded</c>, <c>malformed</c>, <c>not-configured</c>.</param>
public sealed record UnavailableAnswer(string Reason) : DatabaseAnswer;

/// <summary>A question to a database about one person.</summary>
/// <param name="Tenant">Who asks.</param>
/// <param name="CaseCode">For which case.</param>
/// <param name="Officer">The account that asks.</param>
/// <param name="PersonalNumber">About whom.</param>
/// <param name="FullName">The name, as a second key against mistyped numbers.</param>
/// <param name="Fields">Codes of exactly what is asked for.</param>
/// <param name="Purpose">What for.</param>
/// <param name="LegalBasis">By which right.</param>
public sealed record LookupQuestion(
    TenantId Tenant, string CaseCode, string Officer, string PersonalNumber, string FullName, IReadOnlyList<string> Fields, string Purpose, string LegalBasis)
{
    public override string ToString() => $"LookupQuestion of {Fields.Count} fields";
}
