namespace RemoteVerify.Storage.Files.Fetching;

/// <summary>A file to fetch.</summary>
/// <param name="FileName">Its name in the folder; a plain name.</param>
/// <param name="Sha256">64 lower-case hexadecimal digits; nothing else makes the bytes the right ones.</param>
/// <param name="SizeBytes">Its exact length.</param>
/// <param name="Address">Where it is published; https only.</param>
public sealed record ModelFetchOrder(string FileName, string Sha256, long SizeBytes, Uri Address);

/// <summary>How a fetch ended.</summary>
public enum ModelFetchEnd
{
    /// <summary>The file is in place and its hash is right.</summary>
    Done = 0,

    /// <summary>No server answered: no network, no name, no connection, no trust in its certificate.</summary>
    Unreachable = 1,

    /// <summary>The server has no such file, or answered with another error.</summary>
    NotServed = 2,

    /// <summary>The transfer stopped early; what came is kept beside the target and the next fetch goes on from there.</summary>
    Cut = 3,

    /// <summary>Other bytes than the manifest's; they were thrown away.</summary>
    WrongFile = 4,

    /// <summary>An address, or a redirect, that is not followed.</summary>
    RefusedAddress = 5,

    /// <summary>The disk is full; what came was thrown away.</summary>
    NoSpace = 6,

    /// <summary>The folder can't be written to, or another fetch is at work on the file.</summary>
    NotWritable = 7,
}

/// <summary>How a fetch ended, and one sentence for people.</summary>
public sealed record ModelFetchResult(ModelFetchEnd End, string Sentence)
{
    public bool IsDone => End == ModelFetchEnd.Done;
}
