using Microsoft.Playwright;

namespace RemoteVerify.Browser.Tests;

/// <summary>Counts what comes over the line for a page, as compressed as it came, with its headers.</summary>
public sealed class PageWeight
{
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
}
