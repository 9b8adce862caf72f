using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace RemoteVerify.Browser.Tests;

/// <summary>What every page must hold, each as one sentence of a test.</summary>
public static class PageChecks
{
    private static readonly AxeRunOptions Wcag = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        ResultTypes = [ResultType.Violations],
    };

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>axe-core finds no violation of WCAG 2.2 A and AA or of its best practices.</summary>
    public static async Task AxeAsync(this IPage page)
    {
        string[] violations = page.Frames.Count > 1 ? await ViolationsOfFramesAsync(page) : await ViolationsAsync(page);
        Assert.True(violations.Length == 0, $"{page.Url} at {page.ViewportSize?.Width} px:\n" + string.Join('\n', violations));
    }

    /// <summary>In the page itself; the library opens an empty page for every run, which is only needed where frames are put together.</summary>
    private static async Task<string[]> ViolationsAsync(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await page.EvaluateAsync(Axe);
        }

        AxeFound found = await page.EvaluateAsync<AxeFound>("""
            async tags => {
              const result = await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
              return {
                passes: result.passes.length,
                violations: result.violations.map(found => `${found.id} (${found.impact}): ${found.help}\n${found.nodes.slice(0, 4).map(node => `    ${node.html}`).join('\n')}`),
              };
            }
            """, Wcag.RunOnly.Values);
        Assert.True(found.Passes > 0, $"{page.Url}: axe-core looked at nothing");
        return found.Violations;
    }

    private static async Task<string[]> ViolationsOfFramesAsync(IPage page)
    {
        AxeResult result = await page.RunAxe(Wcag);
        Assert.NotEmpty(result.Passes);
        return [.. result.Violations.Select(violation => $"{violation.Id} ({violation.Impact}): {violation.Help}\n{string.Join('\n', violation.Nodes.Take(4).Select(node => $"    {node.Html}"))}")];
    }

    /// <summary>Nothing reaches beyond the window, except inside a part that scrolls by itself (WCAG 1.4.10).</summary>
    public static async Task ReflowsAsync(this IPage page)
    {
        string[] wide = await page.EvaluateAsync<string[]>("""
            () => {
              const limit = document.documentElement.clientWidth + 1;
              const found = document.documentElement.scrollWidth > limit ? [`the page is ${document.documentElement.scrollWidth} px wide`] : [];
              for (const element of document.body.querySelectorAll('*')) {
                if (element.closest('.rv-scroll, svg, [aria-hidden=true], .govuk-visually-hidden, .govuk-skip-link')) continue;
                const box = element.getBoundingClientRect();
                const style = getComputedStyle(element);
                if (box.width > 1 && box.height > 1 && style.visibility !== 'hidden' && (box.right > limit || box.left < -1)) found.push(element.outerHTML.slice(0, 120));
                else if (style.overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1 && box.width > 1) found.push('cut off: ' + element.outerHTML.slice(0, 120));
              }
              return found.slice(0, 8);
            }
            """);
        Assert.True(wide.Length == 0, $"{page.Url} at {page.ViewportSize?.Width} px is wider than its window:\n{string.Join('\n', wide)}");
    }

    /// <summary>Tab reaches everything that can be used, in the order of the page, and shows where it is (WCAG 2.1.1, 2.4.3, 2.4.7).</summary>
    public static async Task WalksByKeyboardAsync(this IPage page)
    {
        int expected = await page.EvaluateAsync<int>("""
            () => {
              const seen = new Set();
              window.rvWalk = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')].filter(element => {
                if (element.disabled || !element.checkVisibility({ visibilityProperty: true })) return false;
                if (element.type !== 'radio') return true;
                const group = element.form?.id + element.name;
                if (seen.has(group)) return false;
                seen.add(group);
                return true;
              });
              window.rvSteps = [];
              document.addEventListener('focusin', ({ target: element }) => {
                const group = element.type === 'radio' ? window.rvWalk.findIndex(other => other.type === 'radio' && other.name === element.name && other.form === element.form) : -1;
                const at = group >= 0 ? group : window.rvWalk.indexOf(element);
                if (at < 0) return;
                const style = getComputedStyle(element);
                const label = element.labels?.[0];
                const marks = [style, getComputedStyle(element, '::before'), label ? getComputedStyle(label, '::before') : style];
                const visible = marks.some(mark => (mark.outlineStyle !== 'none' && parseFloat(mark.outlineWidth) > 0) || mark.boxShadow !== 'none');
                window.rvSteps.push({ at, visible, html: element.outerHTML.slice(0, 120) });
              });
              // From the top of the page, wherever it put the focus.
              document.body.tabIndex = -1;
              document.body.focus();
              document.body.removeAttribute('tabindex');
              return window.rvWalk.length;
            }
            """);
        HashSet<int> reached = [];

        // A player of sound has stops of its own.
        for (int press = 0, seen = 0, last = -1; press < expected + 12 && reached.Count < expected; press++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (press < expected - 1)
            {
                continue;
            }

            WalkStep[] steps = await page.EvaluateAsync<WalkStep[]>("seen => window.rvSteps.slice(seen)", seen);
            seen += steps.Length;
            foreach (WalkStep step in steps)
            {
                Assert.True(step.Visible, $"{page.Url}: nobody sees that the focus is on {step.Html}");
                if (reached.Count > 0 && reached.Add(step.At))
                {
                    Assert.True(step.At > last || last == -1, $"{page.Url}: Tab goes back to {step.Html}");
                }

                reached.Add(step.At);
                last = step.At;
            }
        }

        Assert.True(reached.Count == expected, $"{page.Url}: Tab reached {reached.Count} of {expected} things");
    }

    /// <summary>Goes to another page of the same place: an empty one has no camera that a test could set up.</summary>
    public static Task LeaveAsync(this IPage page) => page.GotoAsync($"{new Uri(page.Url).GetLeftPart(UriPartial.Authority)}/accessibility");

    /// <summary>Asked nobody else, and had nothing to complain about.</summary>
    public static void KeptToItself(this IPage page)
    {
        PageWatch watch = PageWatch.Of(page);
        Assert.True(watch.Foreign.Count == 0, $"{page.Url} asked others: {string.Join(' ', watch.Foreign)}");
        Assert.True(watch.Complaints.Count == 0, $"{page.Url} complained: {string.Join('\n', watch.Complaints)}");
    }

    private sealed class AxeFound
    {
        public int Passes { get; set; }

        public string[] Violations { get; set; } = [];
    }

    private sealed class WalkStep
    {
        public int At { get; set; }

        public bool Visible { get; set; }

        public string Html { get; set; } = string.Empty;
    }
}
