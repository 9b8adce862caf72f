using Microsoft.Playwright;
using RemoteVerify.Server.Pages.Figures;

namespace RemoteVerify.Browser.Tests.Public;

/// <summary>The figures for everybody: what is drawn stands in the table, and what is hidden stays hidden.</summary>
[Collection(BrowserCollection.Name)]
public class FigurePageTests(BrowserFixture browser)
{
    [SkippableFact]
    public async Task Figures_OfTheLastMonth_StandInTableAndChart_WithoutScript()
    {
        await browser.Known.FiguresAsync();
        IPage page = await browser.NewPageAsync("en", script: false);
        await page.GotoAsync("/figures?unit=xa-mot");
        Assert.Equal("48", await page.Locator(".rv-figure__value").First.InnerTextAsync());
        Assert.Equal("75.0%", await page.Locator("table", new() { HasText = "Without a visit" }).First.Locator("tr", new() { HasText = "Without a visit" }).Locator("td").First.InnerTextAsync());
        ILocator bars = page.Locator(".rv-chart__all");
        Assert.Equal(12, await page.Locator(".rv-chart__all, .rv-chart__hidden").CountAsync());
        Assert.Contains("48", await page.Locator(".rv-chart-and-table table").InnerTextAsync(), StringComparison.Ordinal);
        Assert.NotEqual("0", await bars.Last.GetAttributeAsync("height"));

        await page.GetByLabel("Unit").SelectOptionAsync(new SelectOptionValue { Label = "UBND Xã Hai" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        Assert.Contains("UBND Xã Hai", await page.Locator("h2").First.InnerTextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [SkippableTheory]
    [InlineData("/figures?unit=nobody")]
    [InlineData("/figures?month=2000-01")]
    [InlineData("/figures?month=x%22%3E")]
    public async Task Figures_OfWhatIsNotThere_SaysWhatToChoose(string address)
    {
        IPage page = await browser.NewPageAsync("vi", script: false);
        Assert.Equal(404, (await page.GotoAsync(address))!.Status);
        Assert.Contains("Hãy chọn trong danh sách", await page.Locator(".govuk-error-summary").InnerTextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(5, 5)]
    [InlineData(6, 10)]
    [InlineData(48, 50)]
    [InlineData(201, 500)]
    public void Chart_OfCounts_EndsAtARoundNumber(long count, long most)
    {
        BarChart chart = new([new TrendMonth("2026-10", count, count / 2), new TrendMonth("2026-11", null, null)]);
        Assert.Equal(most, chart.Most);
        Assert.Equal((int)Math.Round((double)count / most * 110), chart.Bars[0].Height);
        Assert.True(chart.Bars[1].IsHidden);
        Assert.Equal(0, chart.Bars[1].Height);
    }
}
