using FsCheck;
using FsCheck.Fluent;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.Fees;

namespace RemoteVerify.Cases.Tests.Procedures.Fees;

public sealed class FeeCalculatorTests
{
    private static readonly FeeTable Copies = DeliveredFiles.Of("certified-copy-paper").Fees!;
    private static readonly FeeTable Contracts = DeliveredFiles.Of("notarised-contract").Fees!;

    /// <summary>Circular 226/2016: 2,000 for each of the first two pages, 1,000 from the third, at most 200,000 for one copy.</summary>
    [Theory]
    [InlineData(1, 1, 2_000)]
    [InlineData(2, 1, 4_000)]
    [InlineData(3, 1, 5_000)]
    [InlineData(10, 1, 12_000)]
    [InlineData(10, 3, 36_000)]
    [InlineData(198, 1, 200_000)]
    [InlineData(199, 1, 200_000)]
    [InlineData(500, 2, 400_000)]
    [InlineData(0, 1, 0)]
    [InlineData(5, 0, 0)]
    public void Quote_OfCertifiedCopies_FollowsTheTiers(int pages, int copies, long expected) =>
        Assert.Equal(expected, FeeCalculator.Quote(Copies, new FeeBasis { Pages = pages, Copies = copies }).Value.TotalVnd);

    [Fact]
    public void Quote_OfSignaturesAndTransactions_CountsEach()
    {
        var table = new FeeTable("Thông tư 226/2016/TT-BTC", [
            new FeeLine("signature", "Chứng thực chữ ký", "Signature", FeeUnit.Signature, 10_000),
            new FeeLine("transaction", "Chứng thực giao dịch", "Transaction", FeeUnit.Transaction, 50_000)], []);

        FeeQuote quote = FeeCalculator.Quote(table, new FeeBasis { Signatures = 3, Transactions = 1 }).Value;

        Assert.Equal([("signature", 3L, 30_000L), ("transaction", 1L, 50_000L)], quote.Lines.Select(l => (l.Id, l.Count, l.ToPayVnd)));
        Assert.Equal(80_000, quote.TotalVnd);
    }

    [Theory]
    [InlineData(0, 50_000)]
    [InlineData(49_999_999, 50_000)]
    [InlineData(50_000_000, 100_000)]
    [InlineData(100_000_000, 100_000)]
    [InlineData(500_000_000, 500_000)]
    [InlineData(1_000_000_000, 1_000_000)]
    [InlineData(2_000_000_000, 1_600_000)]
    [InlineData(3_000_000_000, 2_200_000)]
    [InlineData(10_000_000_000, 5_200_000)]
    [InlineData(100_000_000_000, 32_200_000)]
    [InlineData(900_000_000_000, 70_000_000)]
    public void Quote_ByValue_AddsTheShareAboveTheTier(long value, long expected) =>
        Assert.Equal(expected, FeeCalculator.Quote(Contracts, new FeeBasis { Transaction = "sale", Transactions = 1, ValueVnd = value }).Value.TotalVnd);

    [Fact]
    public void Quote_OfAMandate_TakesItsOwnLineOnly()
    {
        FeeQuote quote = FeeCalculator.Quote(Contracts, new FeeBasis { Transaction = "mandate-contract", Transactions = 1 }).Value;

        Assert.Equal("fixed-mandate", Assert.Single(quote.Lines).Id);
        Assert.Equal(50_000, quote.TotalVnd);
    }

    [Fact]
    public void Quote_WithExemptions_TakesTheLargestOnce()
    {
        FeeTable table = Copies with
        {
            Exemptions = [
                new FeeExemption("half", "Giảm một nửa", "Half", "x", 50, []),
                new FeeExemption("third", "Giảm một phần ba", "Third", "x", 33, ["copy-pages"]),
                new FeeExemption("other", "Khác", "Other", "x", 100, ["nothing"])],
        };

        FeeQuoteLine line = Assert.Single(FeeCalculator.Quote(table, new FeeBasis { Pages = 3, Copies = 1, Exemptions = ["third", "half", "other"] }).Value.Lines);

        Assert.Equal((5_000, "half", 2_500), (line.FullVnd, line.Exemption, line.ToPayVnd));
    }

    [Fact]
    public void Quote_WithWrongNumbers_NamesThemAll()
    {
        Refusal refusal = FeeCalculator.Quote(Contracts, new FeeBasis { Pages = -1, Copies = int.MaxValue, Transaction = "sale", Exemptions = ["none"] }).Refusal!;

        Assert.Equal(RefusalCode.FeeBasisIncomplete, refusal.Code);
        Assert.Equal(["pages", "copies", "value", "exemption:none"], refusal.Reasons);
        Assert.Equal(["transaction"], FeeCalculator.Quote(Contracts, new FeeBasis()).Refusal!.Reasons);
    }

    [Fact]
    public void Quote_WithoutATable_IsNothing() => Assert.Equal(0, FeeCalculator.Quote(null, new FeeBasis()).Value.TotalVnd);

    /// <summary>More is never cheaper, and nothing is negative.</summary>
    [Fact]
    public void Quote_OfMorePagesOrValue_IsNotLess() => Prop.ForAll(
        (from pages in Gen.Choose(0, 600)
         from more in Gen.Choose(0, 600)
         from copies in Gen.Choose(0, 40)
         from value in Gen.Choose(0, int.MaxValue)
         select (pages, more, copies, value)).ToArbitrary(),
        x =>
        {
            long few = FeeCalculator.Quote(Copies, new FeeBasis { Pages = x.pages, Copies = x.copies }).Value.TotalVnd;
            long many = FeeCalculator.Quote(Copies, new FeeBasis { Pages = x.pages + x.more, Copies = x.copies }).Value.TotalVnd;
            long low = FeeCalculator.Quote(Contracts, new FeeBasis { Transaction = "sale", ValueVnd = x.value }).Value.TotalVnd;
            long high = FeeCalculator.Quote(Contracts, new FeeBasis { Transaction = "sale", ValueVnd = (x.value * 100L) + x.more }).Value.TotalVnd;
            return few >= 0 && many >= few && low >= 0 && high >= low;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
