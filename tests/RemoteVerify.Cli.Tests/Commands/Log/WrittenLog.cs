using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RemoteVerify.Cli.Tests.Commands.Log;

/// <summary>A log written from the published formats with the base library alone (RFC 6962, C2SP signed notes), so that our own writer is not its own witness.</summary>
internal sealed class WrittenLog : IDisposable
{
    private const string Name = "log.example/test";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static byte[] Leaf(string text) => SHA256.HashData([0, .. Encoding.UTF8.GetBytes(text)]);

    /// <summary>Writes the three files.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="signed">The leaves that the checkpoint is signed over.</param>
    /// <param name="shown">The leaves that are handed out; null for the same.</param>
    public void Write(string folder, IReadOnlyList<byte[]> signed, IReadOnlyList<byte[]>? shown = null)
    {
        string text = $"{Name}\n{signed.Count}\n{Convert.ToBase64String(Root(signed))}\n";
        byte[] spki = _key.ExportSubjectPublicKeyInfo();
        byte[] keyId = SHA256.HashData([.. Encoding.UTF8.GetBytes(Name), 0x0a, 0xff, .. "remoteverify/ecdsa-p256-sha256"u8, .. spki])[..4];
        byte[] signature = _key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        File.WriteAllText(Path.Combine(folder, "checkpoint.txt"), $"{text}\n\u2014 {Name} {Convert.ToBase64String([.. keyId, .. signature])}\n");
        File.WriteAllText(Path.Combine(folder, "key.json"), JsonSerializer.Serialize(new { origin = Name, name = Name, subjectPublicKeyInfo = spki }));
        File.WriteAllText(Path.Combine(folder, "leaves.json"), JsonSerializer.Serialize(shown ?? signed));
    }

    public void Dispose() => _key.Dispose();

    private static byte[] Root(IReadOnlyList<byte[]> leaves)
    {
        if (leaves.Count < 2)
        {
            return leaves.Count == 0 ? SHA256.HashData([]) : leaves[0];
        }

        int split = 1;
        while (split * 2 < leaves.Count)
        {
            split *= 2;
        }

        return SHA256.HashData([1, .. Root([.. leaves.Take(split)]), .. Root([.. leaves.Skip(split)])]);
    }
}
