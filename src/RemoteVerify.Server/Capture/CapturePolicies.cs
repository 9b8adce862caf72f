using System.Security.Cryptography;
using RemoteVerify.Biometrics.Liveness;

namespace RemoteVerify.Server.Capture;

/// <summary>Which capture policy holds for a tenant: the default one, unless a signed test policy names the tenant.</summary>
public sealed class CapturePolicies(LivenessPolicy standard, LivenessPolicy? test, IReadOnlyCollection<string> testTenants)
{
    public LivenessPolicy Standard => standard;

    /// <summary>The test policy, or null where none was given.</summary>
    public LivenessPolicy? Test => test;

    public LivenessPolicy Of(string tenant) => test is not null && testTenants.Contains(tenant) ? test : standard;

    /// <summary>Reads a test policy whose detached signature (ECDSA, SHA-256, DER) is the given key's.</summary>
    /// <exception cref="InvalidDataException">The signature is not that key's, or the bytes are no policy.</exception>
    public static LivenessPolicy ReadTest(ReadOnlySpan<byte> policy, ReadOnlySpan<byte> signature, string signerPem)
    {
        using ECDsa signer = ECDsa.Create();
        signer.ImportFromPem(signerPem);
        try
        {
            return SignedLivenessPolicy.Read(policy, signature, (bytes, value) => signer.VerifyData(bytes, value, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence))
                ?? throw new InvalidDataException("The test policy is not signed by the configured key.");
        }
        catch (Biometrics.Liveness.Protocol.CaptureFormatException exception)
        {
            throw new InvalidDataException($"The test policy is signed but is no policy: {exception.Message}", exception);
        }
    }
}
