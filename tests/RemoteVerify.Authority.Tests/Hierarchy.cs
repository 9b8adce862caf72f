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

    public static SoftwareKey NewKey() => SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
}
