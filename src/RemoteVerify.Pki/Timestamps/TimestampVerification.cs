using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Cms;

namespace RemoteVerify.Pki.Timestamps;

/// <summary>What is wrong with a token.</summary>
/// <param name="Problems">Empty when the token stands by itself; trust in the authority is the caller's to judge.</param>
/// <param name="Signer">The authority's certificate, where it was found.</param>
/// <param name="SignerProblems">Details of <see cref="TimestampProblem.SignatureInvalid"/>.</param>
public sealed record TimestampVerification(
    IReadOnlyList<TimestampProblem> Problems, Certificate? Signer, IReadOnlyList<SignerProblem> SignerProblems)
{
    /// <summary>No problem was found.</summary>
    public bool IsValid => Problems.Count == 0;
}
