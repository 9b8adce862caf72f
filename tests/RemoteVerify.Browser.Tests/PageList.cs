using Microsoft.Playwright;

namespace RemoteVerify.Browser.Tests;

/// <summary>One page that people can see, or one state of it that looks different.</summary>
/// <param name="Name">Short and unique; the name of its picture: <c>check-valid</c>.</param>
/// <param name="Part">Folder of its tests: Citizen, Camera, Desk, Live, Assisted, Public, Embedding.</param>
/// <param name="OpenAsync">Leads a fresh page there, in whatever language the page's browser prefers. Makes what it needs, so that it can be opened again.</param>
public sealed record ListedPage(string Name, string Part, Func<BrowserFixture, IPage, Task> OpenAsync)
{
    /// <summary>Loads the camera's script, which has a budget of its own.</summary>
    public bool HasCamera { get; init; }

    /// <summary>Can't be reached without script.</summary>
    public bool NeedsScript { get; init; }

    /// <summary>A page at a plain address.</summary>
    public static ListedPage At(string name, string part, string address) => new(name, part, (_, page) => page.GotoAsync(address));

    public override string ToString() => Name;
}

/// <summary>The pages of one part. Every class with this interface is found by itself, so that a part adds its pages in its own folder.</summary>
public interface IListedPages
{
    IEnumerable<ListedPage> Pages { get; }
}

/// <summary>Every page once: rules, weights and pictures are walked over it.</summary>
public static class PageList
{
    public static IReadOnlyList<ListedPage> All { get; } = [.. typeof(PageList).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IListedPages).IsAssignableFrom(type))
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .SelectMany(type => ((IListedPages)Activator.CreateInstance(type)!).Pages)];

    public static ListedPage Find(string name) => All.Single(page => page.Name == name);
}
