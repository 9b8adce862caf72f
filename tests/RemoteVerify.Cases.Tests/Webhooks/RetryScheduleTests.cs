using RemoteVerify.Cases.Webhooks;

namespace RemoteVerify.Cases.Tests.Webhooks;

public sealed class RetryScheduleTests
{
    [Fact]
    public void Standard_Schedule_IsTenTriesOverThreeDays()
    {
        Assert.Equal(10, RetrySchedule.Standard.Tries);
        Assert.Equal(new TimeSpan(75, 35, 5), RetrySchedule.Standard.Length);
    }

    [Fact]
    public void After_EachTry_IsTheWaitWithinItsJitter_ThenNone()
    {
        for (int failed = 1; failed <= 9; failed++)
        {
            TimeSpan wait = RetrySchedule.Standard.Waits[failed - 1];
            Assert.Equal(wait.TotalSeconds * 0.8, RetrySchedule.Standard.After(failed, null, 0)!.Value.TotalSeconds, 3);
            Assert.Equal(wait.TotalSeconds, RetrySchedule.Standard.After(failed, null, 0.5)!.Value.TotalSeconds, 3);
            Assert.InRange(RetrySchedule.Standard.After(failed, null, 0.999)!.Value, wait, wait * 1.2);
        }

        Assert.Null(RetrySchedule.Standard.After(10, null, 0.5));
        Assert.Null(RetrySchedule.Standard.After(10, TimeSpan.FromHours(1), 0.5));
    }

    [Fact]
    public void After_WithAWishOfTheReceiver_WaitsAtLeastSoLong_ButNeverMoreThanADay()
    {
        Assert.Equal(TimeSpan.FromMinutes(10), RetrySchedule.Standard.After(1, TimeSpan.FromMinutes(10), 0.5));
        Assert.Equal(300, RetrySchedule.Standard.After(2, TimeSpan.FromSeconds(1), 0.5)!.Value.TotalSeconds, 3);
        Assert.Equal(TimeSpan.FromHours(24), RetrySchedule.Standard.After(1, TimeSpan.FromDays(4000), 0.5));
        Assert.Equal(5, RetrySchedule.Standard.After(1, TimeSpan.FromSeconds(-9), 0.5)!.Value.TotalSeconds, 3);
    }
}
