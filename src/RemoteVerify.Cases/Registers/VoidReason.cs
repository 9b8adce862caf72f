namespace RemoteVerify.Cases.Registers;

/// <summary>
/// Why the service gives a number up, as codes: the words that the printed book says for them are texts of its template. What an officer
/// writes stands beside them as it was written.
/// </summary>
public static class VoidReason
{
    /// <summary>The citizen did not do the next step in time.</summary>
    public const string Expired = "void-expired";

    /// <summary>The citizen asked for the dossier back.</summary>
    public const string Withdrawn = "void-withdrawn";

    /// <summary>The office stopped the work.</summary>
    public const string Stopped = "void-stopped";

    /// <summary>The prevention list has a notice.</summary>
    public const string Prevention = "void-prevention";

    /// <summary>The session ended without a document.</summary>
    public const string SessionEnded = "void-session-ended";

    /// <summary>The year of the book ended before the paper was sealed.</summary>
    public const string YearEnded = "void-year-ended";

    private const string RefusedName = "void-refused";

    /// <summary>Every text that the template of the book must have for them.</summary>
    public static IReadOnlyList<string> Texts { get; } = [Expired, Withdrawn, Stopped, Prevention, SessionEnded, YearEnded, RefusedName];

    /// <summary>The case was refused on a ground.</summary>
    public static string Refused(string ground) => $"{RefusedName}:{ground}";

    /// <summary>The text that says a kept reason, and what it names; the text is null for words that an officer wrote.</summary>
    public static (string? Text, string? Code) Read(string? reason)
    {
        string[] parts = (reason ?? string.Empty).Split(':', 2);
        return Texts.Contains(parts[0]) ? (parts[0], parts.Length > 1 ? parts[1] : null) : (null, null);
    }
}
