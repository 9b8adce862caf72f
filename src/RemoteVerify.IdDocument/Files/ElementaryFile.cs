// ICAO Doc 9303-10 clause 4.6: every elementary file is one data object; readers meet padding behind it.
namespace RemoteVerify.IdDocument.Files;

/// <summary>The one data object of a file, without the padding that some readers leave behind it.</summary>
public static class ElementaryFile
{
    /// <summary>A file may not be larger than this (2 MiB; the largest portraits seen are below 100 KiB).</summary>
    public const int MaxBytes = 2 * 1024 * 1024;

    /// <summary>Reads the outer data object and insists on its tag.</summary>
    public static TlvElement Read(ReadOnlyMemory<byte> file, int expectedTag, string structure)
    {
        if (file.Length > MaxBytes)
        {
            throw new IdDocumentFormatException(structure, 0, $"larger than {MaxBytes} bytes");
        }

        return new TlvReader(file, structure).Read(expectedTag);
    }
}
