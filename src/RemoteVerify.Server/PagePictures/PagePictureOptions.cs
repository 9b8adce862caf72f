namespace RemoteVerify.Server.PagePictures;

/// <summary>Pictures of the pages of documents, section <c>Service:PagePictures</c>. They are drawn by Debian's <c>pdftoppm</c> (poppler-utils) in a process of its own.</summary>
public sealed class PagePictureOptions
{
    /// <summary>The program; a path that is not there, or none, shows documents by their words alone.</summary>
    public string? Program { get; set; } = "/usr/bin/pdftoppm";

    /// <summary>Seconds that one page may take; it is then shown by its words.</summary>
    public int SecondsEach { get; set; } = 8;

    /// <summary>Pages that are drawn at once on this node; 0 takes half of the processors.</summary>
    public int AtOnce { get; set; }

    /// <summary>Requests that may wait for their turn; the next one is told to come again.</summary>
    public int MostWaiting { get; set; } = 32;

    /// <summary>Address space of one process, in MiB.</summary>
    public int MemoryMegabytes { get; set; } = 512;

    /// <summary>What a picture for reading on the page (640 pixels wide) weighs at most, in KiB. Pages are to be there soon on a village's line.</summary>
    public int PageKilobytes { get; set; } = 34;

    /// <summary>What an enlarged picture (1280 pixels wide) weighs at most, in KiB.</summary>
    public int LargeKilobytes { get; set; } = 160;

    /// <summary>Pages of one document that get a picture; the others are in the file.</summary>
    public int MostPages { get; set; } = 100;

    /// <exception cref="InvalidDataException">A setting makes no sense.</exception>
    public void Check()
    {
        Require(SecondsEach is >= 1 and <= 60, "SecondsEach is between 1 and 60");
        Require(AtOnce is >= 0 and <= 64, "AtOnce is between 0 and 64");
        Require(MostWaiting is >= 1 and <= 10_000, "MostWaiting is between 1 and 10000");
        Require(MemoryMegabytes is >= 64 and <= 4096, "MemoryMegabytes is between 64 and 4096");
        Require(PageKilobytes is >= 16 and <= 16_384, "PageKilobytes is between 16 and 16384");
        Require(LargeKilobytes is >= 16 and <= 16_384, "LargeKilobytes is between 16 and 16384");
        Require(MostPages is >= 1 and <= 500, "MostPages is between 1 and 500");
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidDataException($"Service:PagePictures: {what}.");
        }
    }
}
