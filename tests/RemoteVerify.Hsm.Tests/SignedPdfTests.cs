using System.Security.Cryptography;
using System.Text;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Hsm.Tests;

public class SignedPdfTests
{
    [SkippableTheory]
    [InlineData("rsa", false)]
    [InlineData("rsa", true)]
    [InlineData("p256", false)]
    public async Task SignAsync_WithTheTokensKey_IsValidAndTrustedForPdfsigOpensslAndHere(string name, bool pss)
    {
        SoftToken token = SoftToken.Shared;
        using Pkcs11Key key = token.Open(name, pss ? SignatureScheme.RsaPss(HashAlgorithmName.SHA256) : null);
        CertifiedKey signer = new(token.CertificateOf(name), [SoftToken.Hierarchy.IssuingAuthority.Certificate, SoftToken.Hierarchy.Root], key);
        byte[] original = OnePage();

        SignResult result = await PadesSigner.SignAsync(original, new SignatureRequest { SigningTime = SoftToken.Now }, signer, null, new PdfOpenOptions(), CancellationToken.None);

        byte[] signed = Assert.IsType<SignResult.Signed>(result).Pdf;
        Assert.True(signed.AsSpan().StartsWith(original));
        string folder = Directory.CreateTempSubdirectory("rv-hsm-pdf-").FullName;
        try
        {
            string file = Path.Combine(folder, "signed.pdf"), root = Path.Combine(folder, "root.pem"), database = "sql:" + Directory.CreateDirectory(Path.Combine(folder, "nss")).FullName;
            File.WriteAllBytes(file, signed);
            File.WriteAllText(root, PemEncoding.WriteString("CERTIFICATE", SoftToken.Hierarchy.Root.Encoded.Span));
            SoftToken.Run("certutil", "-N", "-d", database, "--empty-password");
            SoftToken.Run("certutil", "-A", "-d", database, "-n", "root", "-t", "CT,C,C", "-i", root);
            string report = SoftToken.Run("pdfsig", "-nssdir", database, file);
            Assert.Contains("Signature is Valid.", report, StringComparison.Ordinal);
            Assert.Contains("Certificate is Trusted.", report, StringComparison.Ordinal);
            Assert.Contains("Total document signed", report, StringComparison.Ordinal);
            VerifyByOpenSsl(signed, folder, root);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Assert.Equal(Indication.TotalPassed, Assert.Single(PadesValidator.Validate(signed, new ValidationOptions
        {
            At = SoftToken.Now.AddMinutes(1),
            Anchors = [SoftToken.Hierarchy.Root],
            Crls = [SoftToken.Hierarchy.Parent.IssueCrl([], 1, SoftToken.Now, SoftToken.Now.AddDays(1)).Encoded, SoftToken.Hierarchy.Authority.IssueCrl([], 1, SoftToken.Now, SoftToken.Now.AddDays(1)).Encoded],
        }).Signatures).Indication);
    }

    private static void VerifyByOpenSsl(byte[] signed, string folder, string root)
    {
        string text = Encoding.Latin1.GetString(signed);
        int open = text.LastIndexOf("/Contents", StringComparison.Ordinal);
        open = text.IndexOf('<', open);
        int close = text.IndexOf('>', open);
        File.WriteAllBytes(Path.Combine(folder, "cms.der"), Convert.FromHexString(text[(open + 1)..close]));
        File.WriteAllBytes(Path.Combine(folder, "content"), [.. signed[..open], .. signed[(close + 1)..]]);
        SoftToken.Run(
            "openssl", "cms", "-verify", "-binary", "-cades", "-purpose", "any", "-inform", "DER", "-in", Path.Combine(folder, "cms.der"), "-content", Path.Combine(folder, "content"),
            "-CAfile", root, "-out", "/dev/null");
    }

    private static byte[] OnePage()
    {
        StringBuilder pdf = new("%PDF-1.7\n");
        string[] objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>"];
        List<int> offsets = [];
        foreach (string value in objects)
        {
            offsets.Add(pdf.Length);
            pdf.Append($"{offsets.Count} 0 obj\n{value}\nendobj\n");
        }

        int table = pdf.Length;
        pdf.Append("xref\n0 4\n0000000000 65535 f \n").AppendJoin("", offsets.Select(offset => $"{offset:D10} 00000 n \n"));
        return Encoding.ASCII.GetBytes(pdf.Append($"trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n").ToString());
    }
}
