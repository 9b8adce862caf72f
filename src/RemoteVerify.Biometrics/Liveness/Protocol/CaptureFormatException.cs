namespace RemoteVerify.Biometrics.Liveness.Protocol;

/// <summary>The one exception for bytes of the capture protocol or of a policy file that do not have their form.</summary>
/// <param name="structure">The structure that was being read.</param>
/// <param name="offset">Byte offset inside it, or 0 for a JSON message.</param>
/// <param name="message">What is wrong; holds nothing of the content.</param>
public sealed class CaptureFormatException(string structure, long offset, string message)
    : Exception($"{structure} at offset {offset}: {message}")
{
    public string Structure { get; } = structure;

    public long Offset { get; } = offset;
}
