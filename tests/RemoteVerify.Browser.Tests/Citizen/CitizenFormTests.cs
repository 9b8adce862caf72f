using Microsoft.Playwright;
using RemoteVerify.Server.Tests;

namespace RemoteVerify.Browser.Tests.Citizen;

/// <summary>The form of a procedure: one question a page, kept as it is sent.</summary>
[Collection(BrowserCollection.Name)]
public class CitizenFormTests(BrowserFixture browser)
{
    private static readonly Dictionary<string, string[]> Answers = new()
    {
        ["full-name"] = [Journey.Name], ["birth-date"] = ["2", "1", "1999"], ["sex"] = ["female"], ["ethnicity"] = ["Kinh"], ["nationality"] = ["Việt Nam"],
        ["personal-number"] = [Journey.Number], ["residence"] = ["Thôn Mẫu, Xã Một"], ["residence-from"] = ["1", "3", "2010"], ["purpose"] = ["property"],
    };

    [SkippableFact]
    public async Task Form_IsFilledInQuestionByQuestion_KeptOnTheWay_AndBecomesTheRequest()
    {
        CitizenPeople people = new(browser);
        (Guid id, string ticket) = await people.MaritalAsync();
        IPage page = await browser.NewPageAsync("vi", script: false);
        await people.EnterAsync(page, ticket);
        await page.Locator("button[value=yes]").ClickAsync();
        await page.Locator("button[value=no]").ClickAsync();
        Assert.EndsWith("/form", page.Url, StringComparison.Ordinal);
        await page.Locator("main a.govuk-button").First.ClickAsync();

        // Something wrong is said beside the field, and what was typed stays.
        Assert.EndsWith("/form/full-name", page.Url, StringComparison.Ordinal);
        await AnswerAsync(page);
        await page.Locator("#day").FillAsync("31");
        await page.Locator("#month").FillAsync("2");
        await page.Locator("#year").FillAsync("1999");
        await page.Locator("main form button[type=submit]").ClickAsync();
        Assert.Contains("không phải ngày có thật", await page.Locator("#value-error").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("31", await page.Locator("#day").InputValueAsync());
        await AnswerAsync(page);

        // Another link goes on behind what was saved.
        await people.EnterAsync(page, await people.TicketAsync(id));
        Assert.Contains("02/01/1999", await page.Locator("dl").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("Tự khai", await page.Locator("#field-birth-date").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("main a.govuk-button").First.ClickAsync();
        for (int question = 0; question < 20 && page.Url.Contains("/form/", StringComparison.Ordinal); question++)
        {
            await AnswerAsync(page);
        }

        await page.Locator("form[action$='/form'] button").ClickAsync();
        string state = (await people.ReadAsync(id)).GetProperty("state").GetString()!;
        Assert.True(state == "awaiting-identity", $"{state}: {await page.Locator("main").InnerTextAsync()}");
        await page.Context.CloseAsync();
    }

    private static async Task AnswerAsync(IPage page)
    {
        string field = page.Url[(page.Url.LastIndexOf('/') + 1)..];
        if (!Answers.TryGetValue(field, out string[]? answer))
        {
            await page.GetByText("Bỏ qua câu này").ClickAsync();
            return;
        }

        if (answer.Length == 3)
        {
            await page.Locator("#day").FillAsync(answer[0]);
            await page.Locator("#month").FillAsync(answer[1]);
            await page.Locator("#year").FillAsync(answer[2]);
        }
        else if (await page.Locator("#value").CountAsync() == 1)
        {
            await page.Locator("#value").FillAsync(answer[0]);
        }
        else
        {
            await page.Locator($"input[value={answer[0]}]").CheckAsync(new LocatorCheckOptions { Force = true });
        }

        await page.Locator("main form button[type=submit]").ClickAsync();
    }
}
