namespace RemoteVerify.Pki.Paths;

/// <summary>Outcome of building a path.</summary>
/// <param name="Path">A path without problems; null when there is none.</param>
/// <param name="Candidate">The path with the fewest problems that reaches an anchor by valid signatures; null when none does.</param>
/// <param name="Problems">Problems of <paramref name="Candidate"/>, or why no anchor was reached; empty when <paramref name="Path"/> is there.</param>
public sealed record PathResult(CertificatePath? Path, CertificatePath? Candidate, IReadOnlyList<PathProblem> Problems)
{
    /// <summary>Whether a path without problems was found.</summary>
    public bool IsValid => Path is not null;

    /// <summary>Whether this problem is among them.</summary>
    public bool Has(PathProblemCode code) => Problems.Any(p => p.Code == code);

    /// <inheritdoc/>
    public override string ToString() => IsValid ? "valid" : string.Join(", ", Problems);
}
