using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace RemoteVerify.Browser.Tests;

/// <summary>What a page did while it was open: whom else it asked, and what it complained about (a broken policy of content is a complaint).</summary>
public sealed class PageWatch
{
    private static readonly ConditionalWeakTable<IPage, PageWatch> All = [];

    private readonly ConcurrentQueue<string> _foreign = new();
    private readonly ConcurrentQueue<string> _complaints = new();

    private PageWatch()
    {
    }

    /// <summary>Addresses of others.</summary>
    public IReadOnlyList<string> Foreign => [.. _foreign];

    /// <summary>Errors on the console and exceptions of scripts.</summary>
    public IReadOnlyList<string> Complaints => [.. _complaints];

    public static PageWatch Of(IPage page) => All.TryGetValue(page, out PageWatch? watch) ? watch : throw new InvalidOperationException("The page was not opened by the fixture.");

    internal static void Begin(IPage page, Uri service)
    {
        PageWatch watch = new();
        All.Add(page, watch);
        page.Request += (_, request) =>
        {
            Uri asked = new(request.Url);
            // The desk is opened under this machine's name, because passkeys want a name and no number.
            if (asked.Scheme is "http" or "https" or "ws" or "wss" && (!asked.IsLoopback || asked.Port != service.Port))
            {
                watch._foreign.Enqueue(request.Url);
            }
        };
        page.Console += (_, message) =>
        {
            // An answer with an error status is what some pages are about.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                watch._complaints.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => watch._complaints.Enqueue(error);
    }
}
