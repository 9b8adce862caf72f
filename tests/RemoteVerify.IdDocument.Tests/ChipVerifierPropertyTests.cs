using RemoteVerify.IdDocument.CountrySigners;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.IdDocument.PassiveAuthentication;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.IdDocument.Tests;

/// <summary>Hostile bytes: what comes out is a verdict or the room's one exception, and never a genuine forgery.</summary>
public sealed class ChipVerifierPropertyTests
{
    private const int Seed = 20261121;
    private const string Whole = "synth/d-alg-vn-eid-like";

    [SkippableFact]
    public void Verify_OneBitFlippedInAnySignedFile_IsNeverGenuine()
    {
        Dictionary<string, byte[]> chip = Material.Chip(Whole);
        CountrySignerStore store = Material.Store(Whole);
        Assert.Equal(PassiveAuthenticationState.Genuine, State(chip, store));
        string[] hashed = [.. chip.Keys.Where(name => name is not "EF_COM.bin" and not "EF_SOD.bin")];
        Random random = new(Seed);
        for (int i = 0; i < 1500; i++)
        {
            string name = hashed[random.Next(hashed.Length)];
            byte[] changed = Flip(chip[name], random.Next(chip[name].Length * 8));

            Assert.NotEqual(PassiveAuthenticationState.Genuine, State(With(chip, name, changed), store));
        }
    }

    [SkippableFact]
    public void Verify_OneBitFlippedInTheSecurityObject_IsNeverGenuineUnlessUnsigned()
    {
        Dictionary<string, byte[]> chip = Material.Chip(Whole);
        CountrySignerStore store = Material.Store(Whole);
        byte[] sod = chip["EF_SOD.bin"];
        SodCheckResult honest = SodCheck.Run(sod, null);
        Random random = new(Seed);
        for (int i = 0; i < 1000; i++)
        {
            byte[] changed = Flip(sod, random.Next(sod.Length * 8));
            if (State(With(chip, "EF_SOD.bin", changed), store) != PassiveAuthenticationState.Genuine)
            {
                continue;
            }

            // Genuine may only come out when everything signed is what it was: content, signer and signed attributes.
            SodCheckResult result = SodCheck.Run(changed, null);
            Assert.Equal(honest.SignedData!.EncapsulatedContent!.Value.ToArray(), result.SignedData!.EncapsulatedContent!.Value.ToArray());
            Assert.Equal(honest.DocumentSigner!.TbsEncoded.ToArray(), result.DocumentSigner!.TbsEncoded.ToArray());
            Assert.Equal(
                honest.SignedData.Signers[0].SignedAttributesEncoded!.Value.ToArray(), result.SignedData.Signers[0].SignedAttributesEncoded!.Value.ToArray());
        }
    }

    [SkippableFact]
    public void Verify_AnyFileMutatedAtRandom_GivesAReport()
    {
        string[] folders = [.. Directory.GetDirectories(Material.Folder("synth"), "d-*").Select(path => $"synth/{Path.GetFileName(path)}").Order(StringComparer.Ordinal)];
        Random random = new(Seed);
        foreach (string folder in folders)
        {
            Dictionary<string, byte[]> chip = Material.Chip(folder);
            CountrySignerStore store = Material.Store(folder);
            string[] names = [.. chip.Keys.Order(StringComparer.Ordinal)];
            for (int i = 0; i < 40; i++)
            {
                string name = names[random.Next(names.Length)];
                ChipReport report = Verify(With(chip, name, Mutate(chip[name], random)), store);
                Assert.NotNull(report.ToString());
            }
        }
    }

    [SkippableFact]
    public void Readers_EveryCorpusFileMutated_OnlyTheFormatExceptionEscapes()
    {
        string[] paths = [.. Directory.GetFiles(Material.Folder(""), "EF_*.bin", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        Random random = new(Seed);
        int count = 0;
        while (count < 6000)
        {
            string path = paths[random.Next(paths.Length)];
            byte[] mutated = Mutate(System.IO.File.ReadAllBytes(path), random);
            count++;
            try
            {
                ReadAs(Path.GetFileName(path), mutated);
            }
            catch (IdDocumentFormatException)
            {
                // The one exception that hostile bytes may cause.
            }
        }
    }

    [SkippableFact]
    public void CertificatesAndLists_Mutated_OnlyTheFormatExceptionsEscape()
    {
        byte[] list = Material.File("synth/masterlist/synthetic.ml");
        string ldif = System.Text.Encoding.UTF8.GetString(Material.File("synth/ldif/icaopkd-like.ldif"));
        Random random = new(Seed);
        for (int i = 0; i < 700; i++)
        {
            try
            {
                MasterList.Read(Mutate(list, random)).Verify([], Material.At);
            }
            catch (IdDocumentFormatException)
            {
                // As above.
            }

            int at = random.Next(ldif.Length);
            Assert.NotNull(DirectoryExport.ReadLdif(ldif[..at] + (char)random.Next(32, 127) + ldif[Math.Min(ldif.Length, at + random.Next(3))..]));
        }
    }

    private static PassiveAuthenticationState State(IReadOnlyDictionary<string, byte[]> chip, CountrySignerStore store) =>
        Verify(chip, store).PassiveAuthentication;

    private static ChipReport Verify(IReadOnlyDictionary<string, byte[]> chip, CountrySignerStore store) =>
        ChipVerifier.Verify(Material.ToFiles(chip), store, Array.Empty<Crl>(), ChipPolicy.Default, Material.At, null);

    private static Dictionary<string, byte[]> With(Dictionary<string, byte[]> chip, string name, byte[] file) => new(chip) { [name] = file };

    private static byte[] Flip(byte[] bytes, int bit)
    {
        byte[] changed = [.. bytes];
        changed[bit / 8] ^= (byte)(1 << (bit % 8));
        return changed;
    }

    /// <summary>One to three of: a byte replaced, a part removed, a part doubled, the end cut off. Beginnings are hit more often.</summary>
    private static byte[] Mutate(byte[] bytes, Random random)
    {
        List<byte> changed = [.. bytes];
        for (int i = random.Next(1, 4); i > 0 && changed.Count > 0; i--)
        {
            int at = random.Next(random.Next(2) == 0 ? Math.Min(64, changed.Count) : changed.Count);
            int length = random.Next(1, Math.Min(16, changed.Count - at) + 1);
            switch (random.Next(4))
            {
                case 0:
                    changed[at] = (byte)random.Next(256);
                    break;
                case 1:
                    changed.RemoveRange(at, length);
                    break;
                case 2:
                    changed.InsertRange(at, changed.GetRange(at, length));
                    break;
                default:
                    changed.RemoveRange(at, changed.Count - at);
                    break;
            }
        }

        return [.. changed];
    }

    private static void ReadAs(string name, byte[] file)
    {
        switch (FileName.Recognise(name.Replace("_TD2", "", StringComparison.Ordinal).Replace("_MandFields", "", StringComparison.Ordinal)))
        {
            case "COM": EfCom.Read(file); break;
            case "SOD": SodCheck.Run(file, null); break;
            case "DG1": Dg1.Read(file); break;
            case "DG2": Dg2.Read(file); break;
            case "DG11": Dg11.Read(file); break;
            case "DG12": Dg12.Read(file); break;
            case "DG13": RemoteVerify.IdDocument.Vietnam.Dg13.Read(file); break;
            case "DG14": Dg14.Read(file); break;
            case "DG15": Dg15.Read(file).PublicKey(); break;
            case "DG16": Dg16.Read(file); break;
            default: FaceRecord.Read(file); break;
        }
    }
}
