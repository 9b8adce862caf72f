using RemoteVerify.Pdf.Encryption;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.TestKit;

namespace RemoteVerify.Pdf.Tests.Encryption;

public sealed class PdfDecryptionTests
{
    [SkippableTheory]
    [InlineData("ph-minimal-aes256.pdf", "usersecret", PdfCipher.Aes256, false)]
    [InlineData("ph-minimal-aes256.pdf", "ownersecret", PdfCipher.Aes256, true)]
    [InlineData("ph-minimal-rc4.pdf", "usersecret", PdfCipher.Rc4, false)]
    [InlineData("ph-minimal-rc4.pdf", "ownersecret", PdfCipher.Rc4, true)]
    [InlineData("ds-protected_open_protected.pdf", " ", PdfCipher.Aes128, true)]
    [InlineData("qp-V4-aes.pdf", null, PdfCipher.Aes128, true)]
    public void Open_RightPassword_DecryptsTheFirstPage(string name, string? password, PdfCipher cipher, bool owner)
    {
        var document = Open(name, password);

        Assert.Equal(cipher, document.Encryption!.Streams);
        Assert.Equal(owner, document.Encryption.OpenedAsOwner);
        var page = PageTree.Read(document.Latest)[0].Dictionary;
        var contents = document.Latest.Resolve(page["Contents"]);
        var stream = Assert.IsType<PdfStream>(contents is PdfArray list ? document.Latest.Resolve(list[0]) : contents);
        Assert.Contains("T", System.Text.Encoding.Latin1.GetString(document.Decode(stream).Span), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("ph-minimal-aes256.pdf", null)]
    [InlineData("ph-minimal-aes256.pdf", "wrong")]
    [InlineData("ph-minimal-rc4.pdf", "wrong")]
    [InlineData("ds-protected_open_protected.pdf", "wrong")]
    public void Open_WrongPassword_SaysSo(string name, string? password) =>
        Assert.Throws<PdfPasswordException>(() => Open(name, password));

    [SkippableFact]
    public void Open_WithoutOwnerPassword_TellsThatChangesAreForbidden()
    {
        var encryption = Open("ds-protected_edition_protected_none.pdf", null).Encryption!;

        Assert.False(encryption.MayModify);
        Assert.False(encryption.MayFillForms);
        Assert.True(Open("ds-protected_edition_protected_none.pdf", " ").Encryption!.MayModify);
    }

    [Fact]
    public void ToString_OfOptions_HidesThePassword() =>
        Assert.DoesNotContain("secret", new PdfOpenOptions { Password = "secret" }.ToString(), StringComparison.Ordinal);

    private static PdfDocument Open(string name, string? password) =>
        PdfDocument.Open(File.ReadAllBytes(Path.Combine(TestMaterial.Corpus, "pdf", name)), new PdfOpenOptions { Password = password });
}
