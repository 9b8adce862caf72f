using System.Diagnostics;
using System.Security.Cryptography;
using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Authority.OcspResponder;
using RemoteVerify.Authority.TimestampAuthority;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Cms;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Paths;
using RemoteVerify.Pki.Revocation;
using RemoteVerify.Pki.Timestamps;

namespace RemoteVerify.Authority.Tests.Properties;

/// <summary>
/// Changed bytes must be refused with the one format exception or judged not valid, whatever they are. The changes come
/// from a fixed seed, so a failure repeats.
/// </summary>
public sealed class HostileBytesTests
{
    private const int Rounds = 800;

    /// <summary>Far above what one takes (about a millisecond), because the machine may be busy.</summary>
    private static readonly TimeSpan LongestRound = TimeSpan.FromSeconds(10);

    private static readonly byte[] Data = "data"u8.ToArray();
    private static readonly DateTimeOffset Now = Hierarchy.Now;
    private static readonly Certificate Issuer = Hierarchy.Shared.IssuingAuthority.Certificate;
    private static readonly Certificate Seal = Hierarchy.Shared.OrganisationSeal.Certificate;

    private sealed class AlwaysGood : ICertificateStatusSource
    {
        public CertificateState Find(ReadOnlyMemory<byte> serialNumber) => new(OcspCertificateStatus.Good);
    }

    [Fact]
    public void Certificate_ChangedBytes_AreNeverTrustedAndNeverThrowAnythingElse() => Mutate(Seal.Encoded.ToArray(), bytes =>
    {
        Certificate certificate = Certificate.Read(bytes);
        _ = certificate.Subject.ToString() + certificate.Issuer.CommonName;
        PathResult path = PathBuilder.Build(certificate, [Issuer, certificate], [Hierarchy.Shared.Root], Now, PathProfile.Rfc5280);
        PathBuilder.Build(certificate, [Issuer], [Hierarchy.Shared.Root], Now, PathProfile.Doc9303);
        Assert.False(path.IsValid);
    });

    [Fact]
    public void Certificate_ExplicitCurveChanged_NeverThrowsAnythingElse()
    {
        using ECDsa any = ECDsa.Create(ECCurve.NamedCurves.brainpoolP256r1);
        using ECDsa ecdsa = ECDsa.Create(any.ExportExplicitParameters(includePrivateParameters: true));
        byte[] signature = ecdsa.SignData(Data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        Mutate(ecdsa.ExportSubjectPublicKeyInfo(), bytes =>
            SignatureVerifier.Verify(PublicKeyInfo.Read(bytes), new AlgorithmIdentifier(Oids.EcdsaSha256), null, Data, signature));
    }

    [Fact]
    public void RsaPssKeyAndParameters_Changed_NeverThrowAnythingElse()
    {
        using SoftwareKey key = SoftwareKey.CreateRsa(1024, SignatureScheme.RsaPss(HashAlgorithmName.SHA256));
        byte[] signature = key.SignHash(SHA256.HashData(Data));
        Mutate(key.PublicKey.Encoded.ToArray(), bytes =>
            SignatureVerifier.Verify(PublicKeyInfo.Read(bytes), key.Scheme.Algorithm, null, Data, signature));
        Mutate(key.Scheme.Algorithm.Parameters!.Value.ToArray(), bytes =>
            SignatureVerifier.Verify(key.PublicKey, new AlgorithmIdentifier(Oids.RsaPss, bytes), null, Data, signature));
    }

    [Fact]
    public async Task SignedData_ChangedBytes_NeverThrowAnythingElseAndNeverSignOtherContent()
    {
        byte[] cms = await SignedDataBuilder.SignAsync(Data, Oids.Data, detached: false, Hierarchy.Shared.OrganisationSeal, CancellationToken.None);
        Mutate(cms, bytes =>
        {
            SignedData data = SignedData.Read(bytes);
            foreach (SignerInfo signer in data.Signers)
            {
                ReadOnlyMemory<byte> content = data.EncapsulatedContent ?? Data;
                bool valid = signer.Verify(content.Span, Seal).IsValid;
                Assert.True(!valid || content.Span.SequenceEqual(Data), "a signature over other content was called valid");
                _ = signer.FindCertificate(data.Certificates);
                _ = signer.SignedAttributesAsSet();
                _ = (signer.SigningTime, signer.CommitmentTypes, signer.SigningCertificates, signer.SignatureTimestamps, signer.MessageDigest);
            }
        });
    }

    [Fact]
    public void TimestampRequestAndResponse_ChangedBytes_NeverThrowAnythingElse()
    {
        TimestampRequest request = TimestampRequest.Create(HashAlgorithmName.SHA256, SHA256.HashData(Data));
        Authority.TimestampAuthority.TimestampAuthority authority =
            new(Hierarchy.Shared.TimestampAuthority, new TimestampAuthorityOptions(), TimeProvider.System);
        byte[] response = authority.Respond(request.Encode(), Now);
        Mutate(response, bytes =>
        {
            TimestampResponse read = TimestampResponse.Read(bytes);
            if (read.Token is { } encoded)
            {
                TimestampToken token = TimestampToken.Read(encoded);
                _ = token.Answers(request);
                Assert.True(!token.VerifyData(Data).IsValid || token.Time == TimestampToken.Read(TimestampResponse.Read(response).Token!.Value).Time);
            }
        });
        Mutate(request.Encode(), bytes => Assert.NotNull(TimestampResponse.Read(authority.Respond(bytes, Now))), rounds: 300);
    }

    [Fact]
    public void Crl_ChangedBytes_NeverThrowAnythingElse()
    {
        CrlEntry[] entries = [new(Seal.SerialNumber, Now, RevocationReason.KeyCompromise), new(new byte[] { 5 }, Now, null)];
        byte[] encoded = Hierarchy.Shared.Authority.IssueCrl(entries, 1, Now, Now.AddDays(1)).Encoded.ToArray();
        Mutate(encoded, bytes =>
        {
            Crl crl = Crl.Read(bytes);
            Assert.Equal(RevocationState.Unknown, RevocationChecker.Check(Seal, Issuer, [crl], [], Now).State);
        });
    }

    [Fact]
    public void Ocsp_ChangedBytes_NeverThrowAnythingElse()
    {
        Authority.OcspResponder.OcspResponder responder = new(Hierarchy.Shared.OcspResponder, Issuer, new OcspResponderOptions());
        byte[] request = OcspRequest.Create(Seal, Issuer).Encode();
        Mutate(request, bytes => Assert.NotNull(OcspResponse.Read(responder.Respond(bytes, Now, new AlwaysGood()))), rounds: 300);
        Mutate(responder.Respond(request, Now, new AlwaysGood()), bytes =>
        {
            OcspResponse response = OcspResponse.Read(bytes);
            _ = RevocationChecker.Check(Seal, Issuer, [], [response], Now);
        });
    }

    [Fact]
    public async Task CertificationRequest_ChangedBytes_AreNeverAcceptable()
    {
        using SoftwareKey key = Hierarchy.NewKey();
        byte[] request = await CertificationRequest.CreateAsync([new(Oids.CommonName, "Officer")], key, CancellationToken.None);
        Mutate(request, bytes => Assert.NotNull(Authority.CertificateAuthority.CertificateAuthority.VerifyRequest(bytes, Now).Problem));
    }

    /// <summary>Nested indefinite lengths and long lengths: the classic ways to make a reader run long or deep.</summary>
    [Fact]
    public void Read_DeepOrEndlessNesting_IsRefused()
    {
        byte[] deep = [.. Enumerable.Repeat(new byte[] { 0x30, 0x80 }, 50_000).SelectMany(b => b)];
        byte[] huge = [0x30, 0x84, 0x7f, 0xff, 0xff, 0xff, 0x02, 0x01, 0x01];
        foreach (byte[] bytes in new[] { deep, huge, [], [0x30], [0x30, 0x80], [0x30, 0x80, 0, 0], [0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 0] })
        {
            Assert.Throws<PkiFormatException>(() => Certificate.Read(bytes));
            Assert.Throws<PkiFormatException>(() => SignedData.Read(bytes));
            Assert.Throws<PkiFormatException>(() => Crl.Read(bytes));
            Assert.Throws<PkiFormatException>(() => OcspResponse.Read(bytes));
            Assert.Throws<PkiFormatException>(() => OcspRequest.Read(bytes));
            Assert.Throws<PkiFormatException>(() => TimestampRequest.Read(bytes));
            Assert.Throws<PkiFormatException>(() => TimestampResponse.Read(bytes));
            Assert.Throws<PkiFormatException>(() => PublicKeyInfo.Read(bytes));
        }
    }

    /// <summary>As large as a limit allows and legal: reading must stay in proportion to the size.</summary>
    [Fact]
    public async Task Read_LargeAndLegal_EndsInTime()
    {
        CrlEntry[] entries = [.. Enumerable.Range(0, 50_000).Select(i => new CrlEntry(BitConverter.GetBytes(0x40000000 | i).Reverse().ToArray(), Now, RevocationReason.Superseded))];
        byte[] crl = Hierarchy.Shared.Authority.IssueCrl(entries, 1, Now, Now.AddDays(1)).Encoded.ToArray();
        OcspCertId id = OcspRequest.Create(Seal, Issuer).Certificates[0];
        byte[] response = await OcspResponseWriter.SignAsync(
            [.. Enumerable.Repeat(new OcspSingleResponse(id, OcspCertificateStatus.Good, null, null, Now, Now.AddHours(1)), 8000)],
            null, Now, Hierarchy.Shared.OcspResponder, CancellationToken.None);
        long start = Stopwatch.GetTimestamp();
        Assert.Equal(entries.Length, Crl.Read(crl).Entries.Count);
        Assert.Equal(8000, OcspResponse.Read(response).Responses.Count);
        Assert.True(Stopwatch.GetElapsedTime(start) < LongestRound, $"it took {Stopwatch.GetElapsedTime(start)} for {(crl.Length + response.Length) >> 10} KiB");
    }

    /// <summary>Runs an act over changed copies; equal copies are passed over.</summary>
    private static void Mutate(byte[] original, Action<byte[]> act, int rounds = Rounds)
    {
        ulong state = 0x9e3779b97f4a7c15;
        for (int round = 0; round < rounds; round++)
        {
            byte[] changed = Change(original, ref state);
            if (changed.AsSpan().SequenceEqual(original))
            {
                continue;
            }

            long start = Stopwatch.GetTimestamp();
            try
            {
                act(changed);
            }
            catch (PkiFormatException e)
            {
                Assert.InRange(e.Offset, 0, changed.Length);
            }

            Assert.True(Stopwatch.GetElapsedTime(start) < LongestRound, $"round {round} took {Stopwatch.GetElapsedTime(start)}");
        }
    }

    private static byte[] Change(byte[] original, ref ulong state)
    {
        List<byte> bytes = [.. original];
        for (int changes = 1 + (int)(Next(ref state) % 3); changes > 0; changes--)
        {
            int at = (int)(Next(ref state) % (ulong)bytes.Count);
            switch (Next(ref state) % 6)
            {
                case 0:
                    bytes[at] ^= (byte)(1 << (int)(Next(ref state) % 8));
                    break;
                case 1:
                    bytes[at] = (byte)Next(ref state);
                    break;
                case 2:
                    bytes[at] = new byte[] { 0, 0x7f, 0x80, 0x84, 0xff, 0x30 }[Next(ref state) % 6];
                    break;
                case 3:
                    bytes.RemoveAt(at);
                    break;
                case 4:
                    bytes.Insert(at, (byte)Next(ref state));
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }

            if (bytes.Count == 0)
            {
                break;
            }
        }

        return [.. bytes];
    }

    /// <summary>xorshift64*: chance that repeats.</summary>
    private static ulong Next(ref ulong state)
    {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        return (state * 0x2545f4914f6cdd1d) >> 11;
    }
}
