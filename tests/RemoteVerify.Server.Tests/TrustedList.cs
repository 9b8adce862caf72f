using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Server.Tests;

/// <summary>A signed list of anchors with one root, as an operator lays it beside the service.</summary>
internal sealed class TrustedList(params (byte[] Root, string Kind)[] roots) : IDisposable
{
    public TrustedList(byte[] root, string kind = "special-purpose") : this((root, kind))
    {
    }

    private readonly SoftwareKey _operator = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);

    public string File { get; private set; } = "";

    public string KeyFile { get; private set; } = "";

    public async Task WriteAsync(string folder)
    {
        (File, KeyFile) = (Path.Combine(folder, "anchors.p7s"), Path.Combine(folder, "operator.pem"));
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        byte[] payload = JsonSerializer.SerializeToUtf8Bytes(new
        {
            version = 1,
            sequence = 1,
            @operator = new { vi = "Đơn vị mẫu", en = "Sample operator" },
            issuedAt = Time(now.AddDays(-1)),
            nextUpdate = Time(now.AddDays(20)),
            anchors = roots.Select(listed => new
            {
                certificate = Convert.ToBase64String(listed.Root), kind = listed.Kind, name = new { vi = "Gốc mẫu", en = "Sample root" }, periods = Array.Empty<object>(),
            }),
        });
        await System.IO.File.WriteAllBytesAsync(File, await SignedTrustList.SignAsync(payload, _operator, default));
        using ECDsa key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(_operator.PublicKey.Encoded.Span, out _);
        await System.IO.File.WriteAllTextAsync(KeyFile, key.ExportSubjectPublicKeyInfoPem());
    }

    public void Dispose() => _operator.Dispose();

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
