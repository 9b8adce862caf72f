using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.TestKit;

namespace RemoteVerify.Hsm.Tests;

/// <summary>The pool over keys of this process: what it does when handles break, without having to break a token.</summary>
public sealed class HandlePoolTests : IDisposable
{
    private static readonly byte[] Hash = SHA256.HashData("x"u8);
    private static readonly SignatureScheme Scheme = SignatureScheme.RsaPkcs1(HashAlgorithmName.SHA256);

    private readonly RSAOpenSsl _key = new(2048);
    private readonly RSAOpenSsl _publicHalf = new();
    private readonly FakeClock _clock = new();
    private readonly Queue<Func<KeyHandle>> _next = new();
    private int _opened;

    public HandlePoolTests() => _publicHalf.ImportParameters(_key.ExportParameters(false));

    public void Dispose()
    {
        _key.Dispose();
        _publicHalf.Dispose();
    }

    [Fact]
    public async Task SignAsync_HandlesInUse_AreAtMostTheBoundAndAreUsedAgain()
    {
        using HandlePool pool = Pool(new() { MaximumHandles = 2, Key = Uri });
        await Parallel.ForEachAsync(Enumerable.Range(0, 100), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, cancellationToken) =>
            Assert.True(_publicHalf.VerifyHash(Hash, await pool.SignAsync(Hash, Scheme, cancellationToken), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
        Assert.InRange(_opened, 1, 2);
        Assert.Equal(_opened, pool.Idle);
    }

    [Fact]
    public async Task SignAsync_HandleThatBreaks_IsReplacedAndTheSignatureStands()
    {
        _next.Enqueue(Broken);
        using HandlePool pool = Pool();
        byte[] signature = await pool.SignAsync(Hash, Scheme, CancellationToken.None);
        Assert.True(_publicHalf.VerifyHash(Hash, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.Equal(2, _opened);
        Assert.Equal(1, pool.Idle);
    }

    [Fact]
    public async Task SignAsync_TokenThatNeverSigns_IsTriedTwiceAndSaysSo()
    {
        _next.Enqueue(Broken);
        _next.Enqueue(Broken);
        using HandlePool pool = Pool();
        HsmException failed = await Assert.ThrowsAsync<HsmException>(async () => await pool.SignAsync(Hash, Scheme, CancellationToken.None));
        Assert.Equal(HsmProblem.SigningFailed, failed.Problem);
        Assert.Equal(2, _opened);
        Assert.Equal(0, pool.Idle);

        // The next signature starts afresh.
        Assert.NotEmpty(await pool.SignAsync(Hash, Scheme, CancellationToken.None));
    }

    [Fact]
    public async Task SignAsync_LoginRefused_IsNeverTriedAgain()
    {
        _next.Enqueue(() => throw new HsmException(HsmProblem.LoginRefused, "wrong PIN"));
        using HandlePool pool = Pool();
        for (int i = 0; i < 3; i++)
        {
            HsmException refused = await Assert.ThrowsAsync<HsmException>(async () => await pool.SignAsync(Hash, Scheme, CancellationToken.None));
            Assert.Equal(HsmProblem.LoginRefused, refused.Problem);
            _clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(1, _opened);
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public async Task SignAsync_TokenGone_IsLookedForAfterAPauseOnlyWhereThatCostsNoPin(bool mayReopen, int opened)
    {
        _next.Enqueue(() => throw new HsmException(HsmProblem.KeyNotFound, "no token"));
        using HandlePool pool = Pool(mayReopen: mayReopen);
        for (int i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<HsmException>(async () => await pool.SignAsync(Hash, Scheme, CancellationToken.None));
        }

        Assert.Equal(1, _opened);
        _clock.Advance(TimeSpan.FromSeconds(6));
        Exception? later = await Record.ExceptionAsync(async () => await pool.SignAsync(Hash, Scheme, CancellationToken.None));
        Assert.Equal(opened, _opened);
        Assert.Equal(mayReopen, later is null);
    }

    [Fact]
    public async Task SignAsync_AllHandlesBusy_WaitsAsLongAsAllowedOrUntilCancelled()
    {
        using ManualResetEventSlim entered = new(), leave = new();
        _next.Enqueue(() =>
        {
            entered.Set();
            leave.Wait();
            return Good();
        });
        using HandlePool pool = Pool(new() { MaximumHandles = 1, MaximumWait = TimeSpan.FromMilliseconds(50), Key = Uri });
        Task<byte[]> first = Task.Run(async () => await pool.SignAsync(Hash, Scheme, CancellationToken.None));
        entered.Wait();

        HsmException busy = await Assert.ThrowsAsync<HsmException>(async () => await pool.SignAsync(Hash, Scheme, CancellationToken.None));
        Assert.Equal(HsmProblem.Busy, busy.Problem);
        using CancellationTokenSource cancelled = new(TimeSpan.FromMilliseconds(5));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await pool.SignAsync(Hash, Scheme, cancelled.Token));
        leave.Set();
        Assert.NotEmpty(await first);
        Assert.NotEmpty(await pool.SignAsync(Hash, Scheme, CancellationToken.None));
    }

    private static Pkcs11Uri Uri { get; } = Pkcs11Uri.Parse("pkcs11:token=t;object=x");

    private HandlePool Pool(Pkcs11KeyOptions? options = null, bool mayReopen = true) => new(
        () =>
        {
            Interlocked.Increment(ref _opened);
            return _next.TryDequeue(out Func<KeyHandle>? open) ? open() : Good();
        },
        options ?? new() { Key = Uri },
        mayReopen,
        _clock);

    private KeyHandle Good() => Handle(_key);

    /// <summary>A handle that can't sign, as after a token was taken out.</summary>
    private KeyHandle Broken() => Handle(_publicHalf);

    private static KeyHandle Handle(RSAOpenSsl key)
    {
        using SafeEvpPKeyHandle handle = key.DuplicateKeyHandle();
        return new KeyHandle(handle, KeyKind.Rsa);
    }
}
