using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using RemoteVerify.TestKit;
using Xunit.Abstractions;

namespace RemoteVerify.Browser.Tests.Desk;

/// <summary>
/// <c>./rv bench desk</c>: what an officer's task costs in keys and seconds, one case and ten in a batch, with the keyboard alone, beside the same task on paper. The seconds of a person are not
/// measured but reckoned alike on both sides from operators (<see cref="TaskSheet"/>); those of the machine are measured. No test of the build, because a busy machine measures itself.
/// </summary>
[Collection(BrowserCollection.Name)]
[Trait("Category", "Measure")]
public class DeskTaskTests(BrowserFixture browser, ITestOutputHelper output)
{
    private const string Variable = "RV_MEASURE";

    [SkippableFact]
    public async Task Officer_ByKeyboardAlone_OneCaseAndTen_BesideThePaper()
    {
        Skip.If(Environment.GetEnvironmentVariable(Variable) is not "1", $"{Variable} is not 1; ./rv bench desk sets it");
        using SoftHsm token = SoftHsm.Create();
        await OfficerKey.EnrolAsync(browser, token);
        DeskVisitor officer = await DeskVisitor.EnterAsync(browser);
        await using SignerProgram signer = await OfficerKey.StartAsync(token, officer.Origin);

        // Paired before, as on every day but the first.
        await officer.Page.EvaluateAsync("([token, port]) => localStorage.setItem('rv-signer', JSON.stringify({ token, port }))", new[] { signer.Token, signer.Port.ToString(CultureInfo.InvariantCulture) });

        Guid one = await DeskCases.SignedAsync(browser, "Nguyễn Văn Một Hồ Sơ");
        await officer.GoAsync("/desk");
        List<TaskStep> single = [];
        await LookAsync(officer.Page, single);
        await StepAsync(single, "Approve; the passkey asks by itself (one touch)", ["a", "touch"], 1, async () =>
        {
            await officer.Page.Keyboard.PressAsync("a");
            await signer.ExpectAsync("y/N] ");
        });
        await SignAsync(officer.Page, signer, single, 1);
        Assert.Equal("countersigned", await DeskCases.StateOfAsync(browser, one));

        List<Guid> ten = [];
        for (int number = 0; number < 10; number++)
        {
            ten.Add(await DeskCases.SignedAsync(browser, $"Nguyễn Văn Lô {number}"));
        }

        await officer.GoAsync("/desk");
        List<TaskStep> batch = [];
        await LookAsync(officer.Page, batch);
        for (int number = 1; number <= ten.Count; number++)
        {
            string before = officer.Page.Url;
            await StepAsync(batch, "Approve and go to the next case", ["v"], 1, async () =>
            {
                await officer.Page.Keyboard.PressAsync("v");
                await officer.Page.WaitForURLAsync(address => address != before);
                await officer.Page.WaitForLoadStateAsync();
            });
            if (number < ten.Count)
            {
                await ReadAsync(officer.Page, batch);
            }
        }

        await StepAsync(batch, "Choose all that wait for a signature", ["b", "s"], 1, async () =>
        {
            await officer.Page.Keyboard.PressAsync("b");
            await officer.Page.Keyboard.PressAsync("s");
            await officer.Page.Locator("form[data-passkey]").WaitForAsync();
        });
        Assert.Equal(10, await officer.Page.Locator("main ol li").CountAsync());
        await StepAsync(batch, "Confirm exactly these ten with the passkey (one touch)", ["s", "touch"], 1, async () =>
        {
            await officer.Page.Keyboard.PressAsync("s");
            await signer.ExpectAsync("y/N] ");
        });
        await SignAsync(officer.Page, signer, batch, 10);
        foreach (Guid id in ten)
        {
            Assert.Equal("countersigned", await DeskCases.StateOfAsync(browser, id));
        }

        foreach (string line in new TaskSheet(single, batch).Lines())
        {
            output.WriteLine(line);
        }

        await officer.Page.Context.CloseAsync();
    }

    /// <summary>Opens the next case; faces and checks are on the screen then, and the look is recorded.</summary>
    private static async Task LookAsync(IPage page, List<TaskStep> steps)
    {
        await StepAsync(steps, "Open the case that waits longest", ["o"], 1, async () =>
        {
            await page.Keyboard.PressAsync("o");
            await page.Locator(".rv-faces img").First.WaitForAsync();
        });
        await ReadAsync(page, steps);
    }

    /// <summary>Compares the faces, looks over the checks, and reads the document in a window of its own, which is closed again.</summary>
    private static async Task ReadAsync(IPage page, List<TaskStep> steps) =>
        await StepAsync(steps, "Compare the faces, look over the checks, read the document (D, and Ctrl + W to close it)", ["d", "ctrl", "w"], 2, async () =>
        {
            await page.Locator(".rv-faces img").First.WaitForAsync();
            IPage document = await page.RunAndWaitForPopupAsync(() => page.Keyboard.PressAsync("d"));
            await document.CloseAsync();
        });

    private static async Task SignAsync(IPage page, SignerProgram signer, List<TaskStep> steps, int signatures) =>
        await StepAsync(steps, "Answer the signer's own question with ky and Enter", ["k", "y", "enter"], 1, async () =>
        {
            await signer.TypeAsync("ky");
            await page.Locator(".rv-signed").First.WaitForAsync();
            Assert.Equal(signatures, await page.Locator(".rv-signed .govuk-tag--green").CountAsync());
        });

    private static async Task StepAsync(List<TaskStep> steps, string what, string[] keys, int thoughts, Func<Task> doAsync)
    {
        long begun = Stopwatch.GetTimestamp();
        await doAsync();
        steps.Add(new TaskStep(what, keys, thoughts, Stopwatch.GetElapsedTime(begun).TotalSeconds));
    }
}
