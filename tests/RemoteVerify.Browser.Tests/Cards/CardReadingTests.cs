using System.Text.Json;
using Microsoft.Playwright;
using RemoteVerify.Browser.Tests.Citizen;
using RemoteVerify.Server.Tests;
using RemoteVerify.Synthetic.Cards;

namespace RemoteVerify.Browser.Tests.Cards;

/// <summary>The printed card fills in the form, after the person looked at it, and proves nothing.</summary>
[Collection(BrowserCollection.Name)]
public class CardReadingTests(BrowserFixture browser)
{
    private const string Unproven = "Đọc từ thẻ bằng máy quay, chưa xác minh";

    [SkippableFact]
    public async Task Camera_WithACardBeforeIt_FillsInTheForm_AndProvesNothing()
    {
        IPage page = await browser.NewPageAsync();
        await ShownCard.HoldBeforeCameraAsync(page, ShownCard.Jpeg(ShownCard.Applicant));
        (Guid id, _) = await CardVisit.ToFormAsync(browser, page);
        await page.Locator("a[href$='/card/read']").ClickAsync();
        await page.Locator("#cardread-start").ClickAsync();

        // Nothing is saved before the person has looked at it.
        await page.Locator("#read-full-name").WaitForAsync();
        Assert.Empty((await FieldsAsync(id)).EnumerateArray());
        Assert.Equal(ShownCard.Applicant.FullName, await page.Locator("#read-full-name").InputValueAsync());
        Assert.Equal(Journey.Number, await page.Locator("#read-personal-number").InputValueAsync());
        Assert.Equal("02", await page.Locator("#read-birth-date-day").InputValueAsync());
        Assert.Equal("1999", await page.Locator("#read-birth-date-year").InputValueAsync());
        Assert.True(await page.Locator("input[name=read-sex][value=female]").IsCheckedAsync());

        await page.Locator("#read-residence").FillAsync("Thôn Mới, Xã Thử Nghiệm, Tỉnh Mẫu");
        await page.Locator("form[action*=Keep] button").ClickAsync();
        await page.WaitForURLAsync(new System.Text.RegularExpressions.Regex("/form$"));
        Assert.Contains(Unproven, await page.Locator("#field-full-name").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("Tự khai", await page.Locator("#field-residence").InnerTextAsync(), StringComparison.Ordinal);
        Dictionary<string, string> sources = (await FieldsAsync(id)).EnumerateArray().ToDictionary(field => field.GetProperty("name").GetString()!, field => field.GetProperty("source").GetString()!);
        Assert.Equal(["birth-date", "full-name", "personal-number", "sex"], sources.Where(one => one.Value == "CardCamera").Select(one => one.Key).Order(StringComparer.Ordinal));
        Assert.Equal("Typed", sources["residence"]);

        // The case is where it was: no check was begun, and nobody counts as known.
        JsonElement read = await new CitizenPeople(browser).ReadAsync(id);
        Assert.Equal("draft", read.GetProperty("state").GetString());
        Assert.DoesNotContain("verification\":", read.GetRawText(), StringComparison.OrdinalIgnoreCase);
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Photo_WithoutScript_ShowsConflicts_AndOverwritesNothingUnasked()
    {
        IPage page = await browser.NewPageAsync("vi", script: false);
        (Guid id, string ticket) = await CardVisit.ToFormAsync(browser, page);
        await CardVisit.TypeAsync(page, ticket, "full-name", "Nguyễn Thị Khác");
        await CardVisit.TypeAsync(page, ticket, "personal-number", Journey.Number);
        await CardVisit.SendAsync(page, ticket, ShownCard.File(ShownCard.Jpeg(ShownCard.Applicant, CardShot.Draw(5, 1600, 1200))));
        Assert.Contains("Thẻ cũng ghi như vậy", await page.Locator("#read-personal-number").InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await page.Locator("#read-full-name[value=keep]").IsCheckedAsync());

        // A day that was mistyped is said beside the field, and the rest stays.
        await page.Locator("#read-birth-date-day").FillAsync("41");
        await page.Locator("form[action*=Keep] button").ClickAsync();
        Assert.Contains("không phải ngày có thật", await page.Locator("#read-birth-date-error").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("41", await page.Locator("#read-birth-date-day").InputValueAsync());
        await page.Locator("#read-birth-date-day").FillAsync("2");
        await page.Locator("form[action*=Keep] button").ClickAsync();
        Assert.Equal(("Nguyễn Thị Khác", "Typed"), await FieldAsync(id, "full-name"));
        Assert.Equal(("1999-01-02", "CardCamera"), await FieldAsync(id, "birth-date"));

        // Asked, and answered.
        await CardVisit.SendAsync(page, ticket, ShownCard.File(ShownCard.Jpeg(ShownCard.Applicant)));
        await page.Locator("#read-full-name-take").CheckAsync();
        await page.Locator("form[action*=Keep] button").ClickAsync();
        Assert.Equal((ShownCard.Applicant.FullName, "CardCamera"), await FieldAsync(id, "full-name"));
        await page.Context.CloseAsync();
    }

    /// <summary>What a register said stays, also against a form that was made by hand.</summary>
    [SkippableFact]
    public async Task Photo_BesideARegister_ShowsTheDifference_AndReplacesNothing()
    {
        IPage page = await browser.NewPageAsync("vi", script: true);
        (Guid id, string ticket) = await CardVisit.ToFormAsync(browser, page);
        await CardVisit.HoldAsync(browser, id, "residence", "Số 9 đường Mới");
        await CardVisit.SendAsync(page, ticket, ShownCard.File(ShownCard.Jpeg(ShownCard.Applicant)));
        string row = await page.Locator("#read-residence").InnerTextAsync();
        Assert.Contains("Số 9 đường Mới", row, StringComparison.Ordinal);
        Assert.Contains(ShownCard.Applicant.Residence, row, StringComparison.Ordinal);
        await page.EvaluateAsync("""
            () => {
              const one = document.createElement('input');
              [one.name, one.value] = ['read-residence', 'take'];
              document.querySelector('form[action*=Keep]').append(one);
            }
            """);
        await page.Locator("form[action*=Keep] button").ClickAsync();
        await page.Locator("#field-full-name").WaitForAsync();
        Assert.Equal(("Số 9 đường Mới", "PopulationDatabase"), await FieldAsync(id, "residence"));
        Assert.Equal((ShownCard.Applicant.FullName, "CardCamera"), await FieldAsync(id, "full-name"));
        await page.Context.CloseAsync();
    }

    /// <summary>The zone has no diacritics, and no check digit covers the name: number, day of birth and sex are all that is taken.</summary>
    [SkippableFact]
    public async Task Photo_OfTheThreeLines_FillsInWhatCheckDigitsCover()
    {
        IPage page = await browser.NewPageAsync("vi", script: false);
        (Guid id, string ticket) = await CardVisit.ToFormAsync(browser, page);
        await CardVisit.SendAsync(page, ticket, ShownCard.File(ShownCard.Zone(ShownCard.Applicant, CardShot.Draw(9, 1280, 720), 6)));
        Assert.Equal(Journey.Number, await page.Locator("#read-personal-number").InputValueAsync());
        Assert.Equal(0, await page.Locator("#read-full-name").CountAsync());
        await CardVisit.SendAsync(page, ticket, ShownCard.File(ShownCard.Zone(ShownCard.Applicant, CardShot.Draw(11, 1280, 960), 3)));
        Assert.Equal(Journey.Number, await page.Locator("#read-personal-number").InputValueAsync());
        await page.Locator("form[action*=Keep] button").ClickAsync();
        Assert.Equal(["birth-date", "personal-number", "sex"], (await FieldsAsync(id)).EnumerateArray().Select(field => field.GetProperty("name").GetString()).Order(StringComparer.Ordinal));
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Pictures_OfSomethingElse_AreRefusedWithASentenceThatHelps()
    {
        IPage page = await browser.NewPageAsync("vi", script: false);
        (Guid id, string ticket) = await CardVisit.ToFormAsync(browser, page);
        (string Says, FilePayload File)[] wrong =
        [
            ("không phải ảnh đọc được", ShownCard.File("%PDF-1.7 no picture"u8.ToArray())),
            ("không phải ảnh đọc được", ShownCard.File(ShownCard.Jpeg(ShownCard.Applicant)[..4000])),
            ("Không thấy mã vuông", ShownCard.File(ShownCard.WithoutCode())),
            ("tối quá", ShownCard.File(ShownCard.WithoutCode(new CardShot(1280, 720) { Light = 0.12 }))),
            ("mờ", ShownCard.File(ShownCard.WithoutCode(new CardShot(1280, 720) { BlurPixels = 12, NoiseLevels = 0.5 }))),
            ("khác số của người trong hồ sơ", ShownCard.File(ShownCard.Jpeg(ShownCard.Holder("Trần Văn Khác", "001099000009")))),
        ];
        foreach ((string says, FilePayload file) in wrong)
        {
            await CardVisit.SendAsync(page, ticket, file);
            Assert.Contains(says, await page.Locator("#picture-error").InnerTextAsync(), StringComparison.Ordinal);
        }

        await page.Locator("form[enctype] button").ClickAsync();
        Assert.Contains("Hãy chọn hoặc chụp", await page.Locator("#picture-error").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty((await FieldsAsync(id)).EnumerateArray());
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Camera_ThatIsRefused_LeadsToThePhotoAndToTyping()
    {
        IPage page = await browser.NewPageAsync();
        await page.AddInitScriptAsync("navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));");
        (_, string ticket) = await CardVisit.ToFormAsync(browser, page);
        await page.GotoAsync($"/s/{ticket}/card/read");
        await page.Locator("#cardread-start").ClickAsync();
        await page.Locator("#cardread-over[data-code=no-camera]").WaitForAsync();
        Assert.Equal("cardread-over", await page.EvaluateAsync<string>("document.activeElement.id"));
        Assert.True(await page.Locator("#picture").IsVisibleAsync());
        Assert.True(await page.Locator("main a[href$='/form']").Last.IsVisibleAsync());
        await page.Context.CloseAsync();
    }

    private async Task<JsonElement> FieldsAsync(Guid id) => (await (await browser.Service.AsAsync("officer")).GetAsync($"/v1/cases/{id}/dossier")).Expect(200).Json.GetProperty("fields");

    private async Task<(string? Value, string? Source)> FieldAsync(Guid id, string name)
    {
        JsonElement field = (await FieldsAsync(id)).EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);
        return (field.GetProperty("value").GetString(), field.GetProperty("source").GetString());
    }
}
