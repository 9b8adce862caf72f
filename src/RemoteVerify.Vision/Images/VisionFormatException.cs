namespace RemoteVerify.Vision.Images;

/// <summary>The bytes are not an image or a model that this room accepts; the only exception that hostile bytes can cause.</summary>
public sealed class VisionFormatException : Exception
{
    /// <param name="structure">The structure that is broken or refused, e.g. <c>JPEG SOF</c>.</param>
    /// <param name="offset">Byte offset of that structure; -1 when the decoder gave none.</param>
    /// <param name="message">What is wrong; never quotes the content.</param>
    public VisionFormatException(string structure, long offset, string message)
        : base(offset < 0 ? $"{structure}: {message}" : $"{structure} at byte {offset}: {message}")
    {
        Structure = structure;
        Offset = offset;
    }

    public string Structure { get; }

    public long Offset { get; }
}
