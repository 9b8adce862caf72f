using RemoteVerify.Pades.Signing;
using RemoteVerify.Pdf.Encryption;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pades.Tests.Signing;

/// <summary>Files that qpdf encrypted in every way that it knows, opened with each of their passwords.</summary>
public sealed class EncryptedInputTests : IDisposable
{
    private readonly OutsideTools _tools = new();

    public static TheoryData<string, string, int, PdfCipher> Ways
    {
        get
        {
            TheoryData<string, string, int, PdfCipher> ways = [];
            foreach (string passwords in new[] { "user owner", " owner", "same same", " " })
            {
                ways.Add("40", passwords, 2, PdfCipher.Rc4);
                ways.Add("128 --use-aes=n", passwords, 3, PdfCipher.Rc4);
                ways.Add("128 --use-aes=n --force-V4", passwords, 4, PdfCipher.Rc4);
                ways.Add("128 --use-aes=y", passwords, 4, PdfCipher.Aes128);
                ways.Add("128 --use-aes=y --cleartext-metadata", passwords, 4, PdfCipher.Aes128);
                ways.Add("256 --force-R5", passwords, 5, PdfCipher.Aes256);
                ways.Add("256", passwords, 6, PdfCipher.Aes256);
                ways.Add("256 --cleartext-metadata", passwords, 6, PdfCipher.Aes256);
            }

            return ways;
        }
    }

    public void Dispose() => _tools.Dispose();

    [SkippableTheory]
    [MemberData(nameof(Ways))]
    public async Task SignAsync_EncryptedByQpdf_StaysValidWithEveryPassword(string how, string passwords, int revision, PdfCipher cipher)
    {
        string[] pair = passwords.Split(' ');
        byte[] input = Encrypted(how, pair, "generate");
        foreach (string password in pair.Distinct())
        {
            PdfOpenOptions open = new() { Password = password };
            PdfEncryption found = PdfDocument.Open(input, open).Encryption!;
            Assert.Equal((revision, cipher), (found.Revision, found.Streams));
            SignResult result = await PadesSigner.SignAsync(input, PadesSignerTests.Request(), SigningMaterial.P256, null, open, default);
            if (cipher == PdfCipher.Rc4)
            {
                Assert.Equal(RefusalCode.EncryptionNotSupported, Assert.IsType<SignResult.Refused>(result).Code);
                continue;
            }

            RequireAccepted(Assert.IsType<SignResult.Signed>(result).Pdf, password);
        }

        if (pair[0].Length > 0)
        {
            Assert.Equal(RefusalCode.PasswordRequired, await RefusalAsync(input, null));
        }

        Assert.Equal(pair[0].Length > 0 ? RefusalCode.PasswordRequired : null, await RefusalAsync(input, "neither of them", cipher));
    }

    [SkippableTheory]
    [InlineData("256 --modify=none", RefusalCode.ForbiddenByPermissions)]
    [InlineData("128 --use-aes=y --modify=none", RefusalCode.ForbiddenByPermissions)]
    [InlineData("256 --modify=form", RefusalCode.ForbiddenByPermissions)]
    [InlineData("256 --modify=all", null)]
    public async Task SignAsync_PermissionsOfTheFile_BindTheUserAndNotTheOwner(string how, RefusalCode? expected)
    {
        byte[] input = Encrypted(how, ["user", "owner"], "preserve");

        Assert.Equal(expected, await RefusalAsync(input, "user"));
        Assert.Null(await RefusalAsync(input, "owner"));
    }

    private async Task<RefusalCode?> RefusalAsync(byte[] input, string? password, PdfCipher cipher = PdfCipher.None)
    {
        SignResult result = await PadesSigner.SignAsync(input, PadesSignerTests.Request(), SigningMaterial.P256, null, new PdfOpenOptions { Password = password }, default);
        return (result as SignResult.Refused)?.Code is { } code && (code != RefusalCode.EncryptionNotSupported || cipher != PdfCipher.Rc4) ? code : null;
    }

    private byte[] Encrypted(string how, string[] passwords, string objectStreams)
    {
        string plain = _tools.Put("plain.pdf", new OddPdf().WithTable());
        string target = Path.Combine(_tools.Folder, "encrypted.pdf");
        string[] words = how.Split(' ');
        (int exit, string said) = _tools.Run(
            "qpdf", [plain, "--allow-weak-crypto", "--object-streams=" + objectStreams, "--encrypt", passwords[0], passwords[1], .. words, "--", target]);
        Assert.True(exit == 0, said);
        return File.ReadAllBytes(target);
    }

    private void RequireAccepted(byte[] signed, string password)
    {
        string file = _tools.Put("signed.pdf", signed);
        Assert.Contains("Signature is Valid.", _tools.Run("pdfsig", "-nocert", "-upw", password, "-opw", password, file).Output, StringComparison.Ordinal);
        (int exit, string check) = _tools.Run("qpdf", "--password=" + password, "--check", file);
        Assert.True(exit == 0, check);
    }
}
