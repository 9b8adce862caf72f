namespace RemoteVerify.IdDocument;

/// <summary>
/// Bytes or text that are not what they claim to be. The message names a structure and a place, never what stands there:
/// an identity document is personal data from its first byte to its last.
/// </summary>
public sealed class IdDocumentFormatException : Exception
{
    /// <param name="structure">What was being read, in the standard's words (<c>EF.DG1</c>, <c>MRZ</c>).</param>
    /// <param name="offset">Offset of the trouble in bytes (in characters for text), counted from the start of what was handed in.</param>
    /// <param name="message">What is wrong, without any value of the document.</param>
    public IdDocumentFormatException(string structure, long offset, string message, Exception? inner = null)
        : base($"{structure}, offset {offset}: {message}", inner)
    {
        Structure = structure;
        Offset = offset;
    }

    public string Structure { get; }

    public long Offset { get; }
}
