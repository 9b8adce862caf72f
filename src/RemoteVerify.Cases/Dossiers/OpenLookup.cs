namespace RemoteVerify.Cases.Dossiers;

/// <summary>A question that a database could not answer: it is asked again before the decision ("verify later").</summary>
/// <param name="Need">The required paper it is for, or <c>lookup:PROVIDER</c>.</param>
/// <param name="Basis">Provider, purpose and right.</param>
/// <param name="About">The participant it is about.</param>
/// <param name="Reason">Why there was no answer, a code.</param>
/// <param name="FirstAskedAt">When it was asked first.</param>
/// <param name="LastAskedAt">When it was asked last.</param>
/// <param name="Tries">How often.</param>
public sealed record OpenLookup(
    string Need, LookupBasis Basis, string About, string Reason, DateTimeOffset FirstAskedAt, DateTimeOffset LastAskedAt, int Tries)
{
    public override string ToString() => $"OpenLookup {Need}";
}
