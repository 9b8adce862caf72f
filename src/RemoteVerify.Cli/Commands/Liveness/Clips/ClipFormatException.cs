namespace RemoteVerify.Cli.Commands.Liveness.Clips;

/// <summary>The one exception for clips and challenge files that do not have their form.</summary>
/// <param name="structure">The structure that was being read.</param>
/// <param name="offset">Byte offset inside it, or 0 where there is none.</param>
/// <param name="message">What is wrong.</param>
internal sealed class ClipFormatException(string structure, long offset, string message) : Exception($"{structure} at byte {offset}: {message}")
{
    public string Structure { get; } = structure;

    public long Offset { get; } = offset;
}
