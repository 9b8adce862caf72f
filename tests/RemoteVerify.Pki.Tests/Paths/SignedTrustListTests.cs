using System.Buffers.Text;
using System.Text;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Pki.Tests.Paths;

public sealed class SignedTrustListTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("p256")]
    [InlineData("p384")]
    [InlineData("p521")]
    [InlineData("rsa-pkcs1")]
    [InlineData("rsa-pss")]
    public async Task Open_ListSignedByTheKey_GivesKindsNamesAndPeriods(string keyName)
    {
        using SoftwareKey key = TestKeys.New(keyName);
        byte[] file = await SignedTrustList.SignAsync(await PayloadAsync(), key, CancellationToken.None);

        TrustListVerdict verdict = SignedTrustList.Open(file, key.PublicKey, At);

        Assert.True(verdict.IsGood);
        Assert.Equal(7, verdict.List!.Sequence);
        Assert.Equal([AnchorKind.Public, AnchorKind.OfficialDuty], verdict.List.Anchors.Select(a => a.Kind!.Value));
        TrustAnchor anchor = verdict.List.Anchors[0];
        Assert.Equal("Gốc mẫu", anchor.NameVi);
        Assert.True(anchor.IsTrustedAt(At));
        Assert.False(anchor.IsTrustedAt(new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        Assert.False(anchor.IsTrustedAt(new(2019, 1, 1, 0, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public async Task Open_AnotherKeyOrChangedContent_IsSignatureInvalid()
    {
        using SoftwareKey key = TestKeys.New("p256"), other = TestKeys.New("p256");
        byte[] file = await SignedTrustList.SignAsync(await PayloadAsync(), key, CancellationToken.None);
        string changed = Encoding.UTF8.GetString(file).Replace(
            Base64Url.EncodeToString((await PayloadAsync())[..30]), Base64Url.EncodeToString(Encoding.UTF8.GetBytes("{ \"version\": 1, \"sequence\": 8 ")[..30]), StringComparison.Ordinal);

        Assert.Equal(TrustListProblem.SignatureInvalid, SignedTrustList.Open(file, other.PublicKey, At).Problem);
        Assert.Equal(TrustListProblem.SignatureInvalid, SignedTrustList.Open(Encoding.UTF8.GetBytes(changed), key.PublicKey, At).Problem);
        Assert.NotEqual(Encoding.UTF8.GetString(file), changed);
        Assert.Null(SignedTrustList.Open(file, other.PublicKey, At).List);
    }

    [Fact]
    public async Task Open_KeyOfAnotherFamilyOrNoneAlgorithm_IsNotAccepted()
    {
        using SoftwareKey key = TestKeys.New("p256"), rsa = TestKeys.New("rsa-pkcs1");
        byte[] file = await SignedTrustList.SignAsync(await PayloadAsync(), key, CancellationToken.None);
        string none = $$"""{"payload":"{{Base64Url.EncodeToString(await PayloadAsync())}}","protected":"{{Base64Url.EncodeToString("{\"alg\":\"none\",\"typ\":\"rv-trust-list+json\"}"u8)}}","signature":""}""";

        Assert.Equal(TrustListProblem.AlgorithmNotAccepted, SignedTrustList.Open(file, rsa.PublicKey, At).Problem);
        Assert.Equal(TrustListProblem.AlgorithmNotAccepted, SignedTrustList.Open(Encoding.UTF8.GetBytes(none), key.PublicKey, At).Problem);
    }

    [Fact]
    public async Task Open_OutsideItsTime_IsExpiredOrNotYetIssued()
    {
        using SoftwareKey key = TestKeys.New("p256");
        byte[] file = await SignedTrustList.SignAsync(await PayloadAsync(), key, CancellationToken.None);

        Assert.Equal(TrustListProblem.Expired, SignedTrustList.Open(file, key.PublicKey, At.AddYears(1)).Problem);
        Assert.Equal(TrustListProblem.NotYetIssued, SignedTrustList.Open(file, key.PublicKey, At.AddYears(-1)).Problem);
    }

    [Fact]
    public async Task Open_UnknownKind_IsATypedVerdictAndSignRefusesIt()
    {
        using SoftwareKey key = TestKeys.New("p256");
        byte[] payload = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(await PayloadAsync()).Replace("official-duty", "royal", StringComparison.Ordinal));
        string header = Base64Url.EncodeToString("{\"alg\":\"ES256\",\"typ\":\"rv-trust-list+json\"}"u8), content = Base64Url.EncodeToString(payload);
        byte[] signature = Plain(key.SignHash(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes($"{header}.{content}"))));
        string file = $$"""{"payload":"{{content}}","protected":"{{header}}","signature":"{{Base64Url.EncodeToString(signature)}}"}""";

        Assert.Equal(TrustListProblem.UnknownKind, SignedTrustList.Open(Encoding.UTF8.GetBytes(file), key.PublicKey, At).Problem);
        await Assert.ThrowsAsync<ArgumentException>(async () => await SignedTrustList.SignAsync(payload, key, CancellationToken.None));
    }

    [Fact]
    public async Task Open_Mutants_OnlyFormatExceptionsOrVerdicts()
    {
        using SoftwareKey key = TestKeys.New("p256");
        byte[] file = await SignedTrustList.SignAsync(await PayloadAsync(), key, CancellationToken.None);
        for (int i = 0; i < 3000; i++)
        {
            Random random = new(i);
            byte[] mutant = [.. file];
            mutant[random.Next(mutant.Length)] = (byte)random.Next(256);
            TrustListVerdict? verdict = null;
            try
            {
                verdict = SignedTrustList.Open(mutant.AsMemory(0, random.Next(4) == 0 ? random.Next(mutant.Length) : mutant.Length), key.PublicKey, At);
            }
            catch (PkiFormatException)
            {
                continue;
            }

            // Unused bits of the last base64url character may change without changing a byte.
            Assert.True(!verdict.IsGood || mutant.AsSpan().SequenceEqual(file), $"mutant {i}");
        }
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2")]
    [InlineData("\"sequence\": 7", "\"sequence\": \"seven\"")]
    [InlineData("\"until\"", "\"untill\"")]
    [InlineData("2020-01-01T00:00:00Z", "yesterday")]
    [InlineData("2020-01-01T00:00:00Z", "2040-01-01T00:00:00Z")]
    public async Task Read_SlipOfThePen_IsAFormatException(string right, string wrong)
    {
        string payload = Encoding.UTF8.GetString(await PayloadAsync()).Replace(right, wrong, StringComparison.Ordinal);

        Assert.Throws<PkiFormatException>(() => TrustListPayload.Read(Encoding.UTF8.GetBytes(payload), out _));
    }

    [Fact]
    public async Task EffectiveKind_DevelopmentHierarchy_StaysDevelopment()
    {
        using SoftwareKey key = TestKeys.New("p256");
        byte[] name = DistinguishedNameWriter.Write([new("2.5.4.10", TrustAnchor.DevelopmentOrganisation), new("2.5.4.3", "Root")]);
        Certificate root = await CertificateWriter.SignAsync(
            new CertificateTemplate
            {
                SerialNumber = CertificateWriter.NewSerialNumber(), Issuer = name, Subject = name, NotBefore = At.AddDays(-1), NotAfter = At.AddYears(1),
                PublicKey = key.PublicKey, Extensions = [],
            },
            key, CancellationToken.None);

        Assert.Equal(AnchorKind.Development, new TrustAnchor(root, AnchorKind.Public).EffectiveKind);
        Assert.Equal(AnchorKind.Development, new TrustAnchor(root, null).EffectiveKind);
    }

    private static byte[] Plain(byte[] der)
    {
        Pki.Asn1.Asn1Reader sequence = new Pki.Asn1.Asn1Reader(der, "signature").Sequence();
        byte[] Number() => [.. new byte[32].Concat(sequence.IntegerBytes().ToArray()).TakeLast(32)];
        return [.. Number(), .. Number()];
    }

    private static readonly Lazy<Task<string>> Certificates = new(async () =>
    {
        using SoftwareKey key = TestKeys.New("p256");
        CertifiedKey one = await TestKeys.CertifyAsync(key);
        return Convert.ToBase64String(one.Certificate.Encoded.Span);
    });

    private static async Task<byte[]> PayloadAsync()
    {
        string certificate = await Certificates.Value;
        return Encoding.UTF8.GetBytes($$"""
            { "version": 1, "sequence": 7, "operator": { "vi": "Cơ quan mẫu", "en": "Sample authority" },
              "issuedAt": "2026-06-01T00:00:00Z", "nextUpdate": "2027-06-01T00:00:00Z",
              "anchors": [
                { "certificate": "{{certificate}}", "kind": "public", "name": { "vi": "Gốc mẫu", "en": "Sample root" },
                  "periods": [ { "from": "2020-01-01T00:00:00Z", "until": "2029-01-01T00:00:00Z" } ] },
                { "certificate": "{{certificate}}", "kind": "official-duty", "name": { "vi": "Gốc công vụ", "en": "Duty root" }, "periods": [] }
              ] }
            """);
    }
}
