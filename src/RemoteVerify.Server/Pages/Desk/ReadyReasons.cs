using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>
/// Reasons that are ready to be chosen, so that one keystroke writes what is written every day. What is kept is Vietnamese, whatever the language of the page; words of the officer follow.
/// </summary>
public static class ReadyReasons
{
    private const int Longest = 2000;

    public static IReadOnlyList<string> Accept { get; } = ["same-person", "same-person-aged", "known-at-counter"];

    public static IReadOnlyList<string> Decline { get; } = ["not-confirmed", "pictures-poor", "covered", "come-in-person"];

    public static IReadOnlyList<string> Export { get; } = ["archive", "other-agency", "court", "person", "other"];

    public static IReadOnlyList<string> Refuse { get; } = ["evidence-insufficient", "not-competent", "content-unlawful", "asked-to-end", "other"];

    public static IReadOnlyList<string> Return { get; } = ["unreadable", "missing", "data-differs", "outdated"];

    public static IReadOnlyList<string> Stop { get; } = ["duplicate", "no-answer", "other"];

    /// <summary>The written reason; empty when neither a known choice nor words were given.</summary>
    /// <param name="book">All texts.</param>
    /// <param name="beginning">Beginning of the keys: <c>desk.accept.</c> and the like.</param>
    /// <param name="known">The choices.</param>
    /// <param name="ready">What was chosen.</param>
    /// <param name="words">What the officer wrote.</param>
    public static string Written(TextBook book, string beginning, IReadOnlyList<string> known, string? ready, string? words)
    {
        ArgumentNullException.ThrowIfNull(book);
        string chosen = ready is not null && known.Contains(ready) && ready != "other" ? book.Find(TextBook.Model, beginning + ready) ?? string.Empty : string.Empty;
        string all = $"{chosen} {words?.Trim()}".Trim();
        return all.Length > Longest ? all[..Longest] : all;
    }
}
