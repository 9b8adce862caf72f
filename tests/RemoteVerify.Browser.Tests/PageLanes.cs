using System.Collections.Concurrent;

namespace RemoteVerify.Browser.Tests;

/// <summary>
/// Walks pages in lanes side by side, because a browser mostly waits. A helper has one assistance at a time, so the pages of assisted mode go one after the other in a lane of
/// their own; the others are shared out, the long ones of the desk first.
/// </summary>
internal static class PageLanes
{
    /// <summary>Parts, or beginnings of names, of the pages to walk, with commas between them; all without it.</summary>
    private const string Variable = "RV_PAGES";

    private const int LanesOfOthers = 3;

    /// <summary>Those that <c>RV_PAGES</c> names; all without it.</summary>
    public static IEnumerable<ListedPage> Chosen(IEnumerable<ListedPage> pages) => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen
        ? pages.Where(page => chosen.Split(',').Any(one => page.Part == one || page.Name.StartsWith(one, StringComparison.Ordinal)))
        : pages;

    /// <exception cref="Xunit.Sdk.TrueException">A page failed; the message names each and why.</exception>
    public static async Task WalkAsync(IEnumerable<ListedPage> pages, Func<ListedPage, Task> walkAsync)
    {
        ConcurrentQueue<string> faults = [];
        ListedPage[] chosen = [.. Chosen(pages)];
        ConcurrentQueue<ListedPage> helped = new(chosen.Where(page => page.Part == "Assisted")), others = new(chosen.Except(helped).OrderByDescending(page => page.Part == "Desk"));
        await Task.WhenAll(Enumerable.Repeat(others, LanesOfOthers).Prepend(helped).Select(lane => Task.Run(async () =>
        {
            while (lane.TryDequeue(out ListedPage? page))
            {
                try
                {
                    await walkAsync(page);
                }
                catch (Exception fault) when (fault is not SkipException)
                {
                    faults.Enqueue($"{page.Name}: {fault.Message}");
                }
            }
        })));
        Assert.True(faults.IsEmpty, string.Join("\n\n", faults));
    }
}
