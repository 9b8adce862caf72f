using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;
using Xunit.Abstractions;

namespace RemoteVerify.Hsm.Tests;

/// <summary>
/// Signatures per second through the pool beside a bare <c>SignHash</c> on one handle, in turns within one run. Short by default; for
/// figures set RV_MEASURE_SECONDS and read the output
/// (<c>--logger:"console;verbosity=detailed" --TestCaseFilter:FullyQualifiedName~Throughput</c>).
/// </summary>
public class ThroughputTests(ITestOutputHelper output)
{
    private static readonly byte[] Hash = SHA256.HashData("x"u8);

    private const int Turns = 5;

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(
        double.TryParse(Environment.GetEnvironmentVariable("RV_MEASURE_SECONDS"), CultureInfo.InvariantCulture, out double seconds) ? seconds / Turns : 0.02);

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
        int[] handles = [1, 2, 4];
        Pkcs11Key[] keys = [.. handles.Select(count => token.Open(name, handles: count))];
        double alone = 0;
        double[] rates = new double[keys.Length];
        for (int turn = 0; turn < Turns; turn++)
        {
            alone += await MeasureAsync(1, _ => ValueTask.FromResult(bare.SignHash(Hash, scheme))) / Turns;
            for (int i = 0; i < keys.Length; i++)
            {
                rates[i] += await MeasureAsync(handles[i], cancellationToken => keys[i].SignHashAsync(Hash, cancellationToken)) / Turns;
            }
        }

        output.WriteLine($"{name} bare SignHash, one handle: {alone:0}/s");
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i].Dispose();
            output.WriteLine($"{name} pool, {handles[i]} handles and as many callers: {rates[i]:0}/s ({rates[i] / alone:0.00} of bare)");
        }

        // Far below one, because this runs beside other tests.
        Assert.True(rates.Max() > 0.2 * alone, $"the pool costs more than it may: {rates.Max():0}/s beside {alone:0}/s");
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
