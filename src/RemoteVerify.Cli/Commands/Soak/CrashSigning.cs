using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RemoteVerify.Authority.Development;
using RemoteVerify.Authority.TimestampAuthority;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Papers;
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
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.Signing.Certificates;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Cli.Commands.Soak;

/// <summary>
/// Certified copies with real documents and real signatures, act by act by the state that each case is in: a case that a killed process left half way
/// goes on where it stands.
/// </summary>
internal sealed class CrashSigning : IOfficerDirectory, IServicePointDirectory, IDisposable
{
    /// <summary>Opens the cases of this part of the load, so that they can be told from the others.</summary>
    public const string Counter = "soak-counter";

    private const string Organisation = "UBND xã Thử Tải";
    private const string Account = "soak-officer";
    private const string Receipt = "BL-1";

    private static readonly Actor Portal = Actor.Portal(CrashActs.Tenant, Counter);
    private static readonly Actor Officer = Actor.Officer(CrashActs.Tenant, Account);
    private static readonly Actor Seal = Actor.Seal(CrashActs.Tenant);

    private readonly IUnitOfWorkFactory _stores;
    private readonly byte[] _scan;
    private readonly ECDsa _key = ECDsa.Create();
    private readonly Desk _desk;
    private readonly ProcedureLibrary _procedures = new(ProcedureCatalog.Delivered(), new ProcedureRule(TakesUnverified: true));
    private readonly CheckPlace _place = new("https://tra-cuu.example/check/", "RemoteVerify");
    private readonly DocumentFonts _fonts = PaperFonts.Read(PaperFonts.DefaultFolder);
    private readonly PadesDocumentSigner _signer;
    private readonly PadesDocumentValidator _validator;
    private readonly AuthorityCertificateIssuer _issuer;
    private readonly SlotGuard _guard;
    private readonly OrganisationSeals _seals;
    private readonly DevelopmentHierarchy _hierarchy;
    private readonly IReadOnlyDictionary<string, bool> _ticked;
    private string? _serial;

    public CrashSigning(IUnitOfWorkFactory stores, CrashKeys keys)
    {
        _stores = stores;
        _scan = File.ReadAllBytes(keys.ScanPath);
        _key.ImportPkcs8PrivateKey(keys.Officer, out _);
        _desk = new Desk(stores, TimeProvider.System);
        _hierarchy = DevelopmentHierarchy.Import(keys.Hierarchy);
        _signer = new PadesDocumentSigner(new TimestampAuthority(_hierarchy.TimestampAuthority, new TimestampAuthorityOptions(), TimeProvider.System), _fonts);
        _issuer = new AuthorityCertificateIssuer(_hierarchy.Authority);
        AuthorityTrust trust = Trust(_hierarchy);
        _validator = new PadesDocumentValidator(trust.For);
        _guard = new SlotGuard(new PathCertificateGate(trust.For, _ => NationalTrust.None, [], new NothingElse()), _procedures);
        _seals = new OrganisationSeals(new Dictionary<TenantId, OrganisationSealKey> { [CrashActs.Tenant] = new(Organisation, _hierarchy.OrganisationSeal) });
        _ticked = ProcedureCatalog.Delivered().Versions.Single(v => v.Code == "certified-copy-paper").PaperCopy!.Checklist.ToDictionary(item => item.Id, _ => true);
    }

    /// <summary>Trust in the authority of the load.</summary>
    public static AuthorityTrust Trust(DevelopmentHierarchy hierarchy) => new(hierarchy.Root, hierarchy.Parent, hierarchy.Authority);

    /// <summary>The oldest case that a killed process left half way, or null.</summary>
    public async Task<CaseId?> UnfinishedAsync(CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await _stores.BeginAsync(cancellationToken);
        IReadOnlyList<CaseSummary> all = await unit.Cases.ListAsync(CrashActs.Tenant, new CaseQuery(null, Counter, null, 200), cancellationToken);
        return all.LastOrDefault(c => c.State is not ("completed" or "refused"))?.Id;
    }

    public async Task<Outcome<CaseId>> OpenAsync(CancellationToken cancellationToken)
    {
        var person = new DeclaredParticipant("Nguyễn Thị Mẫu", RandomNumberGenerator.GetString("0123456789", 12), "applicant") { Kind = ParticipantKind.Applicant };
        Outcome<DraftCase> opened = await new OpenCase(_desk, _procedures).DoAsync(Portal, new OpenCaseRequest("certified-copy-paper", null, [person]), cancellationToken);
        return opened.TryGet(out DraftCase? draft, out Refusal? refusal) ? draft.File.Id : refusal;
    }

    public async Task<Case> FindAsync(CaseId id, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await _stores.BeginAsync(cancellationToken);
        return (await unit.Cases.FindAsync(CrashActs.Tenant, id, cancellationToken))!;
    }

    /// <summary>The next act of a case; null when it was done, else why it was refused.</summary>
    public async Task<Refusal?> StepAsync(Case current, CancellationToken ct)
    {
        CaseId id = current.File.Id;
        return current switch
        {
            DraftCase c when c.File.Dossier.Fields.Count == 0 => (await new SetFields(_desk, _procedures).DoAsync(Portal, id, Fields(c.File.Participants[0]), ct)).Refusal,
            DraftCase => (await new SubmitCase(_desk, _procedures).DoAsync(Portal, id, ct)).Refusal,
            SubmittedCase => (await new AcceptCase(_desk, _procedures).DoAsync(Officer, id, ct)).Refusal,
            AcceptedCase => (await new PresentOriginal(_desk, this).DoAsync(Officer, id, new PresentedOriginal("quay", "Bằng tốt nghiệp", null), ct)).Refusal,
            OriginalPresented => (await new TakeScan(_desk, _procedures).DoAsync(Officer, id, _scan, ct)).Refusal,
            OriginalScanned => (await new CompareOriginal(_desk, _procedures).DoAsync(Officer, id, _ticked, ct)).Refusal,
            PaymentRequested c => (await new ConfirmPayment(_desk).DoAsync(Officer, id, c.Claim, c.File.Dossier.Payments.Single(p => p.Id == c.Claim).AmountVnd, Receipt, ct)).Refusal,
            OriginalCompared c when c.File.Dossier.Payments.Count == 0 => (await new RequestFee(_desk, _procedures).DoAsync(Officer, id, [], ct)).Refusal,
            OriginalCompared c when c.File.Number is null => (await new ReserveNumber(_desk, _procedures).DoAsync(Officer, id, ct)).Refusal,
            OriginalCompared => (await Composing().DoAsync(Officer, id, Account, ct)).Refusal,
            PaperPrepared c when !c.SeenBy.Contains(Account) => (await new ReadDocument(_desk).DoAsync(Officer, id, ct)).Refusal,
            PaperPrepared => (await new ApproveCase(_desk).DoAsync(Officer, id, ct)).Refusal,
            Approved or CountersignaturePrepared => await CountersignAsync(id, ct),
            Countersigned => (await new SealDocument(_desk, _seals, _signer, _validator, _guard).DoAsync(Seal, id, ct)).Refusal,
            OrganisationSealed => (await new TimestampDocument(_desk, _signer, new EffectCheck(_validator, _guard)).DoAsync(Seal, id, ct)).Refusal,
            Effective => (await new StoreResult(_desk, _seals, _validator).DoAsync(Seal, id, ct)).Refusal,
            _ => throw new InvalidOperationException($"The load never leads to {current.State}."),
        };
    }

    public OfficerProfile? Find(TenantId tenant, string account) => new(account, "Trần Văn Cán Bộ", "Chủ tịch", Organisation);

    public AgencyProfile? Agency(TenantId tenant) => new(["UBND tỉnh Thử Tải", Organisation], "Thử Tải", "RemoteVerify", "quay", 2, "thử nghiệm");

    public IReadOnlyList<ServicePoint> List(TenantId tenant) => [new ServicePoint("quay", "Bộ phận một cửa", "Số 1", "8 giờ đến 17 giờ")];

    public void Dispose()
    {
        _key.Dispose();
        _hierarchy.Dispose();
    }

    private static FieldInput[] Fields(Participant person) =>
        [new("full-name", person.FullName), new("personal-number", person.PersonalNumber), new("document-name", "Bằng tốt nghiệp"), new("copies", "1")];

    private ComposePaperCopy Composing() =>
        new(_desk, _procedures, new PaperComposer(_fonts, PaperTemplates.OfDelivered()), _signer, this, new OfficeHead(this, this, _place), _place);

    /// <summary>A prepared signature whose digest died with the process is prepared again.</summary>
    private async Task<Refusal?> CountersignAsync(CaseId id, CancellationToken cancellationToken)
    {
        if (_serial is null)
        {
            byte[] request = new CertificateRequest("CN=officer", _key, HashAlgorithmName.SHA256).CreateSigningRequest();
            if (!(await new EnrolOfficer(_desk, _issuer, this).DoAsync(Officer, request, cancellationToken)).TryGet(out IssuedChain? issued, out Refusal? notEnrolled))
            {
                return notEnrolled;
            }

            _serial = Convert.ToHexStringLower(issued.Certificate.SerialNumber.Span);
        }

        Outcome<CountersignatureTask> prepared = await new PrepareCountersignature(_desk, _issuer, _signer, this, _guard).DoAsync(Officer, id, _serial, cancellationToken);
        if (!prepared.TryGet(out CountersignatureTask? task, out Refusal? refusal))
        {
            return refusal;
        }

        byte[] value = _key.SignHash(task.HashToSign.Span, DSASignatureFormat.Rfc3279DerSequence);
        return (await new FinaliseCountersignature(_desk, _signer, _validator).DoAsync(Officer, id, value, cancellationToken)).Refusal;
    }

    /// <summary>The authority of the load is its own: its lists are at hand and nothing is asked elsewhere.</summary>
    private sealed class NothingElse : IRevocationSource
    {
        public Task<RevocationEvidence> FindAsync(Certificate certificate, Certificate issuer, CancellationToken cancellationToken) => Task.FromResult(RevocationEvidence.None);
    }
}
