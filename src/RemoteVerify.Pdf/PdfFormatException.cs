namespace RemoteVerify.Pdf;

/// <summary>The bytes are not a PDF that this room accepts. Hostile bytes cause no other exception.</summary>
public class PdfFormatException : Exception
{
    /// <summary>Says which structure broke, where, and why.</summary>
    public PdfFormatException(string structure, long offset, string message)
        : base($"{structure} at {offset}: {message}")
    {
        Structure = structure;
        Offset = offset;
        Reason = message;
    }

    /// <summary>What was being read, for example <c>xref table</c>.</summary>
    public string Structure { get; }

    /// <summary>Byte offset in the file, or in the decoded stream when the structure lies in one; -1 when unknown.</summary>
    public long Offset { get; }

    /// <summary>The reason alone, without place.</summary>
    public string Reason { get; }
}
