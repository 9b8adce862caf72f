using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RemoteVerify.Signer.Pairing;

/// <summary>A service whose pages may ask.</summary>
/// <param name="Origin">As browsers write it.</param>
/// <param name="TokenSha256">SHA-256 of the token; the token itself is nowhere on this machine.</param>
/// <param name="PairedAt">When.</param>
internal sealed record PairedOrigin(string Origin, string TokenSha256, DateTimeOffset PairedAt);

/// <summary>The pairings, in a file that only its owner may read. Read anew at every question, so that ending a pairing counts at once.</summary>
internal sealed class PairingFile(string folder)
{
    // 20 signs of 32: 100 bits, so that nobody finds one by trying; no signs that look alike.
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int Groups = 4;
    private const int GroupLength = 5;

    private string Place => Path.Combine(folder, "pairings.json");

    /// <summary>Pairs anew; an older token of this origin ends. The token is told here and never again.</summary>
    public string Pair(Origin origin, DateTimeOffset now)
    {
        string token = string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Alphabet, GroupLength)));
        Write([.. Read().Where(known => known.Origin != origin.Value), new PairedOrigin(origin.Value, Hash(token), now)]);
        return token;
    }

    /// <summary>False when it was not paired.</summary>
    public bool Remove(Origin origin)
    {
        PairedOrigin[] before = Read();
        Write([.. before.Where(known => known.Origin != origin.Value)]);
        return before.Any(known => known.Origin == origin.Value);
    }

    /// <summary>Whether pages of this origin may ask at all.</summary>
    public bool Knows(string origin) => Read().Any(known => known.Origin == origin);

    /// <summary>Whether this is the token that was shown for the origin.</summary>
    public bool Accepts(string origin, string? token)
    {
        byte[] given = Encoding.ASCII.GetBytes(Hash((token ?? "").Trim().ToUpperInvariant()));
        bool found = false;
        foreach (PairedOrigin known in Read().Where(known => known.Origin == origin))
        {
            found |= CryptographicOperations.FixedTimeEquals(given, Encoding.ASCII.GetBytes(known.TokenSha256));
        }

        return found;
    }

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private PairedOrigin[] Read()
    {
        try
        {
            return JsonSerializer.Deserialize<PairedOrigin[]>(File.ReadAllBytes(Place), JsonSerializerOptions.Web) ?? [];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (JsonException e)
        {
            throw new IOException($"{Place} is damaged. Delete it and pair the services again.", e);
        }
    }

    private void Write(PairedOrigin[] pairings)
    {
        Directory.CreateDirectory(folder);
        string next = Place + ".new";
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (FileStream file = new(next, options))
        {
            JsonSerializer.Serialize(file, pairings, JsonSerializerOptions.Web);
        }

        File.Move(next, Place, overwrite: true);
    }
}
