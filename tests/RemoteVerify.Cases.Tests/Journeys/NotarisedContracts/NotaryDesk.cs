using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Engines.Papers;
using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Journeys.Fees;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Templates;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Tests.Journeys.NotarisedContracts;

/// <summary>A notarial practice with three notaries and two rooms, over the whole office. Only clock, capture and prevention list are the test's.</summary>
internal sealed class NotaryDesk : IAsyncDisposable
{
    public const string Lead = "notary-an", Second = "notary-binh", Third = "notary-chi";

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Lazy<byte[]> PhotoBytes = new(() => Pictures.Jpeg(800, 1100, 90));

    private readonly Dictionary<string, ECDsa> _keys = [];

    private NotaryDesk(Office office, IReadOnlyList<DeclaredParticipant> people, ProcedureLibrary procedures)
    {
        (Office, People, Procedures) = (office, people, procedures);
        Composer = new PaperComposer(office.Fonts, PaperTemplates.OfDelivered());
        Intake = Actor.Officer(Office.Tenant, "intake-1");
    }

    public Office Office { get; }

    public IReadOnlyList<DeclaredParticipant> People { get; }

    public ProcedureLibrary Procedures { get; }

    public PaperComposer Composer { get; }

    public PreventionDouble Prevention { get; } = new();

    public Notaries Officers { get; } = new();

    public Places Rooms { get; } = new();

    public CheckPlace Check { get; } = new("https://tra-cuu.example/check/", "RemoteVerify");

    public OfficeHead Head => new(Rooms, Officers, Check);

    public Actor Intake { get; }

    public CaseId Case { get; private set; }

    public static byte[] Photo => PhotoBytes.Value;

    public static Actor Notary(string account) => Actor.Officer(Office.Tenant, account);

    public static IReadOnlyList<DeclaredParticipant> TwoParties { get; } =
        [new("Nguyễn Thị Bán", "001199000011", "party-a"), new("Trần Văn Mua", "001199000012", "party-b")];

    public static async Task<NotaryDesk> OpenAsync(IReadOnlyList<DeclaredParticipant>? people = null, Func<Procedure, Procedure>? change = null)
    {
        ProcedureCatalog delivered = ProcedureCatalog.Delivered();
        var catalog = new ProcedureCatalog([.. delivered.Versions.Select(v => v.Code == "notarised-contract" && change is not null ? change(v) : v)]);
        return new NotaryDesk(await Office.OpenAsync(), people ?? TwoParties, new ProcedureLibrary(catalog, new ProcedureRule(TakesUnverified: true)));
    }

    /// <summary>A draft whose form and papers are complete.</summary>
    public async Task<Outcome<SubmittedCase>> SubmitAsync(string transaction = "land-transfer")
    {
        DraftCase opened = (await new OpenCase(Office.Desk, Procedures).DoAsync(
            Office.Portal, new OpenCaseRequest("notarised-contract", "Hợp đồng chuyển nhượng quyền sử dụng đất", People), None)).Value;
        Case = opened.File.Id;
        await using (IUnitOfWork unit = await Office.Storage.BeginAsync(None))
        {
            DateTimeOffset now = Office.Clock.GetUtcNow();
            BlobId blob = await unit.Blobs.PutAsync(Office.Tenant, Case, DataClass.Dossier, Office.Contract(), None);
            var draft = new DossierPaper("d1", "draft", PaperOrigin.Uploaded, "application/pdf", blob, Sha256Digest.Of(Office.Contract()), 1, "portal-1", now);
            FieldValue[] fields =
            [
                .. new (string Name, string Value)[]
                {
                    ("transaction", transaction), ("full-name", People[0].FullName), ("personal-number", People[0].PersonalNumber),
                    ("residence", "Số 1 Đường Thử Nghiệm, Tỉnh Mẫu"), ("asset", "Thửa đất số 12, tờ bản đồ số 3, Xã Thử Nghiệm"),
                    ("value-vnd", "2500000000"),
                }.Select(f => new FieldValue(f.Name, f.Value, ValueSource.Typed, null, "portal-1", now)),
            ];
            Dossier dossier = opened.File.Dossier.Set(fields).Add(draft);
            await unit.Cases.UpdateAsync(opened with { File = opened.File with { Dossier = dossier, Version = 2 } }, now, None);
            await unit.CommitAsync(None);
        }

        return await new SubmitCase(Office.Desk, Procedures).DoAsync(Office.Portal, Case, None);
    }

    /// <summary>Taken in, with a lead.</summary>
    public async Task<NotaryDesk> AssignedAsync()
    {
        (await SubmitAsync()).Done();
        (await new AcceptCase(Office.Desk, Procedures).DoAsync(Intake, Case, None)).Done();
        (await AssignAsync(Intake, Lead)).Done();
        return this;
    }

    /// <summary>Then the draft is with the parties, who agree when asked to.</summary>
    public async Task<NotaryDesk> SharedAsync(bool agreed = true)
    {
        await AssignedAsync();
        (await CheckAsync()).Done();
        (await ShareAsync(Office.Contract())).Done();
        return agreed ? await AgreedAsync() : this;
    }

    public async Task<NotaryDesk> AgreedAsync()
    {
        Sha256Digest draft = (await StateAsync<DraftShared>()).Draft.Sha256;
        foreach (Participant signer in (await StateAsync<DraftShared>()).File.Signers)
        {
            foreach (string purpose in new[] { "identity-check", "session-recording" })
            {
                (await new GiveConsent(Office.Desk, Procedures).DoAsync(Office.Citizen(Case, signer.Id.Value), Case, purpose, "1", true, None)).Done();
            }

            (await AgreeAsync(signer.Id.Value, draft)).Done();
        }

        await PayAsync();
        return this;
    }

    /// <summary>The fee by the table is asked for and paid, once.</summary>
    public async Task PayAsync()
    {
        if ((await CaseAsync()).File.Dossier.Payments.All(claim => claim.PaidAt is null))
        {
            var asked = Assert.IsType<PaymentRequested>((await new RequestFee(Office.Desk, Procedures).DoAsync(Notary(Lead), Case, [], None)).Done());
            PaymentClaim claim = asked.File.Dossier.Payments.Single(p => p.Id == asked.Claim);
            (await new ConfirmPayment(Office.Desk).DoAsync(Office.Service, Case, claim.Id, claim.AmountVnd, "BL-1", None)).Done();
        }
    }

    /// <summary>Then the session is set with its number.</summary>
    public async Task<NotaryDesk> ScheduledAsync()
    {
        await SharedAsync();
        (await ScheduleAsync(Plan())).Done();
        (await ReserveAsync()).Done();
        return this;
    }

    /// <summary>Then it is open, and everybody is proven.</summary>
    public async Task<NotaryDesk> OpenedAsync(bool proven = true, params string[] readAloudTo)
    {
        await ScheduledAsync();
        (await OpenSessionAsync(Lead, readAloudTo)).Done();
        return proven ? await ProvenAsync() : this;
    }

    public async Task<NotaryDesk> ProvenAsync()
    {
        foreach (Participant signer in (await CaseAsync()).File.Signers)
        {
            CaptureGrant grant = await Office.BeginCaptureAsync(Case, signer.Id.Value, signer.FullName, signer.PersonalNumber);
            (await Office.FinishAsync(grant, CaptureVerdict.Passed)).Done();
        }

        return this;
    }

    /// <summary>What the venue's notary records of one participant, then the signature, then the photo.</summary>
    public async Task SignAsync(string participant)
    {
        string notary = await NotaryOfAsync(participant);
        (await PapersAsync(notary, participant, participant == "p1" ? new ConvertedPaper("land-certificate", Office.Contract()) : null)).Done();
        (await CapacityAsync(notary, participant)).Done();
        (await ReadAsync(notary, participant)).Done();
        (await Office.ConfirmAndSignAsync(Case, participant)).Done();
        (await PhotoAsync(notary, [participant])).Done();
    }

    /// <summary>Everybody signed; the session is closed and recorded without a gap.</summary>
    public async Task<NotaryDesk> ClosedAsync()
    {
        await OpenedAsync();
        await SignAllAsync();
        (await CloseAsync()).Done();
        await RecordAllAsync();
        return this;
    }

    public async Task SignAllAsync()
    {
        foreach (Participant signer in (await CaseAsync()).File.Signers)
        {
            Office.Clock.Advance(TimeSpan.FromMinutes(1));
            await SignAsync(signer.Id.Value);
        }
    }

    public async Task RecordAllAsync()
    {
        NotarialSession session = (await CaseAsync()).File.Session!;
        foreach (Venue venue in session.Venues)
        {
            byte[] media = [.. "not a film, only its stand-in "u8, (byte)venue.Id[^1], .. Guid.NewGuid().ToByteArray()];
            (await RecordAsync(venue.Notary, venue.Id, session.OpenedAt!.Value, session.ClosedAt!.Value, media)).Done();
        }
    }

    public SessionPlan Plan(params VenuePlan[] venues) => new(
        Office.Clock.GetUtcNow().AddHours(1),
        venues.Length > 0
            ? venues
            : [new("room-1", null, Lead, Ids("p1")), new("room-2", null, Second, [.. Enumerable.Range(2, People.Count(Signs) - 1).Select(i => new ParticipantId($"p{i}"))])]);

    public static ParticipantId[] Ids(params string[] ids) => [.. ids.Select(id => new ParticipantId(id))];

    public Task<Outcome<Case>> AssignAsync(Actor actor, string lead) => new AssignLead(Office.Desk, Officers).DoAsync(actor, Case, lead, None);

    public Task<Outcome<Case>> CheckAsync(string notary = Lead) =>
        new CheckPrevention(Office.Desk, Procedures, Prevention, Composer, Head).DoAsync(Notary(notary), Case, None);

    public Task<Outcome<DraftShared>> ShareAsync(byte[] pdf, string notary = Lead) =>
        new ShareDraft(Office.Desk, Procedures, Office.Signer).DoAsync(Notary(notary), Case, pdf, None);

    public Task<Outcome<DraftShared>> AgreeAsync(string participant, Sha256Digest draft) =>
        new AgreeToDraft(Office.Desk).DoAsync(Office.Citizen(Case, participant), Case, draft, None);

    public Task<Outcome<SessionScheduled>> ScheduleAsync(SessionPlan plan, string notary = Lead) =>
        new ScheduleSession(Office.Desk, Procedures, Officers, Rooms).DoAsync(Notary(notary), Case, plan, None);

    public Task<Outcome<Case>> ReserveAsync() => new ReserveNumber(Office.Desk, Procedures).DoAsync(Notary(Lead), Case, None);

    public Task<Outcome<AwaitingIdentity>> OpenSessionAsync(string notary = Lead, params string[] readAloudTo) =>
        new OpenSession(Office.Desk, Procedures, Composer, Office.Signer, Officers, Rooms, Head, Office.Seals, Check).DoAsync(Notary(notary), Case, Ids(readAloudTo), None);

    public Task<Outcome<CaseWithDocument>> PapersAsync(string notary, string participant, ConvertedPaper? paper = null) =>
        new RecordPapersShown(Office.Desk, Procedures).DoAsync(Notary(notary), Case, new ParticipantId(participant), paper, None);

    public Task<Outcome<CaseWithDocument>> CapacityAsync(string notary, string participant) =>
        new ConfirmCapacity(Office.Desk).DoAsync(Notary(notary), Case, new ParticipantId(participant), None);

    public async Task<Outcome<CaseWithDocument>> ReadAsync(string notary, string participant, ReadingWay way = ReadingWay.Self, Sha256Digest? read = null) =>
        await new RecordReading(Office.Desk).DoAsync(Notary(notary), Case, new ParticipantId(participant), way, read ?? (await CaseAsync()).CurrentDocument!.Sha256, None);

    public Task<Outcome<DossierPaper>> PhotoAsync(string notary, string[] signers, byte[]? jpeg = null, DateTimeOffset? takenAt = null) =>
        new TakeSigningPhoto(Office.Desk).DoAsync(Notary(notary), Case, Ids(signers), jpeg ?? Photo, takenAt, None);

    public Task<Outcome<ComposedPaper>> PrintAsync(string notary, string participant) =>
        new PrintSigningPhoto(Office.Desk, Procedures, Composer, Officers, Head).DoAsync(Notary(notary), Case, new ParticipantId(participant), None);

    public Task<Outcome<RecordedSpan>> RecordAsync(string notary, string venue, DateTimeOffset from, DateTimeOffset until, byte[] media) =>
        new AddRecording(Office.Desk).DoAsync(Notary(notary), Case, venue, from, until, SessionMedia.Of(media, "video/webm"), None);

    public Task<Outcome<CaseWithDocument>> CloseAsync(string notary = Lead) => new CloseSession(Office.Desk, Procedures).DoAsync(Notary(notary), Case, None);

    public Task<Outcome<SessionScheduled>> AbortAsync(string notary = Lead, string reason = "Đường truyền bị ngắt") =>
        new AbortSession(Office.Desk).DoAsync(Notary(notary), Case, reason, None);

    public async Task<Outcome<Approved>> ApproveAsync(string notary = Lead)
    {
        foreach (Passed verification in (await Office.ViewAsync(Case)).Verifications.OfType<Passed>())
        {
            (await new ViewEvidence(Office.Desk, Office.Sealer).DoAsync(Notary(notary), verification.File.Id, None)).Done();
        }

        return await new ApproveCase(Office.Desk).DoAsync(Notary(notary), Case, None);
    }

    /// <summary>The notary's own signature, in two phases.</summary>
    public async Task<Outcome<CaseWithDocument>> CountersignAsync(string notary)
    {
        ECDsa key = _keys.TryGetValue(notary, out ECDsa? known) ? known : _keys[notary] = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] request = new CertificateRequest("CN=wish", key, HashAlgorithmName.SHA256).CreateSigningRequest();
        IssuedChain chain = (await new EnrolOfficer(Office.Desk, Office.Issuer, Officers).DoAsync(Notary(notary), request, None)).Value;
        Outcome<CountersignatureTask> task = await new PrepareCountersignature(Office.Desk, Office.Issuer, Office.Signer, Officers, Office.Guard)
            .DoAsync(Notary(notary), Case, Convert.ToHexStringLower(chain.Certificate.SerialNumber.Span), None);
        return task.Refusal is { } refusal
            ? refusal
            : await Office.Finalising().DoAsync(Notary(notary), Case, key.SignHash(task.Value.HashToSign.Span, DSASignatureFormat.Rfc3279DerSequence), None);
    }

    public async Task<Case> CaseAsync() => (await Office.ViewAsync(Case)).Case;

    public async Task<T> StateAsync<T>()
        where T : Case => Assert.IsType<T>(await CaseAsync());

    public async Task<IReadOnlyList<RegisterEntry>> NumbersAsync()
    {
        await using IUnitOfWork unit = await Office.Storage.BeginAsync(None);
        return await unit.Registers.FindAsync(Office.Tenant, Case, None);
    }

    public async Task<byte[]> PaperAsync(string id)
    {
        await using IUnitOfWork unit = await Office.Storage.BeginAsync(None);
        DossierPaper paper = (await CaseAsync()).File.Dossier.Papers.Single(p => p.Id == id);
        return (await unit.Blobs.GetAsync(Case, paper.Blob, None))!.Value.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ECDsa key in _keys.Values)
        {
            key.Dispose();
        }

        await Office.DisposeAsync();
    }

    private async Task<string> NotaryOfAsync(string participant) => (await CaseAsync()).File.Session!.VenueOf(new ParticipantId(participant))!.Notary;

    private static bool Signs(DeclaredParticipant person) => person.Kind is not (ParticipantKind.Helper or ParticipantKind.Subject);

    /// <summary>The notaries of the practice.</summary>
    public sealed class Notaries : IOfficerDirectory
    {
        public OfficerProfile? Find(TenantId tenant, string account) => account switch
        {
            _ when tenant != Office.Tenant => null,
            Lead => new OfficerProfile(account, "Lê Thị An", "Công chứng viên", Office.SealName),
            Second => new OfficerProfile(account, "Phạm Văn Bình", "Công chứng viên", Office.SealName),
            Third => new OfficerProfile(account, "Đỗ Minh Chi", "Công chứng viên", Office.SealName),
            _ => null,
        };
    }

    /// <summary>The rooms of the practice.</summary>
    public sealed class Places : IServicePointDirectory
    {
        public AgencyProfile? Agency(TenantId tenant) =>
            new(["SỞ TƯ PHÁP TỈNH MẪU", "VĂN PHÒNG CÔNG CHỨNG THỬ NGHIỆM"], "Tỉnh Mẫu", "RemoteVerify", "room-1", 2, "Cam kết của văn phòng");

        public IReadOnlyList<ServicePoint> List(TenantId tenant) =>
        [
            new("room-1", "Văn phòng công chứng Thử Nghiệm", "Số 1 Đường Thử Nghiệm, Tỉnh Mẫu", "8:00-17:00"),
            new("room-2", "Điểm cầu xã Bên Sông", "Số 9 Đường Bờ Sông, Xã Bên Sông, Tỉnh Mẫu", "8:00-17:00"),
        ];
    }

    /// <summary>The prevention list at the other end of the line.</summary>
    public sealed class PreventionDouble : IPreventionList
    {
        public PreventionAnswer Answer { get; set; } = new PreventionAnswer.Answered("Sở Tư pháp Tỉnh Mẫu", "Cơ sở dữ liệu công chứng", "{\"notices\":[]}"u8.ToArray(), []);

        public PreventionQuestion? Asked { get; private set; }

        public Task<PreventionAnswer> AskAsync(PreventionQuestion question, CancellationToken cancellationToken)
        {
            Asked = question;
            return Task.FromResult(Answer);
        }
    }
}

internal static class Expecting
{
    /// <summary>The value of an act that must be done.</summary>
    public static T Done<T>(this Outcome<T> outcome)
    {
        Assert.True(outcome.IsDone, outcome.ToString());
        return outcome.Value;
    }

    /// <summary>The reasons of an act that must be refused with this code.</summary>
    public static IReadOnlyList<string> Refused<T>(this Outcome<T> outcome, RefusalCode code)
    {
        Assert.True(outcome.Refusal?.Code == code, $"expected {code}: {outcome}");
        return outcome.Refusal!.Reasons;
    }
}
