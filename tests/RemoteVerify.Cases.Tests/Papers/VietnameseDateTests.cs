using RemoteVerify.Cases.Papers;

namespace RemoteVerify.Cases.Tests.Papers;

public sealed class VietnameseDateTests
{
    [Theory]
    [InlineData(0, "không")]
    [InlineData(4, "bốn")]
    [InlineData(5, "năm")]
    [InlineData(10, "mười")]
    [InlineData(11, "mười một")]
    [InlineData(15, "mười lăm")]
    [InlineData(20, "hai mươi")]
    [InlineData(21, "hai mươi mốt")]
    [InlineData(24, "hai mươi bốn")]
    [InlineData(35, "ba mươi lăm")]
    [InlineData(105, "một trăm linh năm")]
    [InlineData(110, "một trăm mười")]
    [InlineData(2000, "hai nghìn")]
    [InlineData(2026, "hai nghìn không trăm hai mươi sáu")]
    [InlineData(2105, "hai nghìn một trăm linh năm")]
    public void Words_Number_AsSpoken(int number, string words) => Assert.Equal(words, VietnameseDate.Words(number));

    [Fact]
    public void InWords_FourthMonth_IsTu() => Assert.Equal(
        "ngày một tháng tư năm hai nghìn không trăm hai mươi bảy", VietnameseDate.InWords(new DateOnly(2027, 4, 1)));

    /// <summary>Decree 30/2020: a zero before days below 10 and before the months 1 and 2 only.</summary>
    [Fact]
    public void Numbers_OfADay_HaveZeroesWhereTheDecreeWantsThem()
    {
        Assert.Equal(("05", "02"), (VietnameseDate.DayNumber(new(2026, 2, 5)), VietnameseDate.MonthNumber(new(2026, 2, 5))));
        Assert.Equal(("31", "3"), (VietnameseDate.DayNumber(new(2026, 3, 31)), VietnameseDate.MonthNumber(new(2026, 3, 31))));
    }

    [Fact]
    public void Moment_LateInUtc_IsTheNextDayInVietnam() => Assert.Equal(
        "00 giờ 30 phút, ngày 22/11/2026", VietnameseDate.Moment(new DateTimeOffset(2026, 11, 21, 17, 30, 0, TimeSpan.Zero)));
}
