namespace RemoteVerify.Hsm.Csc;

/// <summary>
/// Where the bearer token for a service comes from: this service's own access (client credentials), or the one that a
/// person was given when signing in at the provider.
/// </summary>
public interface ICscTokens
{
    /// <summary>A token.</summary>
    /// <param name="refused">The token that the service has just refused, or null; another one is wanted then.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="CscException">There is none.</exception>
    ValueTask<string> GetAsync(string? refused, CancellationToken cancellationToken);
}

/// <summary>A token that somebody else obtained; it can't be renewed here.</summary>
public sealed class CscGivenToken(string token) : ICscTokens
{
    /// <inheritdoc/>
    public ValueTask<string> GetAsync(string? refused, CancellationToken cancellationToken) => refused is null
        ? ValueTask.FromResult(token)
        : throw new CscException(CscProblem.TokenRejected, "The provider's sign-in has run out. Sign in at the provider again.");

    public override string ToString() => nameof(CscGivenToken);
}
