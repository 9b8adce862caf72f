using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;
using Xunit.Abstractions;

namespace RemoteVerify.Hsm.Tests;

/// <summary>
/// Signatures per second through the pool beside a bare <c>SignHash</c> on one handle, in one run. Short by default; for
/// figures set RV_MEASURE_SECONDS and read the output
/// (<c>--logger:"console;verbosity=detailed" --TestCaseFilter:FullyQualifiedName~Throughput</c>).
/// </summary>
public class ThroughputTests(ITestOutputHelper output)
{
    private static readonly byte[] Hash = SHA256.HashData("x"u8);

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(
        double.TryParse(Environment.GetEnvironmentVariable("RV_MEASURE_SECONDS"), CultureInfo.InvariantCulture, out double seconds) ? seconds : 0.1);

    [SkippableTheory]
    [InlineData("rsa")]
    [InlineData("p256")]
    public async Task SignHashAsync_ThroughOneTwoAndFourHandles_KeepsUpWithTheBareHandle(string name)
    {
        SoftToken token = SoftToken.Shared;
        PublicKeyInfo publicKey = token.CertificateOf(name).PublicKey;
        KeyOpener opener = new(SoftToken.Options(name), publicKey.Kind, SoftToken.ReadPin);
        SignatureScheme scheme = SignatureScheme.DefaultFor(publicKey);
        using KeyHandle bare = opener.Open();
        bare.SignHash(Hash, scheme);
        double alone = await MeasureAsync(1, _ => ValueTask.FromResult(bare.SignHash(Hash, scheme)));
        output.WriteLine($"{name} bare SignHash, one handle: {alone:0}/s");
        double best = 0;
        foreach (int handles in new[] { 1, 2, 4 })
        {
            using Pkcs11Key key = token.Open(name, handles: handles);
            double rate = await MeasureAsync(handles, cancellationToken => key.SignHashAsync(Hash, cancellationToken));
            output.WriteLine($"{name} pool, {handles} handles and as many callers: {rate:0}/s ({rate / alone:0.00} of bare)");
            best = Math.Max(best, rate);
        }

        // Far below one, because this runs beside other tests.
        Assert.True(best > 0.2 * alone, $"the pool costs more than it may: {best:0}/s beside {alone:0}/s");
    }

    private static async Task<double> MeasureAsync(int callers, Func<CancellationToken, ValueTask<byte[]>> sign)
    {
        long done = 0;
        Stopwatch watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (watch.Elapsed < Length)
            {
                await sign(CancellationToken.None);
                Interlocked.Increment(ref done);
            }
        })));
        return done / watch.Elapsed.TotalSeconds;
    }
}
