using System.Collections.Concurrent;
using System.Security.Cryptography;
using RemoteVerify.Cases;

namespace RemoteVerify.Server.Capture;

/// <summary>The lines of this node that are made of posts, each by a secret that its first answer told and for one verification alone.</summary>
public sealed class PostedLines
{
    private readonly ConcurrentDictionary<string, (VerificationId Verification, PostedSocket Socket)> _lines = new(StringComparer.Ordinal);

    /// <summary>Lines that are in use.</summary>
    public int Count => _lines.Count;

    internal string Add(VerificationId verification, PostedSocket socket)
    {
        string secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _lines[secret] = (verification, socket);
        return secret;
    }

    internal PostedSocket? Find(string secret, VerificationId verification) =>
        _lines.TryGetValue(secret, out (VerificationId Verification, PostedSocket Socket) line) && line.Verification == verification ? line.Socket : null;

    internal void Remove(string secret) => _lines.TryRemove(secret, out _);
}
