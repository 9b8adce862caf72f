namespace RemoteVerify.Pki;

/// <summary>Bytes that are not what they claim to be; the only exception that hostile input to this room raises.</summary>
public sealed class PkiFormatException : Exception
{
    /// <param name="structure">The structure being read, as its standard names it.</param>
    /// <param name="offset">Bytes from the start of the value handed to the reader.</param>
    /// <param name="message">What is wrong; never contains the bytes themselves.</param>
    /// <param name="innerException">The decoder's own complaint, where there was one.</param>
    public PkiFormatException(string structure, long offset, string message, Exception? innerException = null)
        : base($"{structure}, byte {offset}: {message}", innerException)
    {
        Structure = structure;
        Offset = offset;
    }

    /// <summary>The structure being read, as its standard names it.</summary>
    public string Structure { get; }

    /// <summary>Bytes from the start of the value handed to the reader.</summary>
    public long Offset { get; }
}
