using RemoteVerify.IdDocument;
using RemoteVerify.IdDocument.ChipAuthentication;
using RemoteVerify.IdDocument.CountrySigners;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.IdDocument.PassiveAuthentication;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Revocation;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Synthetic.Tests.Chips;

/// <summary>What the tests of this folder share: one holder, one portrait, one way to verify.</summary>
internal static class TestChips
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static readonly ChipHolder Holder = new()
    {
        PersonalNumber = "001190000000",
        FullName = "Đỗ Thị Ngọc Ánh",
        BirthDate = new DateOnly(1990, 2, 28),
        Sex = 'F',
        Issued = new DateOnly(2024, 8, 15),
        Expires = new DateOnly(2030, 2, 28),
        Father = "Đỗ Văn Cha",
        Spouse = "Lê Văn Chồng",
    };

    /// <summary>The header of a JPEG of 40 x 50 pixels; its image data is never looked at here.</summary>
    public static byte[] Portrait(byte marker = 1) =>
        [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0, 50, 0, 40, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, 0xFF, 0xDA, marker, 0xFF, 0xD9];

    public static ChipReport Verify(
        ChipFiles files, SyntheticCountry trusted, PossessionEvidence? evidence = null, ChipPolicy? policy = null, byte[]? crl = null) =>
        ChipVerifier.Verify(
            files, new CountrySignerStore([Certificate.Read(trusted.CountrySignerCertificate)]),
            crl is null ? [] : [Crl.Read(crl)], policy ?? ChipPolicy.Default, Now, evidence);
}
