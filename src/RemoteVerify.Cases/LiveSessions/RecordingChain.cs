using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RemoteVerify.Cases.LiveSessions;

/// <summary>
/// The hash over the pieces of a recording, so that none can be left out, changed or put elsewhere. It begins with
/// <c>SHA-256("remoteverify-live-recording-1" LF room LF recording LF media type LF begin)</c>, begin as <c>yyyy-MM-ddTHH:mm:ss.fffZ</c>; each piece makes it
/// <c>SHA-256(chain before || SHA-256(piece))</c>.
/// </summary>
public static class RecordingChain
{
    /// <summary>The chain before the first piece.</summary>
    public static Sha256Digest Begin(Guid room, string recording, string contentType, DateTimeOffset from) => Sha256Digest.Of(Encoding.UTF8.GetBytes(string.Join(
        '\n', "remoteverify-live-recording-1", room.ToString("D"), recording, contentType, from.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture))));

    /// <summary>The chain after one more piece.</summary>
    public static Sha256Digest Add(Sha256Digest chain, Sha256Digest piece)
    {
        byte[] both = [.. Convert.FromHexString(chain.Hex), .. Convert.FromHexString(piece.Hex)];
        return Sha256Digest.Of(both);
    }
}
