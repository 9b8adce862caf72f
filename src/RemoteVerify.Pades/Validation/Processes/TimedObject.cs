using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pades.Validation.Processes;

/// <summary>A signature or token, as far as its age matters.</summary>
/// <param name="Value">The signature value: what proofs of existence are about.</param>
/// <param name="Signer">Certificate of who made it.</param>
/// <param name="NotBefore">It is provably younger than this; null when nothing says so.</param>
/// <param name="AcceptableUntil">Until when its algorithms are acceptable.</param>
/// <param name="Problems">What is wrong with them at the time of validation.</param>
internal sealed record TimedObject(
    ReadOnlyMemory<byte> Value, Certificate Signer, DateTimeOffset? NotBefore, DateTimeOffset AcceptableUntil, IReadOnlyList<AlgorithmProblem> Problems);
