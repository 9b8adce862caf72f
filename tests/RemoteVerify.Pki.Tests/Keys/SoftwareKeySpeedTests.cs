using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Keys;
using Xunit.Abstractions;

namespace RemoteVerify.Pki.Tests.Keys;

/// <summary>
/// <c>SignHashAsync</c> beside the base library's bare <c>SignHash</c> with the same key, in turns within one run. Short by
/// default; for figures set RV_MEASURE_SECONDS and read the output
/// (<c>--logger:"console;verbosity=detailed" --TestCaseFilter:FullyQualifiedName~SoftwareKeySpeed</c>).
/// </summary>
public sealed class SoftwareKeySpeedTests(ITestOutputHelper output)
{
    private const int Turns = 10;

    private static readonly byte[] Hash = SHA256.HashData("x"u8);

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(
        double.TryParse(Environment.GetEnvironmentVariable("RV_MEASURE_SECONDS"), CultureInfo.InvariantCulture, out double seconds) ? seconds / Turns : 0.01);

    [Fact]
    public async Task SignHashAsync_Rsa2048_CostsWhatSignHashCosts()
    {
        using SoftwareKey key = SoftwareKey.CreateRsa(2048);
        using RSA bare = RSA.Create();
        bare.ImportPkcs8PrivateKey(key.ExportPkcs8(), out _);
        await CompareAsync("RSA-2048", key, () => bare.SignHash(Hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public async Task SignHashAsync_P256_CostsWhatSignHashCosts()
    {
        using SoftwareKey key = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
        using ECDsa bare = ECDsa.Create();
        bare.ImportPkcs8PrivateKey(key.ExportPkcs8(), out _);
        await CompareAsync("P-256", key, () => bare.SignHash(Hash, DSASignatureFormat.Rfc3279DerSequence));
    }

    private async Task CompareAsync(string name, SoftwareKey key, Func<byte[]> bare)
    {
        (double Own, double Bare) rate = default;
        for (int turn = 0; turn < Turns; turn++)
        {
            rate.Bare += Rate(() => bare());
            rate.Own += Rate(() => key.SignHashAsync(Hash, CancellationToken.None).GetAwaiter().GetResult());
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        byte[] signature = await key.SignHashAsync(Hash, CancellationToken.None);
        long own = GC.GetAllocatedBytesForCurrentThread() - before;
        before = GC.GetAllocatedBytesForCurrentThread();
        bare();
        long plain = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(SignatureCheck.Valid, SignatureVerifier.Verify(key.PublicKey, key.Scheme.Algorithm, key.Scheme.DigestAlgorithm, "x"u8, signature));
        output.WriteLine($"{name}: bare SignHash {rate.Bare / Turns:0}/s, SignHashAsync {rate.Own / Turns:0}/s ({rate.Own / rate.Bare:0.000}); allocated {plain} and {own} bytes");

        // Wide, because this runs beside other tests; the allocation is exact.
        Assert.True(rate.Own > 0.5 * rate.Bare, "the wrapper costs more than it may");
        Assert.InRange(own - plain, -16, 256);
    }

    private static double Rate(Action sign)
    {
        sign();
        Stopwatch watch = Stopwatch.StartNew();
        int done = 0;
        for (; watch.Elapsed < Length; done++)
        {
            sign();
        }

        return done / watch.Elapsed.TotalSeconds;
    }
}
