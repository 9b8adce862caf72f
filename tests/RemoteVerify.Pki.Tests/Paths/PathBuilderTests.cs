using System.Formats.Asn1;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Pki.Tests.Paths;

public sealed class PathBuilderTests : IDisposable
{
    private static readonly CertificateExtension Authority = ExtensionWriter.BasicConstraints(true, null);
    private static readonly CertificateExtension Issuing = ExtensionWriter.KeyUsage(KeyUsages.KeyCertSign | KeyUsages.CrlSign);

    private readonly SoftwareKey _rootKey = TestKeys.New("p256");
    private readonly SoftwareKey _middleKey = TestKeys.New("p256");
    private readonly SoftwareKey _lowKey = TestKeys.New("p256");
    private readonly SoftwareKey _leafKey = TestKeys.New("p256");

    public void Dispose()
    {
        foreach (SoftwareKey key in new[] { _rootKey, _middleKey, _lowKey, _leafKey })
        {
            key.Dispose();
        }
    }

    [Fact]
    public async Task Build_ThreeSteps_FindsThePathWhateverTheOrderOfThePool()
    {
        Certificate root = await Root();
        Certificate middle = await Middle(Authority, Issuing);
        Certificate low = await Low(Authority, Issuing);
        Certificate leaf = await Leaf();
        foreach (Certificate[] pool in new[] { new[] { middle, low }, [low, middle], [leaf, low, root, middle] })
        {
            PathResult result = Build(leaf, pool, root);
            Assert.True(result.IsValid, result.ToString());
            Assert.Equal([leaf, low, middle, root], result.Path!.Certificates);
        }
    }

    [Fact]
    public async Task Build_MissingStep_SaysWhoseIssuerIsMissing()
    {
        Certificate low = await Low(Authority, Issuing);
        PathResult result = Build(await Leaf(), [low], await Root());
        Assert.Equal([new PathProblem(PathProblemCode.IssuerNotFound, low)], result.Problems);
        Assert.Null(result.Candidate);
    }

    [Fact]
    public async Task Build_ForgedIssuerOfTheSameName_IsPassedOverForTheRealOne()
    {
        using SoftwareKey forger = TestKeys.New("p256");
        Certificate forged = await TestKeys.IssueAsync(forger, forger, "Middle", "Root", null, null, Authority, Issuing);
        Certificate middle = await Middle(Authority, Issuing);
        Certificate low = await Low(Authority, Issuing);
        PathResult result = Build(await Leaf(), [forged, low, middle], await Root());
        Assert.True(result.IsValid);
        Assert.DoesNotContain(forged, result.Path!.Certificates);
        Assert.True(Build(low, [forged], forged).Has(PathProblemCode.SignatureInvalid));
    }

    [Fact]
    public async Task Build_TwoCertificatesOfOneAuthority_TakesTheOneThatHolds()
    {
        Certificate expired = await TestKeys.IssueAsync(_middleKey, _rootKey, "Middle", "Root", null, TestKeys.Now.AddYears(-3), Authority, Issuing);
        Certificate renewed = await Middle(Authority, Issuing);
        Certificate low = await Low(Authority, Issuing);
        PathResult result = Build(low, [expired, renewed], await Root());
        Assert.Contains(renewed, result.Path!.Certificates);
        PathResult without = Build(low, [expired], await Root());
        Assert.Equal([new PathProblem(PathProblemCode.Expired, expired)], without.Problems);
        Assert.Equal(3, without.Candidate!.Certificates.Count);
    }

    [Fact]
    public async Task Build_IssuerThatIsNoAuthority_IsRefused()
    {
        Certificate low = await Low(Issuing);
        Assert.True(Build(await Leaf(), [low, await Middle(Authority, Issuing)], await Root()).Has(PathProblemCode.NotAnAuthority));
    }

    [Fact]
    public async Task Build_IssuerWithoutKeyCertSign_IsRefused()
    {
        Certificate low = await Low(Authority, ExtensionWriter.KeyUsage(KeyUsages.DigitalSignature));
        Assert.True(Build(await Leaf(), [low, await Middle(Authority, Issuing)], await Root()).Has(PathProblemCode.KeyUsageForbidsIssuing));
    }

    [Fact]
    public async Task Build_PathLengthExceeded_IsRefusedByRfc5280AndIgnoredByDoc9303()
    {
        Certificate middle = await Middle(ExtensionWriter.BasicConstraints(true, 0), Issuing);
        Certificate low = await Low(Authority, Issuing);
        Certificate leaf = await Leaf(ExtensionWriter.KeyUsage(KeyUsages.DigitalSignature));
        Certificate root = await Root();
        Assert.Equal([new PathProblem(PathProblemCode.PathTooLong, middle)], Build(leaf, [low, middle], root).Problems);
        Assert.True(PathBuilder.Build(leaf, [low, middle], [root], TestKeys.Now, PathProfile.Doc9303).IsValid);
    }

    [Fact]
    public async Task Build_UnknownCriticalExtension_IsRefused()
    {
        Certificate middle = await Middle(Authority, Issuing, new CertificateExtension("1.2.3.4", true, new byte[] { 5, 0 }));
        Assert.True(Build(await Low(Authority), [middle], await Root()).Has(PathProblemCode.UnknownCriticalExtension));
    }

    [Fact]
    public async Task Build_AnchorInTheMiddle_EndsThere()
    {
        Certificate middle = await Middle(Authority, Issuing);
        Certificate low = await Low(Authority);
        Assert.Equal([low, middle], Build(low, [await Root()], middle).Path!.Certificates);
    }

    [Fact]
    public async Task Build_LeafIsAnchor_IsAPathOfOne()
    {
        Certificate root = await Root();
        Assert.Equal([root], Build(root, [], root).Path!.Certificates);
        Assert.True(PathBuilder.Build(root, [], [root], TestKeys.Now.AddYears(5), PathProfile.Rfc5280).Has(PathProblemCode.Expired));
        Assert.True(PathBuilder.Build(root, [], [root], TestKeys.Now.AddYears(-5), PathProfile.Rfc5280).Has(PathProblemCode.NotYetValid));
    }

    [Fact]
    public async Task Build_TwoAuthoritiesCertifyingEachOther_Ends()
    {
        Certificate aByB = await TestKeys.IssueAsync(_middleKey, _lowKey, "A", "B", null, null, Authority, Issuing);
        Certificate bByA = await TestKeys.IssueAsync(_lowKey, _middleKey, "B", "A", null, null, Authority, Issuing);
        PathResult result = Build(aByB, [aByB, bByA], await Root());
        Assert.False(result.IsValid);
    }

    [Fact]
    public async Task Build_ThousandForgedIssuers_StopsWithReason()
    {
        using SoftwareKey forger = TestKeys.New("p256");
        List<Certificate> pool = [];
        for (int i = 0; i < PathBuilder.MaxSignatureChecks + 10; i++)
        {
            pool.Add(await TestKeys.IssueAsync(forger, forger, "Root", "Root", null, null));
        }

        Assert.True(PathBuilder.Build(await Middle(), pool, [], TestKeys.Now, PathProfile.Rfc5280).Has(PathProblemCode.TooManyCandidates));
    }

    [Theory]
    [InlineData("VN", true)]
    [InlineData("LA", false)]
    public async Task Build_NameConstraintOnTheCountry_IsKept(string country, bool valid)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        using (writer.PushSequence())
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4)))
        {
            writer.WriteEncodedValue(DistinguishedNameWriter.Write([new(Oids.Country, country)]));
        }

        Certificate middle = await Middle(Authority, Issuing, new CertificateExtension(Oids.NameConstraints, true, writer.Encode()));
        PathResult result = Build(await Low(Authority), [middle], await Root());
        Assert.Equal(valid, result.IsValid);
        Assert.Equal(!valid, result.Has(PathProblemCode.NameConstraintViolated));
    }

    [Fact]
    public async Task Build_Doc9303CountryOfLeafDiffers_IsRefused()
    {
        Certificate leaf = await CertificateWriter.SignAsync(
            new CertificateTemplate
            {
                SerialNumber = CertificateWriter.NewSerialNumber(),
                Issuer = TestKeys.Name("Root"),
                Subject = DistinguishedNameWriter.Write([new(Oids.Country, "LA"), new(Oids.CommonName, "DS")]),
                NotBefore = TestKeys.Now.AddDays(-1),
                NotAfter = TestKeys.Now.AddDays(1),
                PublicKey = _leafKey.PublicKey,
                Extensions = [ExtensionWriter.KeyUsage(KeyUsages.DigitalSignature)],
            },
            _rootKey,
            CancellationToken.None);
        Certificate root = await Root();
        Assert.True(PathBuilder.Build(leaf, [], [root], TestKeys.Now, PathProfile.Doc9303).Has(PathProblemCode.CountryMismatch));
        Assert.True(Build(leaf, [], root).IsValid);
    }

    private static PathResult Build(Certificate leaf, IReadOnlyList<Certificate> pool, Certificate anchor) =>
        PathBuilder.Build(leaf, pool, [anchor], TestKeys.Now, PathProfile.Rfc5280);

    private async Task<Certificate> Root() => await TestKeys.IssueAsync(_rootKey, _rootKey, "Root", "Root", [1], null, Authority, Issuing);

    private async Task<Certificate> Middle(params CertificateExtension[] extensions) =>
        await TestKeys.IssueAsync(_middleKey, _rootKey, "Middle", "Root", [2], null, extensions);

    private async Task<Certificate> Low(params CertificateExtension[] extensions) =>
        await TestKeys.IssueAsync(_lowKey, _middleKey, "Low", "Middle", [3], null, extensions);

    private async Task<Certificate> Leaf(params CertificateExtension[] extensions) =>
        await TestKeys.IssueAsync(_leafKey, _lowKey, "Leaf", "Low", [4], null, extensions);
}
