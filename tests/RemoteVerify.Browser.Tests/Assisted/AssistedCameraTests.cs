using Microsoft.Playwright;
using RemoteVerify.Biometrics.Liveness.Checks;
using RemoteVerify.Browser.Tests.Camera;
using RemoteVerify.Server.Tests;
using Xunit.Abstractions;

namespace RemoteVerify.Browser.Tests.Assisted;

/// <summary>What a person does on the helper's machine with the helper beside: consent, card, camera.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Category", "Journeys")]
public class AssistedCameraTests(BrowserFixture browser, ITestOutputHelper output)
{
    /// <summary>The helpers' tenant has the default policy, so the page-side camera of this test is flagged and an officer gets it: as far as a helped person gets without a camera of glass.</summary>
    [SkippableFact]
    public async Task Person_WithTheHelperBeside_Consents_HasTheCardRead_AndStandsBeforeTheCamera()
    {
        HelperVisitor helper = await HelperVisitor.EnterAsync(browser, account: HelperVisitor.Other);
        IPage page = helper.Page;
        PageCamera camera = await PageCamera.AttachAsync(page, CameraWorld.Alive(61));
        Caller portal = await browser.Service.AsAsync("portal");
        (Guid id, string code, Guid verification) = await CameraWorld.OpenAsync(portal);
        await helper.BeginAsync(new HelpedPerson(new Journey(browser.Service), code, CameraWorld.Citizen.PersonalNumber));
        await helper.AgreeAsync();
        Assert.Contains("Đọc chip thẻ căn cước", await page.InnerTextAsync("h1"), StringComparison.Ordinal);
        await helper.HandAsync();

        // Consent, on the person's own page.
        await page.WaitForURLAsync("**/consent**");
        await page.Locator("main form button[type=submit]").First.ClickAsync();

        // The card is read at the counter; the page notices by itself.
        await page.WaitForURLAsync("**/card**");
        Assert.Equal(1, await page.Locator(".rv-helped").CountAsync());
        await browser.Camera.ReadChipAsync(portal, verification);
        await page.Locator("main a.govuk-button[href$='/camera']").ClickAsync(new() { Timeout = 30_000 });

        // The check itself, over the session that rests on the handover.
        string address = new Uri(page.Url).AbsolutePath;
        Assert.EndsWith("/camera", address, StringComparison.Ordinal);
        CheckEnd end = await new CheckRun(new CameraVisit(portal, verification, address.Split('/')[2]), page, camera, output).TryUntilJudgedAsync();
        Assert.Equal(("officer", "officer"), (end.Outcome, end.Result));
        Assert.Contains(CheckIds.InjectionSignals, end.Reasons);

        await page.Locator(".rv-helped button").ClickAsync();
        await page.Locator("form[action$='handler=End']").WaitForAsync();
        Assert.Contains("Cơ quan đang xử lý", await page.InnerTextAsync("h1"), StringComparison.Ordinal);
        await helper.EndAsync();
        Assert.Contains("được tính công", await page.Locator("[role=status]").InnerTextAsync(), StringComparison.Ordinal);
        string trail = (await portal.GetAsync($"/v1/cases/{id}")).Expect(200).Text;
        Assert.Contains("consent.give", trail, StringComparison.Ordinal);
        page.KeptToItself();
        await page.Context.CloseAsync();
    }
}
