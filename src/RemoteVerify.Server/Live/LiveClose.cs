namespace RemoteVerify.Server.Live;

/// <summary>Why a line was closed, as close codes of the WebSocket.</summary>
internal enum LiveClose
{
    /// <summary>As asked, or the line broke.</summary>
    Bye = 1000,

    /// <summary>From a browser: it gives this line up and comes back on another.</summary>
    Again = 4000,

    /// <summary>The ticket counts no more: open the page again.</summary>
    Ticket = 4001,

    /// <summary>The seat was taken in another window.</summary>
    Elsewhere = 4002,

    /// <summary>The room was closed.</summary>
    Over = 4003,
}
