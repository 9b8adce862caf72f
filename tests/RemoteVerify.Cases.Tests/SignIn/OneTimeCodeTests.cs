using System.Web;
using RemoteVerify.Cases.SignIn;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Tests.SignIn;

/// <summary>The second factor of officers over a real store: once, limited, recorded.</summary>
public sealed class OneTimeCodeTests : IAsyncLifetime
{
    private static readonly TenantId Tenant = new("xa-mot");
    private static readonly Actor Operator = Actor.Service(Tenant);
    private static readonly Actor Officer = Actor.Officer(Tenant, "officer");
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly OneTimeCodeRule _rule = new();
    private TestStore _store = null!;

    public async Task InitializeAsync() => _store = await TestStore.OpenAsync();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task Code_OfTheApp_IsTakenOnceAndNoEarlierOneAfterIt()
    {
        byte[] secret = await EnrolAppAsync();
        string code = Now(secret);
        Assert.Equal(OneTimeCodeKind.App, (await UseAsync(code)).Value);
        Assert.Equal(RefusalCode.OneTimeCodeWrong, (await UseAsync(code)).Refusal!.Code);
        Assert.Equal(RefusalCode.OneTimeCodeWrong, (await UseAsync(At(secret, -1))).Refusal!.Code);

        _store.Clock.Advance(TimeCode.Step);
        Assert.Equal(OneTimeCodeKind.App, (await UseAsync(Now(secret))).Value);
        Assert.Equal((2L, 2L), await _store.CountedAsync(Tenant, Act.UseOneTimeCode));
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task Code_OfAClockThatDiffers_IsTakenWithinOneStep(int steps, bool taken)
    {
        byte[] secret = await EnrolAppAsync();
        Assert.Equal(taken, (await UseAsync(At(secret, steps))).IsDone);
    }

    [Fact]
    public async Task Codes_GuessedTooOften_LockOutAndLongerTheNextTime()
    {
        byte[] secret = await EnrolAppAsync();
        for (int i = 1; i < _rule.MostFailures; i++)
        {
            Assert.Equal(RefusalCode.OneTimeCodeWrong, (await UseAsync(Wrong(secret))).Refusal!.Code);
        }

        Assert.Equal(RefusalCode.OneTimeCodeLocked, (await UseAsync(Wrong(secret))).Refusal!.Code);

        // The right code helps nobody now, and a try during the lock-out does not lengthen it.
        Assert.Equal(RefusalCode.OneTimeCodeLocked, (await UseAsync(Now(secret))).Refusal!.Code);
        _store.Clock.Advance(_rule.FirstLock - TimeSpan.FromSeconds(1));
        Assert.Equal(RefusalCode.OneTimeCodeLocked, (await UseAsync(Now(secret))).Refusal!.Code);
        _store.Clock.Advance(TimeSpan.FromSeconds(1));
        for (int i = 0; i < _rule.MostFailures; i++)
        {
            await UseAsync(Wrong(secret));
        }

        _store.Clock.Advance(_rule.FirstLock);
        Assert.Equal(RefusalCode.OneTimeCodeLocked, (await UseAsync(Now(secret))).Refusal!.Code);
        _store.Clock.Advance(_rule.FirstLock);
        Assert.True((await UseAsync(Now(secret))).IsDone);

        // A right code makes the next lock-out a first one again.
        for (int i = 0; i < _rule.MostFailures; i++)
        {
            await UseAsync(Wrong(secret));
        }

        _store.Clock.Advance(_rule.FirstLock);
        Assert.True((await UseAsync(Now(secret))).IsDone);
    }

    [Fact]
    public async Task LockOut_EndedByTheOperator_IsOver()
    {
        byte[] secret = await EnrolAppAsync();
        for (int i = 0; i < _rule.MostFailures; i++)
        {
            await UseAsync(Wrong(secret));
        }

        Assert.True((await new UnlockOneTimeCodes(_store.Desk).DoAsync(Operator, "officer", None)).IsDone);
        Assert.True((await UseAsync(Now(secret))).IsDone);
        Assert.Equal(RefusalCode.OneTimeCodeNotEnrolled, (await new UnlockOneTimeCodes(_store.Desk).DoAsync(Operator, "nobody", None)).Refusal!.Code);
    }

    [Fact]
    public async Task PrintedCodes_InAnyOrderAndSpelling_AreTakenOnceEachUntilTheNextList()
    {
        IReadOnlyList<string> list = (await new EnrolOneTimeCodes(_store.Desk).DoAsync(Operator, "officer", 3, None)).Value.List;
        Assert.Equal(3, list.Distinct().Count());
        Assert.All(list, code => Assert.Matches("^[A-Z2-9]{5}-[A-Z2-9]{5}$", code));
        Assert.Equal(OneTimeCodeKind.List, (await UseAsync(list[1])).Value);
        Assert.Equal(RefusalCode.OneTimeCodeWrong, (await UseAsync(list[1])).Refusal!.Code);
        Assert.True((await UseAsync(list[0].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal))).IsDone);

        IReadOnlyList<string> next = (await new EnrolOneTimeCodes(_store.Desk).DoAsync(Operator, "officer", 1, None)).Value.List;
        Assert.Equal(RefusalCode.OneTimeCodeWrong, (await UseAsync(list[2])).Refusal!.Code);
        Assert.True((await UseAsync(next[0])).IsDone);
    }

    [Fact]
    public async Task PrintedCodesAndApp_OfOneOfficer_BothCount()
    {
        byte[] secret = await EnrolAppAsync();
        IReadOnlyList<string> list = (await new EnrolOneTimeCodes(_store.Desk).DoAsync(Operator, "officer", 1, None)).Value.List;
        Assert.Equal(OneTimeCodeKind.App, (await UseAsync(Now(secret))).Value);
        Assert.Equal(OneTimeCodeKind.List, (await UseAsync(list[0])).Value);
    }

    [Fact]
    public async Task Code_UsedByTwoAtOnce_OpensForOneOnly()
    {
        byte[] secret = await EnrolAppAsync();
        Outcome<OneTimeCodeKind>[] outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => UseAsync(Now(secret)))));
        Assert.Single(outcomes, outcome => outcome.IsDone);
    }

    [Fact]
    public async Task Codes_OfAnotherTenantOrAnotherRole_AreNotThese()
    {
        byte[] secret = await EnrolAppAsync();
        UseOneTimeCode act = new(_store.Desk, _rule);
        Assert.Equal(RefusalCode.OneTimeCodeNotEnrolled, (await act.DoAsync(Actor.Officer(new TenantId("xa-hai"), "officer"), Now(secret), None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await act.DoAsync(Actor.Portal(Tenant, "officer"), Now(secret), None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await new EnrolOneTimeCodes(_store.Desk).DoAsync(Officer, "officer", 0, None)).Refusal!.Code);
    }

    [Fact]
    public async Task Secret_AtRest_IsNotInTheFile()
    {
        byte[] secret = await EnrolAppAsync();
        await using (IUnitOfWork unit = await _store.Storage.BeginAsync(None))
        {
            Assert.Equal(secret, (await unit.OneTimeCodes.FindAsync(Tenant, "officer", None))!.Secret!.Value.ToArray());
        }

        foreach (string file in Directory.GetFiles(_store.Folder))
        {
            await using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using MemoryStream bytes = new();
            await stream.CopyToAsync(bytes);
            Assert.True(bytes.ToArray().AsSpan().IndexOf(secret) < 0, file);
            Assert.True(bytes.ToArray().AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(secret))) < 0, file);
        }
    }

    private Task<Outcome<OneTimeCodeKind>> UseAsync(string code) => new UseOneTimeCode(_store.Desk, _rule).DoAsync(Officer, code, None);

    private string Now(byte[] secret) => At(secret, 0);

    private string At(byte[] secret, int steps) => TimeCode.Of(secret, TimeCode.StepOf(_store.Clock.GetUtcNow()) + steps);

    /// <summary>A code of no step near.</summary>
    private string Wrong(byte[] secret)
    {
        string[] near = [.. Enumerable.Range(-2, 5).Select(steps => At(secret, steps))];
        return Enumerable.Range(0, 10).Select(i => $"00000{i}").First(code => !near.Contains(code));
    }

    private async Task<byte[]> EnrolAppAsync()
    {
        EnrolledCodes given = (await new EnrolOneTimeCodes(_store.Desk).DoAsync(Operator, "officer", 0, None)).Value;
        string text = HttpUtility.ParseQueryString(new Uri(given.AppAddress!).Query)["secret"]!;
        List<bool> bits = [.. text.SelectMany(c => Enumerable.Range(0, 5).Select(i => (("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal) >> (4 - i)) & 1) == 1))];
        return [.. Enumerable.Range(0, bits.Count / 8).Select(i => (byte)bits.Skip(i * 8).Take(8).Aggregate(0, (held, bit) => (held << 1) | (bit ? 1 : 0)))];
    }
}
