using System.Security.Cryptography;
using RemoteVerify.Pades.Appearance;
using RemoteVerify.Pades.LongTerm;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Tests.LongTerm;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pki.Keys;
using RemoteVerify.TestKit;

namespace RemoteVerify.Pades.Tests.Signing;

/// <summary>One way into every refusal; a code without one fails the test, so the list stays complete.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly OutsideTools _tools = new();

    public void Dispose() => _tools.Dispose();

    [SkippableTheory]
    [MemberData(nameof(Codes))]
    public async Task SignAsync_WhatTheCodeStandsFor_IsRefusedWithIt(RefusalCode code)
    {
        SignResult result = await Provoke(code);

        SignResult.Refused refused = Assert.IsType<SignResult.Refused>(result);
        Assert.Equal(code, refused.Code);
        Assert.True(refused.Message.Length > 20, "a refusal says why");
    }

    public static TheoryData<RefusalCode> Codes() => [.. Enum.GetValues<RefusalCode>()];

    private async Task<SignResult> Provoke(RefusalCode code) => code switch
    {
        RefusalCode.BrokenFile => await Sign(SigningMaterial.OnePage()[..^200]),
        RefusalCode.FileTooLarge => await PadesSigner.SignAsync(HugeMemory.Largest, Request(), SigningMaterial.P256, null, null, default),
        RefusalCode.PasswordRequired => await Sign(Encrypted("aes256", []), open: new PdfOpenOptions { Password = "khac" }),
        RefusalCode.EncryptionNotSupported => await Sign(Encrypted("rc4", ["--allow-weak-crypto"]), open: Reader),
        RefusalCode.ForbiddenByPermissions => await Sign(Encrypted("aes256", ["--modify=none"]), open: Reader),
        RefusalCode.ForbiddenByCertification => await Sign(await Certified(1), Request() with { FieldName = "B" }),
        RefusalCode.NewFieldForbiddenByCertification => await Sign(await Certified(2)),
        RefusalCode.LockedByEarlierSignature => await Sign(await Locked(), Request() with { FieldName = "B" }),
        RefusalCode.CertificationMustBeFirst => await Sign(await SignedOnce(), Request() with { CertificationLevel = 2 }),
        RefusalCode.FieldAlreadySigned => await Sign(await SignedOnce(), Request() with { FieldName = "A" }),
        RefusalCode.FieldNotFound => await Sign(WithFields(), Request() with { FieldName = "C", RequireExistingField = true }),
        RefusalCode.NameInUse => await Sign(RawPdf.Page("", "/AcroForm << /Fields [6 0 R] >>", "<< /FT /Tx /T (A) >>"), Request() with { FieldName = "A" }),
        RefusalCode.NameNotUsable => await Sign(WithFields(), Request() with { FieldName = "Nhom." }),
        RefusalCode.FieldNotSupported => await Sign(RawPdf.Page("", "/AcroForm << /Fields [<< /FT /Sig /T (A) >>] >>"), Request() with { FieldName = "A" }),
        RefusalCode.FieldNotVisible => await Sign(WithFields(), Request() with { FieldName = "A", VisibleAppearance = Look(1) }),
        RefusalCode.PageNotFound => await Sign(WithFields(), Request() with { VisibleAppearance = Look(2) }),
        RefusalCode.PlaceOutsidePage => await Sign(WithFields(), Request() with { VisibleAppearance = Look(1) with { Rectangle = new Frame(700, 10, 100, 40) } }),
        RefusalCode.XfaForm => await Sign(RawPdf.Page("", "/AcroForm << /Fields [] /XFA [] >>")),
        RefusalCode.TimestampMissing => await PadesSigner.SignAsync(WithFields(), Request() with { Profile = SignatureProfile.BT }, SigningMaterial.P256, null, null, default),
        RefusalCode.ValidationMaterialMissing => await LongTerm(SigningMaterial.P256, new ListSource([])),
        RefusalCode.CertificateRevoked => await LongTerm(SigningMaterial.P256, new ListSource([SigningMaterial.CrlWith(SigningMaterial.P256.Certificate)])),
        RefusalCode.EarlierSignatureNotValid => await LongTermRenewal.RenewAsync(await Forged(), Options(new ListSource([SigningMaterial.EmptyCrl()])), SigningMaterial.Tsa, default),
        _ => throw new InvalidOperationException($"There is no test that brings about {code}."),
    };

    private static PdfOpenOptions Reader => new() { Password = InputKinds.UserPassword };

    private static SignatureRequest Request() => PadesSignerTests.Request();

    private static Task<SignResult> Sign(byte[] pdf, SignatureRequest? request = null, PdfOpenOptions? open = null) =>
        PadesSignerTests.TrySign(pdf, request ?? Request(), open: open);

    private static VisibleAppearance Look(int page) => new() { Fonts = SigningMaterial.Fonts(), PageNumber = page, Rectangle = new Frame(10, 10, 100, 40) };

    private static byte[] WithFields(FieldLock? fieldLock = null) => SignatureFields.Add(
        SigningMaterial.OnePage(), [new SignatureFieldSpec { Name = "A", Lock = fieldLock }, new SignatureFieldSpec { Name = "B" }]);

    private static Task<byte[]> Certified(int level) =>
        PadesSignerTests.Sign(WithFields(), Request() with { FieldName = "A", CertificationLevel = level }, SigningMaterial.P256);

    private static Task<byte[]> Locked() =>
        PadesSignerTests.Sign(WithFields(new FieldLock(FieldLockAction.All, [])), Request() with { FieldName = "A" }, SigningMaterial.P256);

    private static Task<byte[]> SignedOnce() => PadesSignerTests.Sign(WithFields(), Request() with { FieldName = "A" }, SigningMaterial.P256);

    /// <summary>A signed page whose text was changed afterwards.</summary>
    private static async Task<byte[]> Forged()
    {
        byte[] signed = await PadesSignerTests.Sign(RawPdf.Page(), Request(), SigningMaterial.P256);
        signed[signed.AsSpan().IndexOf("Raw page"u8)] = (byte)'S';
        return signed;
    }

    private static Task<SignResult> LongTerm(CertifiedKey key, IValidationMaterialSource source) => LongTermSigner.SignAsync(
        SigningMaterial.OnePage(), Request() with { Profile = SignatureProfile.BLt }, key, SigningMaterial.Tsa, Options(source), default);

    private static LongTermOptions Options(IValidationMaterialSource source) =>
        new() { Anchors = [SigningMaterial.Root], Source = source, At = SigningMaterial.Now };

    private byte[] Encrypted(string kind, string[] permissions)
    {
        string[] key = kind == "rc4" ? ["128", "--use-aes=n", "--"] : ["256", .. permissions, "--"];
        string[] before = kind == "rc4" ? permissions : [];
        string to = Path.Combine(_tools.Folder, "encrypted.pdf");
        (int code, string output) = _tools.Run(
            "qpdf", [.. before, "--encrypt", InputKinds.UserPassword, "chu", .. key, _tools.Put("clear.pdf", SigningMaterial.OnePage()), to]);
        Assert.True(code is 0 or 3, output);
        return File.ReadAllBytes(to);
    }
}
