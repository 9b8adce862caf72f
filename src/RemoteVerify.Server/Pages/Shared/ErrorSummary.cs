namespace RemoteVerify.Server.Pages;

/// <summary>What the summary of errors tells the layout, which is written after it.</summary>
public static class ErrorSummary
{
    /// <summary>Item of the request: a summary is on the page, so its title begins with "Error:".</summary>
    public const string Shown = "rv-error-summary";
}
