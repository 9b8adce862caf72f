using System.Security.Cryptography;
using RemoteVerify.Authority.Development;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Authority.Tests;

/// <summary>One development hierarchy for all tests, made at the real time because <c>openssl</c> judges with it.</summary>
internal static class Hierarchy
{
    public static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    public static readonly DevelopmentHierarchy Shared =
        DevelopmentHierarchy.Create(Now, new DevelopmentHierarchyOptions { BaseAddress = new Uri("http://localhost:5080/v1") });

    /// <summary>The same with RSA; made once, because finding the primes takes long.</summary>
    public static DevelopmentHierarchy Rsa => LazyRsa.Value;

    private static readonly Lazy<DevelopmentHierarchy> LazyRsa =
        new(() => DevelopmentHierarchy.Create(Now, new DevelopmentHierarchyOptions { UseRsa = true }));

    public static SoftwareKey NewKey() => SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
}
