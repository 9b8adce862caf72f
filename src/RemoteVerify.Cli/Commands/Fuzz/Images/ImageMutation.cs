namespace RemoteVerify.Cli.Commands.Fuzz.Images;

/// <summary>What is done to a picture.</summary>
internal enum ImageMutation
{
    Flip,
    Overwrite,
    Insert,
    Delete,
    Repeat,
    Cut,
    Splice,
    Extreme,
    Several,
}
