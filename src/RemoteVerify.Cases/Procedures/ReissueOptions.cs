namespace RemoteVerify.Cases.Procedures;

/// <summary>When a result that is already stored serves instead of a new one.</summary>
/// <param name="LegalBasis">The rule.</param>
/// <param name="SameFields">
/// Fields of the form that make a result what it is: a stored result serves when all of them are equal. With another purpose it says something
/// else and does not serve.
/// </param>
/// <param name="TrueOriginalReasons">Grounds on which a new one is issued although a stored one would serve.</param>
public sealed record ReissueOptions(string LegalBasis, IReadOnlyList<string> SameFields, IReadOnlyList<TrueOriginalReason> TrueOriginalReasons);
