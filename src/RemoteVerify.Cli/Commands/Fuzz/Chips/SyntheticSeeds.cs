using System.Security.Cryptography;
using System.Text;
using RemoteVerify.IdDocument.ChipAuthentication;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Revocation;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Cli.Commands.Fuzz.Chips;

/// <summary>Makes seeds with keys of this run, so that a run without any corpus covers every kind of file.</summary>
internal static class SyntheticSeeds
{
    private const string BrainpoolP512R1 = "1.3.36.3.3.2.8.1.1.13";
    private static readonly DateTimeOffset At = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Nobody.</summary>
    public static readonly ChipHolder Holder = new()
    {
        PersonalNumber = "001190000000",
        FullName = "Nguyễn Thị Thử Nghiệm",
        BirthDate = new DateOnly(1990, 2, 28),
        Sex = 'F',
        Issued = new DateOnly(2024, 8, 15),
        Expires = new DateOnly(2030, 2, 28),
        Father = "Nguyễn Văn Cha",
        OldNumber = "012345678",
    };

    public static IReadOnlyList<ChipSeed> Make()
    {
        byte[] portrait = Portrait(1500);
        using SyntheticCountry country = SyntheticCountry.Create(At);
        using VirtualChip chip = new ChipPersonaliser(country).Personalise(Holder, portrait, ChipOptions.Default);
        using VirtualChip rsa = new ChipPersonaliser(country).Personalise(Holder, portrait, new ChipOptions { ActiveAuthentication = ActiveAuthenticationKey.Rsa2048, ChipAuthentication = false });
        List<ChipSeed> seeds = [OfChip("synthetic-ecdsa", chip, country), OfChip("synthetic-rsa", rsa, country)];
        SortedDictionary<int, byte[]> groups = BareFiles.Of(Holder, portrait);
        AddIssuer("synthetic-rsa-pkcs1", SoftwareKey.CreateRsa(2048), SoftwareKey.CreateRsa(2048));
        AddIssuer("synthetic-rsa-pss", SoftwareKey.CreateRsa(2048, SignatureScheme.RsaPss(HashAlgorithmName.SHA256)), SoftwareKey.CreateRsa(2048, SignatureScheme.RsaPss(HashAlgorithmName.SHA512)));
        AddIssuer("synthetic-p521", Ec(ECCurve.NamedCurves.nistP521, HashAlgorithmName.SHA512), Ec(SyntheticIssuer.Explicit(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256));
        AddIssuer("synthetic-bp512-explicit", Ec(SyntheticIssuer.Explicit(ECCurve.CreateFromValue(BrainpoolP512R1)), HashAlgorithmName.SHA512), Ec(SyntheticIssuer.Explicit(ECCurve.CreateFromValue(BrainpoolP512R1)), HashAlgorithmName.SHA384));
        seeds.AddRange(Files(groups.Select(group => ($"EF_DG{group.Key}.bin", group.Value)).Append(("EF_DG14.bin", chip.Files["EF_DG14.bin"]))));
        seeds.AddRange(Texts(chip.Mrz));
        return seeds;

        void AddIssuer(string name, SoftwareKey countryKey, SoftwareKey signerKey)
        {
            using SyntheticIssuer issuer = new(countryKey, signerKey, At);
            Crl crl = issuer.SignRevocationList([new CrlEntry(new byte[] { 1, 2, 3 }, At.AddDays(-3), RevocationReason.KeyCompromise)], 7, At.AddDays(-1));
            List<SeedFile> files = [.. BareFiles.Named(groups, issuer.SignSecurityObject(groups)).Select(file => new SeedFile(file.Key, file.Value))];
            files.Add(new SeedFile("trust_csca0.cer", issuer.Country.Encoded.ToArray(), IsChanged: false));
            files.Add(new SeedFile("list.crl", crl.Encoded.ToArray()));
            seeds.Add(new WholeChipSeed(name, files, At));
            byte[] anchor = issuer.Country.Encoded.ToArray(), signer = issuer.Signer.Encoded.ToArray();
            seeds.Add(new CertificateSeed($"{name}-ds", new SeedFile("ds.cer", signer), anchor, At, RemoteVerify.Pki.Paths.PathProfile.Doc9303));
            byte[] list = issuer.SignMasterList([issuer.Country, issuer.Signer, issuer.Certify(issuer.CountryName, issuer.Signer.PublicKey)]);
            seeds.Add(new MasterListSeed($"{name}-list", new SeedFile("list.ml", list), anchor, At));
            seeds.Add(new DirectorySeed($"{name}-ldif", new SeedFile("directory.ldif", Ldif(signer, crl.Encoded.ToArray(), list), IsText: true)));
        }
    }

    private static SoftwareKey Ec(ECCurve curve, HashAlgorithmName hash) => SoftwareKey.CreateEcdsa(curve, SignatureScheme.Ecdsa(hash));

    private static WholeChipSeed OfChip(string name, VirtualChip chip, SyntheticCountry country)
    {
        byte[] challenge = [1, 2, 3, 4, 5, 6, 7, 8];
        List<SeedFile> files = [.. chip.Files.Select(file => new SeedFile(file.Key, file.Value))];
        files.Add(new SeedFile("trust_csca0.cer", country.CountrySignerCertificate, IsChanged: false));
        files.Add(new SeedFile("list.crl", country.CreateRevocationList(At.AddDays(-1), revokeDocumentSigner: false)));
        files.Add(new SeedFile(WholeChipSeed.Evidence, PossessionEvidence.FromActiveAuthentication(challenge, chip.AnswerChallenge(challenge)).ToBytes(), IsText: true));
        return new WholeChipSeed(name, files, At);
    }

    private static IEnumerable<ChipSeed> Files(IEnumerable<(string Name, byte[] Bytes)> files)
    {
        byte[] details = Tlv(0x6B, [0x5C, 2, 0x5F, 0x0E, 0x5F, 0x0E, 10, .. "LE<<VAN<AN"u8, 0xA0, 15, 2, 1, 1, 0x5F, 0x0F, 9, .. "LE<<VAN<B"u8, 0x5F, 0x2B, 4, 0x19, 0x90, 0x02, 0x28]);
        byte[] document = Tlv(0x6C, [0x5C, 2, 0x5F, 0x19, 0x5F, 0x19, 4, .. "TEST"u8, 0x5F, 0x26, 8, .. "20240815"u8]);
        byte[] persons = Tlv(0x70, [2, 1, 1, 0xA1, 14, 0x5F, 0x50, 8, .. "20240815"u8, 0x5F, 0x51, 0]);
        byte[] displayed = Tlv(0x65, [2, 1, 1, .. TlvPath.Wrap([0x5F, 0x40], Portrait(100))]), signature = Tlv(0x67, [2, 1, 1, .. TlvPath.Wrap([0x5F, 0x43], Portrait(100))]);
        foreach ((string name, byte[] bytes) in files.Concat([("EF_DG5.bin", displayed), ("EF_DG7.bin", signature), ("EF_DG11.bin", details), ("EF_DG12.bin", document), ("EF_DG16.bin", persons)]))
        {
            yield return new ReaderSeed($"synthetic {name}", "file", new SeedFile(name, bytes), ReaderSeed.Of(name)!);
        }
    }

    private static IEnumerable<ChipSeed> Texts(string mrz)
    {
        string[] zones =
        [
            mrz, "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10",
            "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<D231458907UTO7408122F1204159<<<<<<<6",
        ];
        foreach (string zone in zones)
        {
            yield return new ReaderSeed($"synthetic mrz {zone.Length}", "text", new SeedFile("text", Encoding.UTF8.GetBytes(zone), IsText: true), ReaderSeed.ReadMrz);
        }

        byte[] qr = Encoding.UTF8.GetBytes("001190000000|012345678|Nguyễn Thị Thử Nghiệm|28021990|Nữ|Số 1, Tỉnh Mẫu|15082024");
        yield return new ReaderSeed("synthetic qr", "text", new SeedFile("text", qr, IsText: true), ReaderSeed.ReadQr);
    }

    private static byte[] Tlv(byte tag, byte[] value) => TlvPath.Wrap([tag], value);

    private static byte[] Ldif(byte[] signer, byte[] crl, byte[] list)
    {
        StringBuilder text = new("version: 1\n\n");
        foreach ((string name, byte[] value) in new[] { ("userCertificate;binary", signer), ("certificateRevocationList;binary", crl), ("pkdMasterListContent", list) })
        {
            text.Append("dn: cn=TEST,dc=data\n").Append(name).Append(":: ");
            string base64 = Convert.ToBase64String(value);
            for (int at = 0; at < base64.Length; at += 60)
            {
                text.Append(at == 0 ? "" : "\n ").Append(base64.AsSpan(at, Math.Min(60, base64.Length - at)));
            }

            text.Append("\n\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The header of a JPEG and bytes behind it; nothing here looks at pixels.</summary>
    public static byte[] Portrait(int length)
    {
        byte[] header = [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0, 200, 0, 150, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, 0xFF, 0xDA];
        byte[] portrait = new byte[Math.Max(length, header.Length + 2)];
        header.CopyTo(portrait, 0);
        for (int i = header.Length; i < portrait.Length; i++)
        {
            portrait[i] = (byte)(i * 151);
        }

        portrait[^2] = 0xFF;
        portrait[^1] = 0xD9;
        return portrait;
    }
}
