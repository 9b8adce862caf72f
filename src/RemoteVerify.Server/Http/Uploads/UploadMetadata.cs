using System.Text;
using RemoteVerify.Cases;

namespace RemoteVerify.Server.Http.Uploads;

/// <summary>What is used of the header <c>Upload-Metadata</c>; names of files may name people and are not kept.</summary>
/// <param name="Sha256">Lower-case hexadecimal, or null.</param>
internal sealed record UploadMetadata(string MediaType, string? Sha256)
{
    /// <summary>Reads pairs of a key and a Base64 value; null when they are malformed.</summary>
    public static UploadMetadata? Read(string header, int longest)
    {
        if (header.Length > longest)
        {
            return null;
        }

        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (string pair in header.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] parts = pair.Split(' ', 2);
            byte[] bytes = new byte[longest];
            if (!Convert.TryFromBase64String(parts.Length == 2 ? parts[1] : string.Empty, bytes, out int length) || !values.TryAdd(parts[0], Encoding.UTF8.GetString(bytes, 0, length)))
            {
                return null;
            }
        }

        string? hash = values.GetValueOrDefault("sha256");
        if (hash is not null && !Sha256Digest.TryParse(hash, out _))
        {
            return null;
        }

        return new UploadMetadata((values.GetValueOrDefault("filetype") ?? string.Empty).Trim().ToLowerInvariant(), hash?.ToLowerInvariant());
    }
}
