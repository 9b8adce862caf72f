using RemoteVerify.Cases.Papers;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RemoteVerify.Authority.Development;
using RemoteVerify.Authority.TimestampAuthority;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Engines;
using RemoteVerify.Cases.Engines.Papers;
using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Journeys.Fees;
using RemoteVerify.Cases.Journeys.PaperCopies;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Papers.Templates;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Sealing;
using RemoteVerify.Cases.Signing.Certificates;
using RemoteVerify.Cases.States;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Revocation;
using RemoteVerify.Storage;

namespace RemoteVerify.Cli.Commands.Bench.Cases;

/// <summary>What one flow took.</summary>
/// <param name="Total">From the opened case to the stored result.</param>
/// <param name="Signing">Inside keys and timestamps.</param>
internal readonly record struct FlowTime(TimeSpan Total, TimeSpan Signing);

/// <summary>An office that certifies copies from paper in process: the real acts, engines and storage, under a development authority.</summary>
internal sealed class CopyOffice : IOfficerDirectory, IServicePointDirectory, IDisposable
{
    private const string Organisation = "UBND xã Thử Nghiệm";
    private const string Account = "officer";
    private static readonly TenantId Tenant = new("xa-thu-nghiem");

    private readonly RelationalStorage _storage;
    private readonly DevelopmentHierarchy _hierarchy;
    private readonly DocumentFonts _fonts;
    private readonly byte[] _scan;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Desk _desk;
    private readonly ProcedureLibrary _procedures = new(ProcedureCatalog.Delivered(), new ProcedureRule(TakesUnverified: true));
    private readonly CheckPlace _place = new("https://tra-cuu.example/check/", "RemoteVerify");
    private readonly AuthorityCertificateIssuer _issuer;
    private readonly PadesDocumentValidator _validator;
    private readonly SlotGuard _guard;
    private readonly TimestampAuthority _timestamps;
    private readonly OrganisationSeals _seals;
    private readonly Dictionary<string, bool> _ticked;
    private string _serial = "";

    public CopyOffice(RelationalStorage storage, DocumentFonts fonts, int pages)
    {
        _storage = storage;
        _fonts = fonts;
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        _hierarchy = DevelopmentHierarchy.Create(now.AddDays(-1), new DevelopmentHierarchyOptions { SealOrganisation = Organisation });
        _scan = ScannerFile.Of([.. Enumerable.Range(1, pages).Select(page => ScannerFile.Sheet(PageSize.A4, page))], PageSize.A4, fonts, now);
        _desk = new Desk(storage, TimeProvider.System);
        _timestamps = new TimestampAuthority(_hierarchy.TimestampAuthority, new TimestampAuthorityOptions(), TimeProvider.System);
        _issuer = new AuthorityCertificateIssuer(_hierarchy.Authority);
        AuthorityTrust trust = new(_hierarchy.Root, _hierarchy.Parent, _hierarchy.Authority);
        _validator = new PadesDocumentValidator(trust.For);
        _guard = new SlotGuard(new PathCertificateGate(trust.For, _ => NationalTrust.None, [], new OwnListsOnly()), _procedures);
        _seals = new OrganisationSeals(new Dictionary<TenantId, OrganisationSealKey> { [Tenant] = new(Organisation, _hierarchy.OrganisationSeal) });
        _ticked = ProcedureCatalog.Delivered().Find("certified-copy-paper", VietnamTime.Day(now)).Value.PaperCopy!.Checklist.ToDictionary(item => item.Id, _ => true);
    }

    /// <summary>Bytes of the scan.</summary>
    public int ScanBytes => _scan.Length;

    /// <summary>Bytes of the last result.</summary>
    public int ResultBytes { get; private set; }

    private static Actor Officer => Actor.Officer(Tenant, Account);

    /// <summary>Makes the database ready and gives the officer a certificate.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _storage.MigrateAsync(cancellationToken);
        byte[] request = new CertificateRequest("CN=officer", _key, HashAlgorithmName.SHA256).CreateSigningRequest();
        _serial = Convert.ToHexStringLower(Done(await new EnrolOfficer(_desk, _issuer, this).DoAsync(Officer, request, cancellationToken)).Certificate.SerialNumber.Span);
    }

    /// <summary>One certified copy, from the opened case to the stored result.</summary>
    public async Task<FlowTime> RunAsync(CancellationToken ct)
    {
        long started = Stopwatch.GetTimestamp();
        TimedSigner signer = new(new PadesDocumentSigner(_timestamps, _fonts));
        CaseId id = await AcceptAsync(ct);
        Done(await new PresentOriginal(_desk, this).DoAsync(Officer, id, new PresentedOriginal("quay", "Bằng tốt nghiệp", null), ct));
        Done(await new TakeScan(_desk, _procedures).DoAsync(Officer, id, _scan, ct));
        Done(await new CompareOriginal(_desk, _procedures).DoAsync(Officer, id, _ticked, ct));
        await PayAsync(id, ct);
        Done(await new ReserveNumber(_desk, _procedures).DoAsync(Officer, id, ct));
        Done(await new ComposePaperCopy(_desk, _procedures, new PaperComposer(_fonts, PaperTemplates.OfDelivered()), signer.Intake, this, new OfficeHead(this, this, _place), _place)
            .DoAsync(Officer, id, Account, ct));
        Done(await new ReadDocument(_desk).DoAsync(Officer, id, ct));
        Done(await new ApproveCase(_desk).DoAsync(Officer, id, ct));
        CountersignatureTask task = Done(await new PrepareCountersignature(_desk, _issuer, signer, this, _guard).DoAsync(Officer, id, _serial, ct));
        byte[] value = signer.Time(() => _key.SignHash(task.HashToSign.Span, DSASignatureFormat.Rfc3279DerSequence));
        Done(await new FinaliseCountersignature(_desk, signer, _validator).DoAsync(Officer, id, value, ct));
        Actor seal = Actor.Seal(Tenant);
        Done(await new SealDocument(_desk, _seals, signer, _validator, _guard).DoAsync(seal, id, ct));
        Done(await new TimestampDocument(_desk, signer, new EffectCheck(_validator, _guard)).DoAsync(seal, id, ct));
        ResultBytes = Done(await new StoreResult(_desk, _seals, _validator).DoAsync(seal, id, ct)).Pdf.Length;
        return new FlowTime(Stopwatch.GetElapsedTime(started), signer.Taken);
    }

    public OfficerProfile? Find(TenantId tenant, string account) => new(account, "Trần Văn Cán Bộ", "Chủ tịch", Organisation);

    public AgencyProfile? Agency(TenantId tenant) => new(["UBND tỉnh Thử Nghiệm", Organisation], "Thử Nghiệm", "RemoteVerify", "quay", 2, "thử nghiệm");

    public IReadOnlyList<ServicePoint> List(TenantId tenant) => [new ServicePoint("quay", "Bộ phận một cửa", "Số 1", "8 giờ đến 17 giờ")];

    public void Dispose() => _key.Dispose();

    private async Task<CaseId> AcceptAsync(CancellationToken cancellationToken)
    {
        Actor portal = Actor.Portal(Tenant, "portal");
        OpenCaseRequest request = new("certified-copy-paper", null, [new DeclaredParticipant("Nguyễn Thị Thử Nghiệm", "001199000011", "applicant") { Kind = ParticipantKind.Applicant }]);
        CaseId id = Done(await new OpenCase(_desk, _procedures).DoAsync(portal, request, cancellationToken)).File.Id;
        FieldInput[] fields = [new("full-name", "Nguyễn Thị Thử Nghiệm"), new("personal-number", "001199000011"), new("document-name", "Bằng tốt nghiệp"), new("copies", "1")];
        Done(await new SetFields(_desk, _procedures).DoAsync(portal, id, fields, cancellationToken));
        Done(await new SubmitCase(_desk, _procedures).DoAsync(portal, id, cancellationToken));
        Done(await new AcceptCase(_desk, _procedures).DoAsync(Officer, id, cancellationToken));
        return id;
    }

    private async Task PayAsync(CaseId id, CancellationToken cancellationToken)
    {
        Case asked = Done(await new RequestFee(_desk, _procedures).DoAsync(Officer, id, [], cancellationToken));
        PaymentClaim claim = asked.File.Dossier.Payments[^1];
        Done(await new ConfirmPayment(_desk).DoAsync(Officer, id, claim.Id, claim.AmountVnd, "BL-1", cancellationToken));
    }

    private static T Done<T>(Outcome<T> outcome) => outcome.IsDone ? outcome.Value : throw new InvalidOperationException(outcome.ToString());
}

/// <summary>The authority of the bench is its own: its lists are at hand and nothing is asked elsewhere.</summary>
file sealed class OwnListsOnly : IRevocationSource
{
    public Task<RevocationEvidence> FindAsync(Certificate certificate, Certificate issuer, CancellationToken cancellationToken) => Task.FromResult(RevocationEvidence.None);
}
