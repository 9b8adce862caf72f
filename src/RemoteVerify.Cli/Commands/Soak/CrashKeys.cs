using System.Security.Cryptography;
using RemoteVerify.Authority.Development;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cli.Commands.Soak;

/// <summary>What signing needs besides the database; it outlives the processes that are killed.</summary>
/// <param name="Hierarchy">The development authority, exported.</param>
/// <param name="Officer">The officer's key, PKCS#8.</param>
/// <param name="ScanPath">The scan that is copied.</param>
internal sealed record CrashKeys(byte[] Hierarchy, byte[] Officer, string ScanPath)
{
    private const byte Paper = 236;

    /// <summary>Makes keys, and an empty sheet of paper in a folder: small, because every version of every document is kept.</summary>
    public static CrashKeys Create(string folder)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using DevelopmentHierarchy hierarchy = DevelopmentHierarchy.Create(now.AddDays(-1), new DevelopmentHierarchyOptions { SealOrganisation = "UBND xã Thử Tải" });
        using ECDsa officer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        PageSize sheet = PageSize.A4;
        using Image image = new(Dots(sheet.Width), Dots(sheet.Height));
        image.Pixels.Fill(Paper);
        string scan = Path.Combine(folder, "scan.pdf");
        File.WriteAllBytes(scan, ScannerFile.Of([ImageCodec.EncodeJpeg(image, 40)], sheet, PaperFonts.Read(PaperFonts.DefaultFolder), now));
        return new CrashKeys(hierarchy.Export(), officer.ExportPkcs8PrivateKey(), scan);
    }

    private static int Dots(double points) => (int)Math.Round(points * ScannerFile.DotsPerInch / 72);

    public override string ToString() => nameof(CrashKeys);
}
