using RemoteVerify.Cases.DirectCopies;
using RemoteVerify.Cases.Papers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Authority.Development;
using RemoteVerify.Authority.TimestampAuthority;
using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Engines;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Sealing;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.Signing.Certificates;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.IdDocument.CountrySigners;
using RemoteVerify.IdDocument.PassiveAuthentication;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Composing.Fonts;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Fetching;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Revocation;
using RemoteVerify.Pki.Timestamps;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Synthetic.Chips;
using RemoteVerify.TestKit;
using ChipHolder = RemoteVerify.Synthetic.Chips.ChipHolder;

namespace RemoteVerify.Cases.Tests;

/// <summary>
/// A whole office over a real SQLite file with the real engines: development authority, PAdES, chips of a synthetic
/// country. Only the clock and the capture's outcome are made by the test.
/// </summary>
public sealed partial class Office : IAsyncDisposable
{
    public static readonly TenantId Tenant = new("xa-thu-nghiem");
    public const string Number = "001199000011";
    public const string Name = "Nguyễn Thị Thử Nghiệm";
    public const string SealName = "UBND Xã Thử Nghiệm";

    private readonly DevelopmentHierarchy _hierarchy;
    private readonly SyntheticCountry _country;
    private readonly SoftwareKey _evidenceKey;
    private readonly string _folder;
    private readonly MasterKey _master;

    private Office(string folder, MasterKey master, FakeClock clock)
    {
        _folder = folder;
        _master = master;
        Clock = clock;
        _hierarchy = DevelopmentHierarchy.Create(clock.GetUtcNow().AddDays(-1), new DevelopmentHierarchyOptions { SealOrganisation = SealName });
        _country = SyntheticCountry.Create(clock.GetUtcNow());
        Storage = OpenStorage();
        Desk = new Desk(Storage, clock);
        Fonts = new DocumentFonts(new FontFamily(Font("Serif-Regular"), Font("Serif-Bold"), Font("Serif-Italic")), new FontFamily(Font("Sans-Regular"), Font("Sans-Bold")));
        TimestampAuthority timestamps = new(_hierarchy.TimestampAuthority, new TimestampAuthorityOptions(), clock);
        Timestamps = new Switch(timestamps);
        Signer = new PadesDocumentSigner(Timestamps, Fonts, () => Archiving.For(clock.GetUtcNow()));
        _evidenceKey = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
        Evidence = new CertifiedKey(
            Issue(CertificateProfile.Evidence, "Evidence", _evidenceKey.PublicKey), _hierarchy.Authority.ChainOfIssued, _evidenceKey);
        Sealer = new CmsEvidenceSealer(Evidence, Timestamps, TimeSpan.FromSeconds(5));
        Trust = new AuthorityTrust(_hierarchy.Root, _hierarchy.Parent, _hierarchy.Authority);
        Validator = new PadesDocumentValidator(TrustOfActs);
        Issuer = new AuthorityCertificateIssuer(_hierarchy.Authority);
        Seals = new OrganisationSeals(new Dictionary<TenantId, OrganisationSealKey> { [Tenant] = new(SealName, _hierarchy.OrganisationSeal) });
        Chips = new ChipVerification(new CountrySignerStore([Certificate.Read(_country.CountrySignerCertificate)]), [], ChipPolicy.RequirePossession);
    }

    public FakeClock Clock { get; }

    /// <summary>The key of evidence packages.</summary>
    public CertifiedKey Evidence { get; }

    /// <summary>The timestamp authority, which a test may take off the line.</summary>
    public Switch Timestamps { get; }

    public IEvidenceSealer Sealer { get; set; }

    public Certificate Root => _hierarchy.Root;

    public DevelopmentHierarchy Hierarchy => _hierarchy;

    public Certificate Issue(CertificateProfile profile, string name, PublicKeyInfo key) =>
        _hierarchy.Authority.Issue(profile, new DistinguishedNameParts { CommonName = name }, key, Clock.GetUtcNow().AddHours(-1), Clock.GetUtcNow().AddYears(1));

    public SqliteStorage Storage { get; private set; }

    public Desk Desk { get; private set; }

    public DocumentFonts Fonts { get; }

    public PadesDocumentSigner Signer { get; }

    public AuthorityTrust Trust { get; }

    public PadesDocumentValidator Validator { get; }

    public AuthorityCertificateIssuer Issuer { get; }

    public OrganisationSeals Seals { get; }

    public ChipVerification Chips { get; }

    public ProcedureLibrary Procedures { get; set; } = new(ProcedureCatalog.Delivered(), new ProcedureRule(TakesUnverified: true));

    public VerificationPolicy Policy { get; } = new();

    public string DatabasePath => Path.Combine(_folder, "office.db");

    public Actor Portal { get; } = Actor.Portal(Tenant, "portal-1");

    public Actor Officer { get; } = Actor.Officer(Tenant, "officer-1");

    public Actor Seal { get; } = Actor.Seal(Tenant);

    public Actor Service { get; } = Actor.Service(Tenant);

    public ChipChallengeKey ChallengeKey { get; } = new(RandomNumberGenerator.GetBytes(32));

    public CountrySignerStore CountrySigners => new([Certificate.Read(_country.CountrySignerCertificate)]);

    public RegisteredPeople Officers { get; } = new();

    public ECDsa OfficerKey { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static async Task<Office> OpenAsync()
    {
        string folder = Directory.CreateTempSubdirectory("rv-office-").FullName;
        var office = new Office(folder, new MasterKey("test", RandomNumberGenerator.GetBytes(32)), new FakeClock());
        await office.Storage.MigrateAsync(CancellationToken.None);
        return office;
    }

    /// <summary>As after a crash: nothing in memory survives, the file does.</summary>
    public void Restart()
    {
        Storage = OpenStorage();
        Desk = new Desk(Storage, Clock);
    }

    public static Actor Citizen(CaseId id, string participant = "p1") => Actor.Citizen(Tenant, id, new ParticipantId(participant));

    public async Task<DraftCase> OpenCaseAsync(params (string Name, string Number)[] people)
    {
        (string Name, string Number)[] all = people.Length == 0 ? [(Name, Number)] : people;
        Outcome<DraftCase> opened = await new OpenCase(Desk, Procedures).DoAsync(
            Portal,
            new OpenCaseRequest(ProcedureCatalog.RemoteContractTest, null, [.. all.Select(p => new DeclaredParticipant(p.Name, p.Number, "party"))]),
            CancellationToken.None);
        return opened.Value;
    }

    public byte[] Contract()
    {
        var composer = new DocumentComposer(new ComposerOptions { Title = "Hợp đồng", Fonts = Fonts, Created = Clock.GetUtcNow() });
        composer.Heading("HỢP ĐỒNG THỬ NGHIỆM");
        for (int i = 0; i < 30; i++)
        {
            composer.Paragraph($"Điều {i + 1}. Các bên đã tự đọc và đồng ý toàn bộ nội dung của hợp đồng thử nghiệm này, không có giá trị pháp lý.");
        }

        return composer.ToPdf();
    }

    public Task<Outcome<AwaitingIdentity>> AttachAsync(CaseId id, SignaturePlaces? places = null) =>
        new AttachDocument(Desk, Procedures, Signer).DoAsync(Portal, id, Contract(), places ?? SignaturePlaces.None, CancellationToken.None);

    public VirtualChip Chip(string name = Name, string number = Number, byte[]? portrait = null, ChipOptions? options = null) => new ChipPersonaliser(_country).Personalise(
        new ChipHolder
        {
            PersonalNumber = number,
            FullName = name,
            BirthDate = new DateOnly(1999, 1, 2),
            Sex = 'F',
            Issued = new DateOnly(2024, 1, 2),
            Expires = new DateOnly(2039, 1, 2),
        },
        portrait ?? Pictures.Jpeg(120, 160, 70),
        options ?? ChipOptions.Default);

    public async Task<Outcome<AwaitingCapture>> SubmitAsync(Actor actor, AwaitingChip verification, VirtualChip chip, Action<Dictionary<string, ReadOnlyMemory<byte>>>? change = null)
    {
        var files = chip.Files.ToDictionary(f => f.Key, f => (ReadOnlyMemory<byte>)f.Value);
        change?.Invoke(files);
        ReadOnlyMemory<byte> challenge = (await ChallengeAsync(actor, verification.File.Id)).Value.Challenge;
        return await Submitting().DoAsync(actor, verification.File.Id, Answered(files, challenge, chip), CancellationToken.None);
    }

    public SubmitChip Submitting(IChipVerification? chips = null, Desk? desk = null) => new(desk ?? Desk, chips ?? Chips, ChallengeKey, NoAgreement.Instance);

    public Task<Outcome<IssuedChipChallenge>> ChallengeAsync(Actor actor, VerificationId id) =>
        new IssueChipChallenge(Desk, Policy, ChallengeKey, NoAgreement.Instance).DoAsync(actor, id, null, CancellationToken.None);

    /// <summary>The files with the chip's answer to a challenge.</summary>
    public static ChipSubmission Answered(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, ReadOnlyMemory<byte> challenge, VirtualChip chip) =>
        new(files) { Challenge = challenge, ActiveAuthentication = chip.AnswerChallenge(challenge.Span) };

    /// <summary>Start, chip, ticket, begin: what precedes a capture's outcome.</summary>
    public async Task<CaptureGrant> BeginCaptureAsync(CaseId id, string participant = "p1", string name = Name, string number = Number)
    {
        AwaitingChip started = (await new StartVerification(Desk).DoAsync(Portal, id, new ParticipantId(participant), CancellationToken.None)).Value;
        using VirtualChip chip = Chip(name, number);
        Outcome<AwaitingCapture> chipped = await SubmitAsync(Portal, started, chip);
        Assert.True(chipped.IsDone, chipped.ToString());
        return await NextCaptureAsync(started.File.Id, id, participant);
    }

    public async Task<CaptureGrant> NextCaptureAsync(VerificationId verification, CaseId id, string participant = "p1")
    {
        CaptureTicket ticket = (await new OpenCapture(Desk, Policy).DoAsync(Citizen(id, participant), verification, CancellationToken.None)).Value;
        return (await new BeginCapture(Desk).DoAsync(Tenant, ticket.Ticket, CancellationToken.None)).Value;
    }

    public Task<Outcome<VerificationWithChip>> FinishAsync(CaptureGrant grant, CaptureVerdict verdict, params string[] reasons) =>
        new FinishCapture(Desk, Policy, Sealer).DoAsync(Service, grant.Verification, grant.Number, Pictures.Report(verdict, reasons), CancellationToken.None);

    /// <summary>A case whose people are all proven.</summary>
    public async Task<CaseId> ProvenAsync(params (string Name, string Number)[] people)
    {
        (string Name, string Number)[] all = people.Length == 0 ? [(Name, Number)] : people;
        DraftCase opened = await OpenCaseAsync(all);
        Assert.True((await AttachAsync(opened.File.Id)).IsDone);
        for (int i = 0; i < all.Length; i++)
        {
            CaptureGrant grant = await BeginCaptureAsync(opened.File.Id, $"p{i + 1}", all[i].Name, all[i].Number);
            Assert.True((await FinishAsync(grant, CaptureVerdict.Passed)).IsDone);
        }

        return opened.File.Id;
    }

    public async Task<Outcome<CaseWithDocument>> ConfirmAndSignAsync(CaseId id, string participant = "p1")
    {
        Actor citizen = Citizen(id, participant);
        ShownDocument shown = (await new ReadDocument(Desk).DoAsync(citizen, id, CancellationToken.None)).Value;
        Outcome<ContentConfirmed> confirmed = await new ConfirmContent(Desk).DoAsync(citizen, id, shown.Sha256, CancellationToken.None);
        return confirmed.Refusal is { } refusal ? refusal : await Signing().DoAsync(citizen, id, CancellationToken.None);
    }

    public SignDocument Signing() => new(Desk, Storage, Issuer, Signer, Guard, Policy);

    /// <summary>National anchors that certificates may lead to; none at first.</summary>
    public NationalTrust National { get; set; } = NationalTrust.None;

    /// <summary>Evidence about certificates of others; none at first.</summary>
    public RevocationEvidence Revocations { get; set; } = RevocationEvidence.None;

    public PathCertificateGate Gate => new(Trust.For, _ => National, [], new Given(this));

    public SlotGuard Guard => new(Gate, Procedures);

    public SealDocument Sealing() => new(Desk, Seals, Signer, Validator, Guard);

    public TimestampDocument Timestamping() => new(Desk, Signer, new EffectCheck(Validator, Guard));

    public async Task ApproveAsync(CaseId id)
    {
        foreach (Verification verification in (await ViewAsync(id)).Verifications.OfType<Passed>())
        {
            Assert.True((await new ViewEvidence(Desk, Sealer).DoAsync(Officer, verification.File.Id, CancellationToken.None)).IsDone);
        }

        Outcome<Approved> approved = await new ApproveCase(Desk).DoAsync(Officer, id, CancellationToken.None);
        Assert.True(approved.IsDone, approved.ToString());
    }

    public async Task<string> EnrolAsync()
    {
        var request = new CertificateRequest("CN=wish", OfficerKey, HashAlgorithmName.SHA256);
        Outcome<IssuedChain> chain = await new EnrolOfficer(Desk, Issuer, Officers).DoAsync(Officer, request.CreateSigningRequest(), CancellationToken.None);
        return Convert.ToHexStringLower(chain.Value.Certificate.SerialNumber.Span);
    }

    public PrepareCountersignature Preparing() => new(Desk, Issuer, Signer, Officers, Guard);

    public FinaliseCountersignature Finalising() => new(Desk, Signer, Validator);

    public async Task<Outcome<CaseWithDocument>> CountersignAsync(CaseId id)
    {
        Outcome<CountersignatureTask> task = await Preparing().DoAsync(Officer, id, await EnrolAsync(), CancellationToken.None);
        Assert.True(task.IsDone, task.ToString());
        byte[] value = OfficerKey.SignHash(task.Value.HashToSign.Span, DSASignatureFormat.Rfc3279DerSequence);
        return await Finalising().DoAsync(Officer, id, value, CancellationToken.None);
    }

    /// <summary>From nothing to a stored result.</summary>
    public async Task<PublishedBytes> CompleteAsync()
    {
        CaseId id = await ProvenAsync();
        Assert.True((await ConfirmAndSignAsync(id)).IsDone);
        await ApproveAsync(id);
        Outcome<CaseWithDocument> countersigned = await CountersignAsync(id);
        Assert.True(countersigned.IsDone, countersigned.ToString());
        Outcome<OrganisationSealed> sealedCase = await Sealing().DoAsync(Seal, id, CancellationToken.None);
        Assert.True(sealedCase.IsDone, sealedCase.ToString());
        Assert.True((await Timestamping().DoAsync(Seal, id, CancellationToken.None)).IsDone);
        Outcome<PublishedBytes> stored = await new StoreResult(Desk, Seals, Validator).DoAsync(Seal, id, CancellationToken.None);
        Assert.True(stored.IsDone, stored.ToString());
        return stored.Value;
    }

    public IssueDirectCopy Copying() =>
        new(Desk, Procedures, Stamping, new CertifiedCopyComposer(Fonts), Validator, new CheckPlace("https://tra-cuu.example/check/", "RemoteVerify"));

    public ComposeReport Reporting() => new(Desk, Stamping, new EvidenceReportComposer(Fonts, _ => null));

    public async Task<CaseView> ViewAsync(CaseId id) => (await new ViewCase(Desk).DoAsync(Officer, id, CancellationToken.None)).Value;

    public async ValueTask DisposeAsync()
    {
        OfficerKey.Dispose();
        _hierarchy.Dispose();
        _evidenceKey.Dispose();
        _country.Dispose();
        _master.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        await ValueTask.CompletedTask;
    }

    private SqliteStorage OpenStorage() => new(DatabasePath, _master, Clock);

    private static TrueTypeFont Font(string face) =>
        TrueTypeFont.Read(File.ReadAllBytes($"/usr/share/fonts/truetype/liberation2/Liberation{face}.ttf"));

    /// <summary>A service that knows no chip authentication; the tests of the service have the real one.</summary>
    private sealed class NoAgreement : IChipAgreement
    {
        public static readonly NoAgreement Instance = new();

        public Outcome<ChipAgreementTask?> Begin(ReadOnlyMemory<byte> dg14) => (ChipAgreementTask?)null;

        public ChipAgreementResult Finish(ReadOnlyMemory<byte> secret, IReadOnlyList<ReadOnlyMemory<byte>> responses, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files) =>
            new(null, ChipAgreementResult.Incomplete);
    }

    /// <summary>The real authority on a line that can break.</summary>
    public sealed class Switch(ITimestampSource authority) : ITimestampSource
    {
        public bool IsOff { get; set; }

        /// <summary>In place of a token, when set.</summary>
        public Exception? Answer { get; set; }

        public Task<byte[]> GetTokenAsync(HashAlgorithmName algorithm, ReadOnlyMemory<byte> hash, CancellationToken cancellationToken) =>
            Answer is { } answer ? throw answer
            : IsOff ? throw new FetchException(FetchProblem.Unreachable, "No connection.")
            : authority.GetTokenAsync(algorithm, hash, cancellationToken);
    }

    /// <summary>Two officers, whose registration a test may change.</summary>
    public sealed class RegisteredPeople : IOfficerDirectory
    {
        public Func<OfficerProfile, OfficerProfile> Change { get; set; } = profile => profile;

        public OfficerProfile? Find(TenantId tenant, string account) => tenant == Tenant && account is "officer-1" or "officer-2"
            ? Change(new OfficerProfile(account, "Trần Văn Cán Bộ", "Chủ tịch", SealName))
            : null;
    }

    private sealed class Given(Office office) : IRevocationSource
    {
        public Task<RevocationEvidence> FindAsync(Certificate certificate, Certificate issuer, CancellationToken cancellationToken) => Task.FromResult(office.Revocations);
    }
}
