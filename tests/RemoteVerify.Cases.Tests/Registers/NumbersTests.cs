using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Tests.Registers;

/// <summary>How acts number papers, over the real store.</summary>
public sealed class NumbersTests
{
    private const string Book = "SCT/BS";
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Reserve_RepeatedAfterARestart_GivesTheSameNumber()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenCaseAsync()).File.Id;
        ReservedEntry first = await ReserveAsync(office, id);
        office.Restart();

        ReservedEntry again = await ReserveAsync(office, id);

        Assert.Equal((1L, "SCT/BS/2026/1"), (again.Number, again.Label));
        Assert.Equal(first.ReservedAt, again.ReservedAt);
        Assert.Equal(2, (await ReserveAsync(office, (await office.OpenCaseAsync()).File.Id)).Number);
    }

    [Theory]
    [InlineData("2026-12-31T16:59:59Z", 2026)]
    [InlineData("2026-12-31T17:00:00Z", 2027)]
    public void At_TheTurnOfTheYear_VietnamsCalendarCounts(string at, int year) =>
        Assert.Equal(year, RegisterBook.At(new TenantId("t"), Book, DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)).Year);

    [Fact]
    public async Task Reserve_WhenTheYearHasTurned_VoidsTheOldNumberAndTakesOneOfTheNewBook()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenCaseAsync()).File.Id;
        await ReserveAsync(office, id);
        office.Clock.Advance(TimeSpan.FromDays(60));

        ReservedEntry next = await ReserveAsync(office, id);

        Assert.Equal("SCT/BS/2027/1", next.Label);
        RegisterEntry old = Assert.Single((await new ReadRegister(office.Desk).DoAsync(office.Officer, Book, 2026, 1, 10, None)).Value.Entries);
        Assert.Equal(VoidReason.YearEnded, Assert.IsType<VoidedEntry>(old).Reason);
    }

    [Fact]
    public async Task Use_AndVoidAll_CloseWhatIsOpenAndLeaveWhatIsUsed()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenCaseAsync()).File.Id;
        ReservedEntry result = await ReserveAsync(office, id);
        await ReserveAsync(office, id, "annex");
        await InActAsync(office, Act.StoreResult, async (work, ct) => await Numbers.UseAsync(work, result, Sha256Digest.Of("paper"u8), ct));

        await InActAsync(office, Act.RefuseCase, async (work, ct) =>
        {
            await Numbers.VoidAllAsync(work, id, "Hồ sơ bị từ chối", ct);
            return id;
        }, id);

        IReadOnlyList<RegisterEntry> entries = (await new ReadRegister(office.Desk).DoAsync(office.Officer, Book, 2026, 1, 10, None)).Value.Entries;
        Assert.Equal([RegisterEntryState.Used, RegisterEntryState.Voided], entries.Select(e => e.State));
        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        AuditEntry voided = (await unit.Audit.ListAsync(id, None)).Select(e => e.Entry).Last();
        Assert.Equal("SCT/BS/2026/2", voided.Details["voided"]);
    }

    [Fact]
    public async Task Void_ByAnOfficer_NeedsAReasonAndAnOpenNumber()
    {
        await using Office office = await Office.OpenAsync();
        ReservedEntry entry = await ReserveAsync(office, (await office.OpenCaseAsync()).File.Id);
        var act = new VoidNumber(office.Desk);

        Assert.Equal(RefusalCode.ReasonRequired, (await act.DoAsync(office.Officer, Book, 2026, entry.Number, " ", None)).Refusal!.Code);
        Assert.Equal(RefusalCode.RegisterNumberNotFound, (await act.DoAsync(office.Officer, Book, 2026, 2, "why", None)).Refusal!.Code);
        Assert.Equal(RefusalCode.RegisterNumberNotFound, (await act.DoAsync(Actor.Officer(new TenantId("other"), "o"), Book, 2026, 1, "why", None)).Refusal!.Code);
        Assert.Equal(RefusalCode.RegisterBookInvalid, (await act.DoAsync(office.Officer, "../x", 2026, 1, "why", None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await act.DoAsync(office.Portal, Book, 2026, 1, "why", None)).Refusal!.Code);

        Outcome<VoidedEntry> voided = await act.DoAsync(office.Officer, Book, 2026, entry.Number, " Người yêu cầu không đến ", None);

        Assert.Equal("Người yêu cầu không đến", voided.Value.Reason);
        Assert.Equal(RefusalCode.RegisterNumberClosed, (await act.DoAsync(office.Officer, Book, 2026, entry.Number, "again", None)).Refusal!.Code);
    }

    [Fact]
    public async Task Read_PageByPage_WithoutGap()
    {
        await using Office office = await Office.OpenAsync();
        for (int i = 0; i < 5; i++)
        {
            await ReserveAsync(office, (await office.OpenCaseAsync()).File.Id);
        }

        var act = new ReadRegister(office.Desk);
        RegisterPage first = (await act.DoAsync(office.Officer, Book, 2026, 1, 3, None)).Value;
        RegisterPage second = (await act.DoAsync(office.Officer, Book, 2026, first.Next!.Value, 3, None)).Value;

        Assert.Equal([1L, 2, 3, 4, 5], first.Entries.Concat(second.Entries).Select(e => e.Number));
        Assert.Null(second.Next);
        Assert.Equal(RefusalCode.RegisterBookInvalid, (await act.DoAsync(office.Officer, Book, 2026, 1, 501, None)).Refusal!.Code);
        Assert.Empty((await act.DoAsync(Actor.Officer(new TenantId("other"), "o"), Book, 2026, 1, 3, None)).Value.Entries);
    }

    [Theory]
    [InlineData("SCT/BS", true)]
    [InlineData("SCT/CK,ĐC", true)]
    [InlineData("CCGD-1.2", true)]
    [InlineData("", false)]
    [InlineData("/SCT", false)]
    [InlineData("SCT BS", false)]
    [InlineData("SCT\0", false)]
    [InlineData("123456789012345678901234567890123", false)]
    public void Sign_OfABook_IsShortAndPlain(string sign, bool isOne)
    {
        Assert.Equal(isOne, RegisterBook.IsSign(sign));
        if (!isOne)
        {
            Assert.Throws<ArgumentException>(() => new RegisterBook(new TenantId("t"), sign, 2026));
        }
    }

    private static async Task<ReservedEntry> ReserveAsync(Office office, CaseId id, string subject = "result") => await InActAsync(
        office, Act.ReserveNumber, async (work, ct) => await Numbers.ReserveAsync(work, Book, id, subject, RegisterText.Of("Bản sao", "Nguyễn Văn Mẫu"), ct), id);

    private static async Task<T> InActAsync<T>(Office office, Act act, Func<Work, CancellationToken, Task<T>> body, CaseId? about = null)
    {
        Actor actor = act.Permits(ActorRole.Officer) ? office.Officer : office.Seal;
        Outcome<T> outcome = await office.Desk.DoAsync<T>(act, actor, async (work, ct) =>
        {
            if (about is { } id && !(await work.CaseAsync(id, ct)).TryGet(out Case? _, out Refusal? refusal))
            {
                return refusal;
            }

            return Outcome<T>.Done(await body(work, ct));
        }, None);
        Assert.True(outcome.IsDone, outcome.ToString());
        return outcome.Value;
    }
}
