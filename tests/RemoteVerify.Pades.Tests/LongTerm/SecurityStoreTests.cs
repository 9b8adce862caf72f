using RemoteVerify.Pades.LongTerm;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Tests.Signing;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pdf.Writing;

namespace RemoteVerify.Pades.Tests.LongTerm;

/// <summary>The document's own store only grows: what stood there keeps its place and its number.</summary>
public class SecurityStoreTests
{
    private static readonly string[] Keys = ["Certs", "CRLs", "OCSPs"];

    [SkippableTheory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task AddValidationMaterialAsync_StoreOfAnotherWriter_GrowsWithoutMovingWhatWasThere(bool directStore, bool indirectArrays)
    {
        byte[] signed = await PadesSignerTests.Sign(SigningMaterial.OnePage(), PadesSignerTests.Request() with { Profile = SignatureProfile.BT }, SigningMaterial.P256);
        byte[] foreign = WithForeignStore(signed, directStore, indirectArrays);

        byte[] extended = Assert.IsType<SignResult.Signed>(await LongTermExtender.AddValidationMaterialAsync(foreign, Options(), default)).Pdf;

        Assert.True(extended.AsSpan().StartsWith(foreign));
        PdfRevision before = PdfDocument.Open(foreign).Latest, after = PdfDocument.Open(extended).Latest;
        PdfDictionary old = before.Get<PdfDictionary>(before.Catalog, "DSS")!, current = after.Get<PdfDictionary>(after.Catalog, "DSS")!;
        foreach (string key in Keys)
        {
            PdfArray was = before.Get<PdfArray>(old, key) ?? PdfArray.Empty, now = after.Get<PdfArray>(current, key) ?? PdfArray.Empty;
            Assert.Equal(was, now.Take(was.Count));
            if (old[key] is PdfReference place)
            {
                Assert.Equal(place, current[key]);
            }

            byte[][] contents = [.. now.Select(entry => after.Document.Decode((PdfStream)after.Resolve(entry)).ToArray())];
            Assert.Equal(contents.Length, contents.Select(Convert.ToHexString).Distinct().Count());
        }

        Assert.Equal(old["VRI"], current["VRI"]);
        SignatureReport report = Assert.Single(PadesValidator.Validate(
            extended, new ValidationOptions { Anchors = [SigningMaterial.Root], At = SigningMaterial.Now.AddMinutes(1) }).Signatures);
        Assert.Equal((Indication.TotalPassed, true), (report.Indication, report.ModificationAllowed));
    }

    [SkippableFact]
    public async Task AddValidationMaterialAsync_SignatureWithoutItsOwnTimestamp_IsProvedAtTheTimeOfTheDocumentTimestamp()
    {
        Pki.Keys.CertifiedKey shortLived = SigningMaterial.ShortLived(SigningMaterial.Now.AddHours(1));
        byte[] signed = await PadesSignerTests.Sign(SigningMaterial.OnePage(), PadesSignerTests.Request(), shortLived);
        byte[] stamped = await DocumentTimestamper.AddAsync(signed, SigningMaterial.Tsa, default);
        DateTimeOffset afterExpiry = shortLived.Certificate.NotAfter.AddHours(1);

        SignResult without = await LongTermExtender.AddValidationMaterialAsync(signed, Options() with { At = afterExpiry }, default);
        SignResult with = await LongTermExtender.AddValidationMaterialAsync(stamped, Options() with { At = afterExpiry }, default);

        Assert.Equal(RefusalCode.ValidationMaterialMissing, Assert.IsType<SignResult.Refused>(without).Code);
        Assert.IsType<SignResult.Signed>(with);
    }

    [SkippableFact]
    public async Task SignAsync_SignerThatCannotBeProved_IsRefusedBeforeTheKeyIsUsed()
    {
        CountingKey key = new(SigningMaterial.P256.Key);
        SignatureRequest request = PadesSignerTests.Request() with { Profile = SignatureProfile.BLt };

        SignResult result = await LongTermSigner.SignAsync(
            SigningMaterial.OnePage(), request, SigningMaterial.P256 with { Key = key }, SigningMaterial.Tsa, Options() with { Source = new ListSource([]) }, default);

        Assert.Equal(RefusalCode.ValidationMaterialMissing, Assert.IsType<SignResult.Refused>(result).Code);
        Assert.Equal(0, key.Uses);
    }

    private static LongTermOptions Options() =>
        new() { Anchors = [SigningMaterial.Root], Source = new ListSource([SigningMaterial.EmptyCrl()]), At = SigningMaterial.Now };

    /// <summary>A store with one certificate, an empty list and a VRI entry, written by hand.</summary>
    private static byte[] WithForeignStore(byte[] signed, bool directStore, bool indirectArrays)
    {
        PdfDocument document = PdfDocument.Open(signed);
        IncrementalUpdate update = new(document, System.Security.Cryptography.RandomNumberGenerator.Fill);
        PdfReference certificate = update.Add(new PdfStream(PdfDictionary.Empty, SigningMaterial.Root.Encoded));
        PdfArray certificates = new(certificate), lists = PdfArray.Empty;
        PdfDictionary store = new(
            ("Type", new PdfName("DSS")),
            ("Certs", indirectArrays ? update.Add(certificates) : certificates),
            ("CRLs", indirectArrays ? update.Add(lists) : lists),
            ("VRI", new PdfDictionary(("0123456789ABCDEF0123456789ABCDEF01234567", new PdfDictionary(("Cert", new PdfArray(certificate)))))));
        PdfReference root = (PdfReference)document.Latest.Trailer["Root"]!;
        update.Set(root, document.Latest.Catalog.With("DSS", directStore ? store : update.Add(store)));
        return update.Build().AppendTo(signed);
    }

    private sealed class CountingKey(Pki.Keys.ISigningKey key) : Pki.Keys.ISigningKey
    {
        public int Uses { get; private set; }

        public Pki.Algorithms.SignatureScheme Scheme => key.Scheme;

        public Pki.Algorithms.PublicKeyInfo PublicKey => key.PublicKey;

        public ValueTask<byte[]> SignHashAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken)
        {
            Uses++;
            return key.SignHashAsync(hash, cancellationToken);
        }
    }
}
