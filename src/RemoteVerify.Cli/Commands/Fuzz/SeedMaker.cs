using System.Security.Cryptography;
using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Authority.Development;
using RemoteVerify.Authority.OcspResponder;
using RemoteVerify.Authority.TimestampAuthority;
using RemoteVerify.Pades.LongTerm;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Cli.Commands.Fuzz;

/// <summary>Signs the seeds with keys made for the run, at every level, in both forms of the cross-reference.</summary>
internal sealed class SeedMaker : IDisposable
{
    private readonly DateTimeOffset _now;
    private readonly DevelopmentHierarchy _hierarchy;
    private readonly SoftwareKey _key = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
    private readonly CertifiedKey _signer;
    private readonly TimestampAuthority _tsa;

    public SeedMaker(DateTimeOffset now)
    {
        _now = now;
        _hierarchy = DevelopmentHierarchy.Create(now.AddHours(-1), new DevelopmentHierarchyOptions());
        CertificateAuthority authority = _hierarchy.Authority;
        _signer = new CertifiedKey(
            authority.Issue(CertificateProfile.Officer, new DistinguishedNameParts { CommonName = "Fuzz Signer" }, _key.PublicKey, now.AddMinutes(-30), now.AddDays(30)),
            authority.ChainOfIssued,
            _key);
        _tsa = new TimestampAuthority(_hierarchy.TimestampAuthority, new TimestampAuthorityOptions(), TimeProvider.System);
        ReadOnlyMemory<byte>[] lists = [authority.IssueCrl([], 1, now.AddMinutes(-5), now.AddDays(30)).Encoded, _hierarchy.Parent.IssueCrl([], 1, now.AddMinutes(-5), now.AddDays(30)).Encoded];
        Options = new ValidationOptions { Anchors = [_hierarchy.Root], Crls = lists, At = now.AddMinutes(10) };
    }

    /// <summary>How the seeds are validated: trusting the root of the run.</summary>
    public ValidationOptions Options { get; }

    public async Task<IReadOnlyList<FuzzSeed>> MakeAsync(CancellationToken cancellationToken)
    {
        byte[] table = SeedDocument.WithTable(), streams = SeedDocument.WithStreams();
        byte[] locked = SeedDocument.WithTable("/Lock << /Type /SigFieldLock /Action /All >>", withText: true), text = SeedDocument.WithTable(withText: true);
        byte[] plain = await SignAsync(table, "First", SignatureProfile.BB, null, cancellationToken);
        return
        [
            Seed("b-b", plain),
            Seed("b-b-streams", await SignAsync(streams, "First", SignatureProfile.BB, null, cancellationToken)),
            Seed("b-t", await SignAsync(table, "First", SignatureProfile.BT, null, cancellationToken)),
            Seed("b-lt", await SignAsync(table, "First", SignatureProfile.BLt, null, cancellationToken)),
            Seed("b-lta", await SignAsync(table, "First", SignatureProfile.BLta, null, cancellationToken)),
            Seed("b-lta-streams", await SignAsync(streams, "First", SignatureProfile.BLta, null, cancellationToken)),
            Seed("two-signatures", await SignAsync(plain, "Second", SignatureProfile.BB, null, cancellationToken)),
            Seed("new-field", await SignAsync(plain, "Third", SignatureProfile.BB, null, cancellationToken)),
            Seed("certified-1", await SignAsync(text, "First", SignatureProfile.BB, 1, cancellationToken)),
            Seed("certified-2-signed", await SignAsync(await SignAsync(streams, "First", SignatureProfile.BB, 2, cancellationToken), "Second", SignatureProfile.BB, null, cancellationToken)),
            Seed("locked", await SignAsync(locked, "First", SignatureProfile.BB, null, cancellationToken)),
        ];
    }

    public void Dispose()
    {
        _key.Dispose();
        _hierarchy.Dispose();
    }

    private FuzzSeed Seed(string name, byte[] bytes)
    {
        ValidationReport report = PadesValidator.Validate(bytes, Options);
        return report.Indication == Indication.TotalPassed
            ? new FuzzSeed(name, bytes, Options)
            : throw new InvalidOperationException($"The seed {name} is {report.Indication.ToCode()} {report.SubIndication?.ToCode()}.");
    }

    private async Task<byte[]> SignAsync(byte[] pdf, string field, SignatureProfile profile, int? level, CancellationToken cancellationToken)
    {
        SignatureRequest request = new() { FieldName = field, SigningTime = _now, Profile = profile, CertificationLevel = level };
        LongTermOptions options = new() { Anchors = [_hierarchy.Root], Source = new Evidence(_hierarchy, _now), At = _now.AddMinutes(1) };
        SignResult result = await LongTermSigner.SignAsync(pdf, request, _signer, _tsa, options, cancellationToken);
        return result is SignResult.Signed signed ? signed.Pdf : throw new InvalidOperationException(((SignResult.Refused)result).Message);
    }

    /// <summary>OCSP for signers, lists for the rest.</summary>
    private sealed class Evidence(DevelopmentHierarchy hierarchy, DateTimeOffset now) : IValidationMaterialSource, ICertificateStatusSource
    {
        public Task<ValidationMaterial> GetAsync(Certificate certificate, Certificate issuer, CancellationToken cancellationToken)
        {
            bool isIssuing = issuer.Equals(hierarchy.IssuingAuthority.Certificate);
            if (isIssuing && !certificate.Equals(hierarchy.TimestampAuthority.Certificate))
            {
                OcspResponder responder = new(hierarchy.OcspResponder, issuer, new OcspResponderOptions());
                return Task.FromResult(new ValidationMaterial([], [], [responder.Respond(OcspRequest.Create(certificate, issuer).Encode(), now, this)]));
            }

            Crl list = (isIssuing ? hierarchy.Authority : hierarchy.Parent).IssueCrl([], 1, now, now.AddDays(30));
            return Task.FromResult(new ValidationMaterial([], [list.Encoded], []));
        }

        public CertificateState Find(ReadOnlyMemory<byte> serialNumber) => new(OcspCertificateStatus.Good);
    }
}
