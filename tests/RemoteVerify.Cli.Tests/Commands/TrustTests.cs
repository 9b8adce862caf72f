using System.Text.Json;

namespace RemoteVerify.Cli.Tests;

/// <summary>The operator's way: write a list, sign it, check it, validate with it.</summary>
public class TrustTests
{
    private static readonly Dictionary<string, string> Secret = new() { ["RV_TEST_P12"] = "secret" };

    [Fact]
    public async Task List_SignedAndUsed_NamesTheKindOfASignature()
    {
        using ScratchFolder folder = await WithListAsync("official-duty", "2099-01-01T00:00:00Z");
        (await CommandLine.RunWithAsync(Secret, "trust", "sign", folder["list.json"], folder["list.signed"], "--p12", folder["key.p12"], "--password-env", "RV_TEST_P12", "--json")).Expect(0);
        JsonElement list = (await CommandLine.RunAsync("trust", "check", folder["list.signed"], "--key", folder["certificate.pem"], "--json")).Expect(0).Json;
        Assert.Equal("GOOD", list.GetProperty("verdict").GetString());
        Assert.Equal("official-duty", list.GetProperty("anchors")[0].GetProperty("kind").GetString());

        // Whoever signs with the operator's own certificate is under the anchor that the list names.
        await SignAsync(folder);
        string[] validate = ["pdf", "validate", folder["signed.pdf"], "--trust-list", folder["list.signed"], "--trust-list-key", folder["certificate.pem"]];
        JsonElement report = (await CommandLine.RunAsync([.. validate, "--json"])).Expect(0).Json;
        JsonElement signature = report.GetProperty("signatures")[0];
        Assert.Equal("official-duty", signature.GetProperty("kind").GetString());
        Assert.Equal("Gốc công vụ", signature.GetProperty("anchor").GetProperty("nameVi").GetString());
        Assert.Contains("chữ ký số chuyên dùng công vụ", signature.GetProperty("summary").GetProperty("vi").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("Chữ ký hợp lệ. Tài liệu không bị thay đổi sau khi ký.",
            (await CommandLine.RunAsync([.. validate, "--language", "vi"])).Expect(0).Output, StringComparison.Ordinal);
        Assert.Contains("5.2.7 cryptographic verification", (await CommandLine.RunAsync([.. validate, "--detailed"])).Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_ChangedExpiredOrOfUnknownKind_IsNotUsed()
    {
        using ScratchFolder folder = await WithListAsync("public", "2026-01-02T00:00:00Z");
        (await CommandLine.RunWithAsync(Secret, "trust", "sign", folder["list.json"], folder["list.signed"], "--p12", folder["key.p12"], "--password-env", "RV_TEST_P12")).Expect(0);
        CommandAnswer expired = (await CommandLine.RunAsync("trust", "check", folder["list.signed"], "--key", folder["certificate.pem"], "--json")).Expect(1);
        Assert.Equal("EXPIRED", expired.Json.GetProperty("verdict").GetString());
        Assert.Equal("GOOD", (await CommandLine.RunAsync(
            "trust", "check", folder["list.signed"], "--key", folder["certificate.pem"], "--at", "2026-01-01T12:00:00Z", "--json")).Expect(0).Json.GetProperty("verdict").GetString());

        await SignAsync(folder);
        (await CommandLine.RunAsync("pdf", "validate", folder["signed.pdf"], "--trust-list", folder["list.signed"], "--trust-list-key", folder["certificate.pem"]))
            .ExpectMessage(2, "must not be used");
        (await CommandLine.RunAsync("pdf", "validate", folder["signed.pdf"], "--trust-list", folder["list.signed"])).ExpectMessage(2, "--trust-list-key");
        (await CommandLine.RunAsync("trust", "check", folder["list.json"], "--key", folder["certificate.pem"])).ExpectMessage(2, "no signed list");

        folder.Write("wrong.json", System.Text.Encoding.UTF8.GetBytes(File.ReadAllText(folder["list.json"]).Replace("\"public\"", "\"royal\"", StringComparison.Ordinal)));
        (await CommandLine.RunWithAsync(Secret, "trust", "sign", folder["wrong.json"], folder["w.signed"], "--p12", folder["key.p12"], "--password-env", "RV_TEST_P12")).ExpectMessage(2, "unknown kind");
    }

    [Fact]
    public async Task Policy_ThatRefusesTheKey_IsNamedInTheReport()
    {
        using ScratchFolder folder = await WithListAsync("public", "2099-01-01T00:00:00Z");
        await SignAsync(folder);
        folder.Write("policy.json", """{ "name": "strict", "algorithms": { "minimumRsaBits": 3072 }, "ocspDistance": { "mostBefore": "00:00:00" } }"""u8);
        JsonElement report = (await CommandLine.RunAsync(
            "pdf", "validate", folder["signed.pdf"], "--trust", folder["certificate.pem"], "--policy", folder["policy.json"], "--json")).Expect(1).Json;

        Assert.Equal("strict", report.GetProperty("policy").GetString());
        Assert.Equal("CRYPTO_CONSTRAINTS_FAILURE_NO_POE", report.GetProperty("subIndication").GetString());
        folder.Write("policy.json", """{ "algoritms": {} }"""u8);
        (await CommandLine.RunAsync("pdf", "validate", folder["signed.pdf"], "--policy", folder["policy.json"])).ExpectMessage(2, "no policy");
    }

    private static async Task SignAsync(ScratchFolder folder) => (await CommandLine.RunWithAsync(
        Secret, "pdf", "sign", folder["plain.pdf"], folder["signed.pdf"], "--p12", folder["key.p12"], "--password-env", "RV_TEST_P12", "--json")).Expect(0);

    /// <summary>key.p12, certificate.pem, plain.pdf and an unsigned list with that certificate as its only anchor.</summary>
    private static async Task<ScratchFolder> WithListAsync(string kind, string nextUpdate)
    {
        ScratchFolder folder = new();
        (await CommandLine.ToolAsync(
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=Operator of a test", "-addext", "keyUsage=critical,digitalSignature,nonRepudiation",
            "-keyout", folder["key.pem"], "-out", folder["certificate.pem"])).Expect(0);
        (await CommandLine.ToolAsync(
            "openssl", "pkcs12", "-export", "-inkey", folder["key.pem"], "-in", folder["certificate.pem"], "-out", folder["key.p12"], "-passout", "pass:secret")).Expect(0);
        string der = string.Concat(File.ReadAllLines(folder["certificate.pem"]).Where(line => !line.StartsWith('-')));
        folder.Write("list.json", System.Text.Encoding.UTF8.GetBytes($$"""
            { "version": 1, "sequence": 3, "operator": { "vi": "Cơ quan mẫu", "en": "Sample authority" },
              "issuedAt": "2026-01-01T00:00:00Z", "nextUpdate": "{{nextUpdate}}",
              "anchors": [ { "certificate": "{{der}}", "kind": "{{kind}}", "name": { "vi": "Gốc công vụ", "en": "Duty root" }, "periods": [] } ] }
            """));
        folder.Write("plain.pdf", """
            %PDF-1.7
            1 0 obj
            << /Type /Catalog /Pages 2 0 R >>
            endobj
            2 0 obj
            << /Type /Pages /Kids [3 0 R] /Count 1 >>
            endobj
            3 0 obj
            << /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>
            endobj
            xref
            0 4
            0000000000 65535 f 
            0000000009 00000 n 
            0000000058 00000 n 
            0000000115 00000 n 
            trailer
            << /Size 4 /Root 1 0 R >>
            startxref
            186
            %%EOF

            """u8);
        return folder;
    }
}
