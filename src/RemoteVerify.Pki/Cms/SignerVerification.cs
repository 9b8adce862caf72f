namespace RemoteVerify.Pki.Cms;

/// <summary>What is wrong with one signer.</summary>
/// <param name="Problems">Empty when everything that CMS itself promises holds; says nothing about trust.</param>
public sealed record SignerVerification(IReadOnlyList<SignerProblem> Problems)
{
    /// <summary>No problem was found.</summary>
    public bool IsValid => Problems.Count == 0;

    /// <inheritdoc/>
    public override string ToString() => IsValid ? "valid" : string.Join(", ", Problems);
}
