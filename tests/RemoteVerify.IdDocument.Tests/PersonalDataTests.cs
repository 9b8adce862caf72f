using System.Reflection;
using System.Text;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.IdDocument.Mrz;
using RemoteVerify.IdDocument.PassiveAuthentication;
using RemoteVerify.IdDocument.Vietnam;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.IdDocument.Tests;

/// <summary>Nothing of a document may reach a log by way of ToString or an exception.</summary>
public sealed class PersonalDataTests
{
    // What the corpus' documents say about their fictional people.
    private static readonly string[] Personal =
        ["NGUYEN", "Nguyễn", "TRAN", "Trần", "Đỗ", "001090000000", "090000000", "079195000000", "048201000000", "900115", "1990", "15/01", "Kinh", "Mẫu", "ERIKSSON", "SMITH"];

    [SkippableFact]
    public void ToString_EveryTypeThatHoldsADocument_ShowsNothingOfIt()
    {
        Dictionary<string, byte[]> chip = Material.Chip("synth/d-alg-vn-eid-like");
        ChipReport report = ChipVerifier.Verify(
            Material.ToFiles(chip), Material.Store("synth/d-alg-vn-eid-like"), Array.Empty<Crl>(), ChipPolicy.Default, Material.At, null);
        MachineReadableZone mrz = Dg1.Read(chip["EF_DG1.bin"]).Mrz;
        object[] values =
        [
            report, report.Holder!, report.Portrait!, mrz, mrz.BirthDate, mrz.ExpiryDate, Dg1.Read(chip["EF_DG1.bin"]), Dg2.Read(chip["EF_DG2.bin"]),
            Dg13.Read(chip["EF_DG13.bin"]), Material.ToFiles(chip), Dg11.Read(Material.File("fetched/doc9303/EF_DG11.bin")),
            Dg16.Read(Material.File("fetched/doc9303/EF_DG16.bin")), Dg16.Read(Material.File("fetched/doc9303/EF_DG16.bin")).Persons[0],
            PersonalIdentificationNumber.TryParse("001090000000")!, CardQr.Parse("001090000000||Nguyễn Văn An|15011990|Nam|Tỉnh Mẫu|25042021"),
        ];

        foreach (object value in values)
        {
            AssertShowsNothing(value.ToString()!, value.GetType().Name);
        }

        foreach (Finding finding in report.Findings)
        {
            AssertShowsNothing(finding.ToString(), finding.Code);
        }
    }

    [SkippableFact]
    public void Exceptions_OfBrokenFiles_ShowNothingOfThem()
    {
        string[] paths = Directory.GetFiles(Material.Folder(""), "EF_DG*.bin", SearchOption.AllDirectories);
        int thrown = 0;
        foreach (string path in paths)
        {
            byte[] file = System.IO.File.ReadAllBytes(path);
            for (int cut = 1; cut < file.Length; cut += Math.Max(1, file.Length / 8))
            {
                foreach (MethodInfo read in Readers())
                {
                    try
                    {
                        read.Invoke(null, [(ReadOnlyMemory<byte>)file[..cut]]);
                    }
                    catch (TargetInvocationException e) when (e.InnerException is IdDocumentFormatException refused)
                    {
                        thrown++;
                        AssertShowsNothing(refused.ToString().Split("   at ")[0], path);
                    }
                }
            }
        }

        Assert.True(thrown > 500, $"only {thrown} refusals were looked at");
    }

    [Fact]
    public void Exceptions_OfBrokenTexts_ShowNothingOfThem()
    {
        string[] texts =
        [
            "IDVNM0900000007001090000000<<89001158M3001156VNM<<<<<<<<<<<0NGUYEN<<VAN<AN<<<<<<<<<<<<<<<",
            "IDVNM0900000007001090000000<<89001158M3001156VNM<<<<<<<<<<<0NGUYEN<<VAN<Ân<<<<<<<<<<<<<<<<",
            "001090000000|x|Nguyễn Văn An|15011990|Nam|Mẫu|25042021",
            "001090000000||Nguyễn Văn An|99991990|Nam|Mẫu|25042021",
        ];
        foreach (string text in texts)
        {
            AssertShowsNothing(Assert.Throws<IdDocumentFormatException>(() => MachineReadableZone.Parse(text)).Message, "MRZ");
            AssertShowsNothing(Assert.Throws<IdDocumentFormatException>(() => CardQr.Parse(text)).Message, "QR");
        }
    }

    private static IEnumerable<MethodInfo> Readers() =>
        typeof(Dg1).Assembly.GetTypes()
            .Where(type => type.Name.StartsWith("Dg", StringComparison.Ordinal))
            .Select(type => type.GetMethod("Read", [typeof(ReadOnlyMemory<byte>)]))
            .OfType<MethodInfo>();

    private static void AssertShowsNothing(string text, string what)
    {
        foreach (string word in Personal)
        {
            Assert.False(text.Contains(word, StringComparison.OrdinalIgnoreCase), $"{what} shows personal data");
        }

        Assert.False(Encoding.UTF8.GetByteCount(text) > 400, $"{what} says suspiciously much");
    }
}
