using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Pades.LongTerm;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Tests.Modifications;
using RemoteVerify.Pades.Tests.Signing;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Revocation;
using RemoteVerify.TestKit;

namespace RemoteVerify.Pades.Tests.LongTerm;

/// <summary>The same levels as in memory, each step written behind the one before.</summary>
public sealed class LongTermFilesTests : IDisposable
{
    private static readonly byte[] Document = SignedSample.Unsigned();

    private readonly FakeClock _clock = new();
    private readonly Generations _generations;
    private readonly CertifiedKey _signer;

    public LongTermFilesTests()
    {
        _generations = new Generations(_clock);
        _generations.Add();
        _signer = _generations.Issue(CertificateProfile.Officer, "Trần Thị Công Chứng", TimeSpan.FromDays(300));
    }

    public void Dispose() => _generations.Dispose();

    [Theory]
    [InlineData(SignatureProfile.BB, "PAdES-BASELINE-B", 0)]
    [InlineData(SignatureProfile.BT, "PAdES-BASELINE-T", 0)]
    [InlineData(SignatureProfile.BLt, "PAdES-BASELINE-LT", 0)]
    [InlineData(SignatureProfile.BLta, "PAdES-BASELINE-LTA", 1)]
    public async Task SignToAsync_EveryLevel_IsValidAndTheDocumentIsItsBeginning(SignatureProfile profile, string expected, int stamps)
    {
        (SignResult result, byte[] file) = await SignAsync(profile, streamed: true);

        Assert.Equal(file.Length, Assert.IsType<SignResult.Written>(result).Length);
        Assert.True(file.AsSpan().StartsWith(Document));
        ValidationReport report = Validate(file);
        Assert.Equal((Indication.TotalPassed, expected, stamps), (report.Indication, report.Signatures[0].Profile, report.DocumentTimestamps.Count));
        Assert.Equal(((SignResult.Written)result).FieldName, report.Signatures[0].Field);
    }

    [Fact]
    public async Task SignToAsync_FromMemory_IsTheSame()
    {
        (SignResult result, byte[] file) = await SignAsync(SignatureProfile.BLta, streamed: false);

        Assert.IsType<SignResult.Written>(result);
        Assert.Equal(Indication.TotalPassed, Validate(file).Indication);
    }

    [Fact]
    public async Task SignToAsync_DigestOfTheKeyOtherThanThatOfTheTimestamp_IsValid()
    {
        (SignResult result, byte[] file) = await SignAsync(SignatureProfile.BLta, streamed: true, digest: System.Security.Cryptography.HashAlgorithmName.SHA384);

        Assert.IsType<SignResult.Written>(result);
        Assert.Equal(Indication.TotalPassed, Validate(file).Indication);
    }

    [Fact]
    public async Task RenewToAsync_TwoYearsLater_AddsEvidenceAndATimestamp()
    {
        (_, byte[] file) = await SignAsync(SignatureProfile.BLta, streamed: true);
        _clock.Advance(TimeSpan.FromDays(200));

        (SignResult result, byte[] renewed) = await RenewAsync(file);

        Assert.Equal(renewed.Length, Assert.IsType<SignResult.Written>(result).Length);
        Assert.True(renewed.AsSpan().StartsWith(file));
        ValidationReport report = Validate(renewed);
        Assert.Equal((Indication.TotalPassed, 2), (report.Indication, report.DocumentTimestamps.Count));
        Assert.Equal(report.DocumentTimestamps[0].Field, ((SignResult.Written)result).FieldName);
    }

    [Fact]
    public async Task RenewToAsync_ForgedSignature_IsRefused()
    {
        (_, byte[] file) = await SignAsync(SignatureProfile.BLta, streamed: true);
        file[file.AsSpan().IndexOf("pay 10"u8)] = (byte)'P';

        (SignResult result, _) = await RenewAsync(file);

        Assert.Equal(RefusalCode.EarlierSignatureNotValid, Assert.IsType<SignResult.Refused>(result).Code);
    }

    [Fact]
    public async Task SignToAsync_RevokedSigner_IsRefusedBeforeAnythingIsWritten()
    {
        _generations.Revoked.Add(new CrlEntry(_signer.Certificate.SerialNumber, _clock.GetUtcNow(), RevocationReason.KeyCompromise));

        (SignResult result, byte[] file) = await SignAsync(SignatureProfile.BLta, streamed: true);

        Assert.Equal(RefusalCode.CertificateRevoked, Assert.IsType<SignResult.Refused>(result).Code);
        Assert.Empty(file);
    }

    [Fact]
    public void Open_LongerThanAFileMayBe_IsTooLarge()
    {
        Assert.Throws<PdfTooLargeException>(() => SigningBase.Open(HugeMemory.Largest));
        Assert.Throws<PdfTooLargeException>(() => SigningBase.Open(Document, null, new LongStream()));
        Assert.Throws<PdfTooLargeException>(() => PdfDocument.Open(HugeMemory.Largest));
    }

    private async Task<(SignResult Result, byte[] File)> SignAsync(
        SignatureProfile profile, bool streamed, System.Security.Cryptography.HashAlgorithmName? digest = null)
    {
        using MemoryStream content = new(Document);
        using SigningBase document = SigningBase.Open(Document, null, streamed ? content : null);
        MemoryFile target = new();
        SignatureRequest request = new() { SigningTime = _clock.GetUtcNow(), Profile = profile };
        LongTermOptions options = digest is { } other ? LongTerm() with { TimestampDigest = other } : LongTerm();
        SignResult result = await LongTermFiles.SignToAsync(document, request, _signer, _generations.Tsa, options, target, default);
        return (result, target.Made.ToArray());
    }

    private async Task<(SignResult Result, byte[] File)> RenewAsync(byte[] file)
    {
        using MemoryStream content = new(file);
        MemoryFile target = new();
        SignResult result = await LongTermFiles.RenewToAsync(file, content, LongTerm(), _generations.Tsa, target, default);
        return (result, target.Made.ToArray());
    }

    private LongTermOptions LongTerm() => new() { Anchors = _generations.Roots, Source = _generations, At = _clock.GetUtcNow() };

    private ValidationReport Validate(byte[] pdf) => PadesValidator.Validate(
        pdf, new ValidationOptions { Anchors = _generations.Roots, At = _clock.GetUtcNow(), Crls = _generations.ListsNow(), Content = new MemoryStream(pdf) });

    /// <summary>Gives a copy for each view, so that a view that is used too long is noticed.</summary>
    private sealed class MemoryFile : GrowingFile
    {
        private byte[] _last = [];

        public MemoryStream Made { get; } = new();

        public override Stream Stream => Made;

        public override ReadOnlyMemory<byte> View()
        {
            _last.AsSpan().Clear();
            return _last = Made.ToArray();
        }
    }

    private sealed class LongStream : MemoryStream
    {
        public override long Length => 3L << 30;
    }
}
