using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.IdDocument.PassiveAuthentication;

/// <summary>
/// Certificates of document signers as they were read, the last few of each thread: one signs a hundred thousand documents. A
/// certificate is taken from here only for the very same bytes, and is kept in bytes of its own, so that nothing of a document stays.
/// </summary>
internal static class RecentSigners
{
    private const int Kept = 8;
    private const int LargestBytes = 4096;

    [ThreadStatic]
    private static Certificate?[]? _kept;

    [ThreadStatic]
    private static int _next;

    /// <exception cref="RemoteVerify.Pki.PkiFormatException">It is no certificate.</exception>
    public static Certificate Read(ReadOnlyMemory<byte> der)
    {
        Certificate?[] kept = _kept ??= new Certificate?[Kept];
        foreach (Certificate? one in kept)
        {
            if (one is not null && one.Encoded.Span.SequenceEqual(der.Span))
            {
                return one;
            }
        }

        if (der.Length > LargestBytes)
        {
            return Certificate.Read(der);
        }

        Certificate read = Certificate.Read(der.ToArray());
        kept[_next] = read;
        _next = (_next + 1) % Kept;
        return read;
    }
}
