namespace RemoteVerify.AuditLog;

/// <summary>Bytes that are not what they should be; the only exception on foreign input.</summary>
public sealed class AuditLogFormatException(string structure, long offset, string message)
    : Exception($"{structure} at {offset}: {message}")
{
    /// <summary>What was being read.</summary>
    public string Structure { get; } = structure;

    /// <summary>Where, in characters from the start.</summary>
    public long Offset { get; } = offset;
}
