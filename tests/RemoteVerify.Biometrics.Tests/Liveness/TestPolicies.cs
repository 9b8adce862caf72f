using System.Security.Cryptography;
using RemoteVerify.Biometrics.Liveness;

namespace RemoteVerify.Biometrics.Tests.Liveness;

internal static class TestPolicies
{
    /// <summary>A policy that accepts a synthetic camera, signed with a fresh key and read back through its signature.</summary>
    public static LivenessPolicy SyntheticCamera()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] bytes = SignedLivenessPolicy.Write(LivenessPolicy.Default with { Name = "test" }, syntheticCameraAccepted: true);
        byte[] signature = key.SignData(bytes, HashAlgorithmName.SHA256);
        return SignedLivenessPolicy.Read(bytes, signature, (policy, sign) => key.VerifyData(policy, sign, HashAlgorithmName.SHA256))!;
    }
}
