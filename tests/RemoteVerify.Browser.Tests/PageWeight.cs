using Microsoft.Playwright;

namespace RemoteVerify.Browser.Tests;

/// <summary>Counts what comes over the line for a page, as compressed as it came, with its headers.</summary>
public sealed class PageWeight
{
    /// <summary>The heaviest that a page without camera may be.</summary>
    public const long MostBytes = 150 * 1024;

    private long _bytes;

    private PageWeight()
    {
    }

    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Counts from now on; the cache of the page's context is empty when it is new.</summary>
    public static async Task<PageWeight> BeginAsync(IPage page)
    {
        PageWeight weight = new();
        ICDPSession line = await page.Context.NewCDPSessionAsync(page);
        await line.SendAsync("Network.enable");
        line.Event("Network.loadingFinished").OnEvent += (_, finished) =>
        {
            if (finished?.TryGetProperty("encodedDataLength", out System.Text.Json.JsonElement length) is true)
            {
                Interlocked.Add(ref weight._bytes, (long)length.GetDouble());
            }
        };
        return weight;
    }

    /// <summary>Loads the address of a page anew, as one who was never there, with everything that it asks for. The languages differ by the words alone, and the Vietnamese ones weigh more.</summary>
    /// <param name="page">Stands where it is weighed.</param>
    /// <param name="thenAsync">What is done and waited for on the page, before the counting ends.</param>
    public static async Task<long> OfAgainAsync(IPage page, Func<Task>? thenAsync = null)
    {
        string address = page.Url;
        await page.LeaveAsync();

        // Typefaces of the page that was left may still be on their way, and would count.
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        ICDPSession line = await page.Context.NewCDPSessionAsync(page);
        await line.SendAsync("Network.enable");
        await line.SendAsync("Network.clearBrowserCache");

        // What a service worker keeps for times without signal came over the line once too.
        await line.SendAsync("Network.setBypassServiceWorker", new Dictionary<string, object> { ["bypass"] = true });
        PageWeight weight = await BeginAsync(page);
        await page.GotoAsync(address);
        await (thenAsync?.Invoke() ?? Task.CompletedTask);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        return weight.Bytes;
    }
}
