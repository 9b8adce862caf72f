namespace RemoteVerify.Server.PagePictures;

/// <summary>How an attempt to draw a page ended.</summary>
public enum PictureEnd
{
    Drawn,

    /// <summary>The page can't be drawn: broken, locked, or larger or slower than the limits.</summary>
    NotDrawable,

    /// <summary>Too many pages are being drawn; it can be asked for again.</summary>
    Busy,

    /// <summary>No program to draw with, or none that can be kept within limits.</summary>
    NoProgram,
}

/// <summary>Widths in which pages are drawn.</summary>
public enum PictureWidth
{
    /// <summary>For reading on the page: 640 pixels.</summary>
    Page = 640,

    /// <summary>For enlarging: 1280 pixels.</summary>
    Large = 1280,
}

/// <summary>One page as a picture, or why there is none.</summary>
/// <param name="End">How it ended.</param>
/// <param name="WebP">The picture as a WebP file; empty without one.</param>
public sealed record PagePicture(PictureEnd End, ReadOnlyMemory<byte> WebP)
{
    internal static PagePicture None(PictureEnd end) => new(end, ReadOnlyMemory<byte>.Empty);

    /// <summary>A page names people.</summary>
    public override string ToString() => $"PagePicture {End}";
}
