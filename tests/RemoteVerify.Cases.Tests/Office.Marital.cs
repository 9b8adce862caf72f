using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Engines.Papers;
using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Journeys.MaritalCertificates;
using RemoteVerify.Cases.Journeys.Requests;
using RemoteVerify.Cases.Lookups;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Templates;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Sealing;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Tests;

/// <summary>What the office has for dossiers and the marital-status certificate. The databases are made up; everything else is real.</summary>
public sealed partial class Office
{
    public const string Marital = "marital-certificate";
    public const string OtherAgency = "UBND phường Cũ";

    public OneDirectory Points { get; } = new();

    public MadeUpPopulation Population { get; } = new();

    public MadeUpRegister Register { get; } = new();

    public CheckPlace Check { get; } = new("https://tra-cuu.example/check/", "RemoteVerify");

    public IPaperComposer DossierComposer => new PaperComposer(Fonts, PaperTemplates.OfDelivered());

    public OfficeHead DossierHead => new(Points, Officers, Check);

    public DossierSlips Slips => new(DossierComposer, DossierHead, Procedures, SlipWords.Delivered);

    public LookupSnapshots Snapshots => new(DossierComposer, DossierHead);

    public async Task<DraftCase> OpenMaritalAsync(params DeclaredParticipant[] people) => (await new OpenCase(Desk, Procedures).DoAsync(
        Portal,
        new OpenCaseRequest(Marital, null, people.Length > 0 ? people : [new DeclaredParticipant(Name, Number, "applicant") { Kind = ParticipantKind.Applicant }]),
        CancellationToken.None)).Value;

    public Task<Outcome<Case>> SetAsync(Actor actor, CaseId id, params (string Name, string Value)[] fields) => new SetFields(Desk, Procedures).DoAsync(
        actor, id, [.. fields.Select(field => new FieldInput(field.Name, field.Value))], CancellationToken.None);

    /// <summary>Every field that the population database doesn't fill, for a purpose other than marriage.</summary>
    public Task<Outcome<Case>> FillAsync(CaseId id, string purpose = "loan") => SetAsync(
        Citizen(id), id,
        ("full-name", Name), ("birth-date", "1999-01-02"), ("sex", "female"), ("ethnicity", "Kinh"), ("nationality", "Việt Nam"), ("personal-number", Number),
        ("residence", "Số 1 phố Thử Nghiệm, phường Thử Nghiệm"), ("residence-from", "2017-01-02"), ("purpose", purpose));

    public Task<Outcome<AwaitingIdentity>> RequestAsync(CaseId id) =>
        new ComposeRequest(Desk, Procedures, DossierComposer, Signer, DossierHead).DoAsync(Citizen(id), id, CancellationToken.None);

    public Task<Outcome<Consent>> ConsentAsync(CaseId id, bool? given = true, string version = "1", string purpose = "identity-check") =>
        new GiveConsent(Desk, Procedures).DoAsync(Citizen(id), id, purpose, version, given, CancellationToken.None);

    public Task<Outcome<LookedUp>> LookUpAsync(CaseId id, params PopulationField[] fields) =>
        new LookUp(Desk, Procedures, Population, Snapshots).DoAsync(Officer, id, new ParticipantId("p1"), fields, CancellationToken.None);

    public Task<Outcome<DossierPaper>> UploadAsync(CaseId id, string need, string? about = null, byte[]? bytes = null) =>
        new AddPaper(Desk, Procedures).DoAsync(Citizen(id), id, need, about, bytes ?? Pictures.Jpeg(60, 80, 70), CancellationToken.None);

    public Task<Outcome<Appointment>> BookAsync(CaseId id, string point, DateTimeOffset at) =>
        new BookAppointment(Desk, Points, Procedures, Slips).DoAsync(Citizen(id), id, point, at, "nộp bản chính", CancellationToken.None);

    /// <summary>To the request that the applicant signed, accepted by the officer.</summary>
    public async Task<CaseId> AcceptedMaritalAsync(string purpose = "loan")
    {
        CaseId id = (await OpenMaritalAsync()).File.Id;
        Assert.True((await FillAsync(id, purpose)).IsDone);
        await SignRequestAsync(id);
        Outcome<AcceptedCase> accepted = await new AcceptCase(Desk, Procedures, Slips).DoAsync(Officer, id, CancellationToken.None);
        Assert.True(accepted.IsDone, accepted.ToString());
        return id;
    }

    public async Task SignRequestAsync(CaseId id)
    {
        Outcome<AwaitingIdentity> requested = await RequestAsync(id);
        Assert.True(requested.IsDone, requested.ToString());
        Assert.True((await ConsentAsync(id)).IsDone);
        CaptureGrant grant = await BeginCaptureAsync(id);
        Assert.True((await FinishAsync(grant, CaptureVerdict.Passed)).IsDone);
        Outcome<CaseWithDocument> signed = await ConfirmAndSignAsync(id);
        Assert.True(signed.IsDone, signed.ToString());
        foreach (Verification verification in (await ViewAsync(id)).Verifications.OfType<Passed>())
        {
            Assert.True((await new ViewEvidence(Desk, Sealer).DoAsync(Officer, verification.File.Id, CancellationToken.None)).IsDone);
        }
    }

    public Task<Outcome<StatusLookedUp>> LookUpStatusAsync(CaseId id) =>
        new LookUpStatus(Desk, Procedures, Population, Register, Snapshots).DoAsync(Officer, id, OtherAgency, CancellationToken.None);

    public Task<Outcome<CertificateDrafted>> DraftAsync(CaseId id) =>
        new DraftCertificate(Desk, Procedures, DossierComposer, DossierHead).DoAsync(Officer, id, "officer-1", CancellationToken.None);

    public async Task<Outcome<DraftConfirmed>> ConfirmDraftAsync(CaseId id)
    {
        ShownDocument shown = (await new ReadDocument(Desk).DoAsync(Citizen(id), id, CancellationToken.None)).Value;
        return await new ConfirmDraft(Desk).DoAsync(Citizen(id), id, shown.Sha256, CancellationToken.None);
    }

    public Task<Outcome<PaperPrepared>> ComposeCertificateAsync(CaseId id) =>
        new ComposeCertificate(Desk, Procedures, DossierComposer, Signer, DossierHead, Check).DoAsync(Officer, id, "officer-1", CancellationToken.None);

    /// <summary>From the confirmed draft to the stored certificate.</summary>
    public async Task<PublishedBytes> FinishCertificateAsync(CaseId id)
    {
        await ReserveAsync(id);
        Done(await ComposeCertificateAsync(id));
        return await FinishPaperAsync(id);
    }

    /// <summary>A population database with one answer for everybody, which a test sets.</summary>
    public sealed class MadeUpPopulation : IPopulationData
    {
        public DatabaseName Name => new("population", "Bộ Công an (thử nghiệm)", "Cơ sở dữ liệu quốc gia về dân cư (thử nghiệm)");

        public DatabaseAnswer? Next { get; set; }

        public Dictionary<string, string> Values { get; } = new() { [MaritalFacts.Status] = "never-married" };

        public List<LookupQuestion> Asked { get; } = [];

        public Task<DatabaseAnswer> AskAsync(LookupQuestion question, IReadOnlyList<PopulationField> fields, CancellationToken cancellationToken)
        {
            Asked.Add(question);
            return Task.FromResult(Next ?? Answers.Found(Values.Where(value => question.Fields.Contains(value.Key))));
        }
    }

    /// <summary>The own register, likewise.</summary>
    public sealed class MadeUpRegister : ICivilStatusRegister
    {
        public DatabaseName Name => new("civil-status", "Bộ Tư pháp (thử nghiệm)", "Cơ sở dữ liệu hộ tịch (thử nghiệm)");

        public DatabaseAnswer? Next { get; set; }

        public Dictionary<string, string> Values { get; } = new() { [MaritalFacts.Status] = "never-married" };

        public Task<DatabaseAnswer> AskMaritalAsync(LookupQuestion question, CancellationToken cancellationToken) => Task.FromResult(Next ?? Answers.Found(Values));
    }

    /// <summary>One agency with a main desk and a village point that has a single seat.</summary>
    public sealed class OneDirectory : IServicePointDirectory
    {
        private static readonly OpeningHours[] Mornings =
            [new([DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday], new TimeOnly(8, 0), new TimeOnly(11, 30))];

        public AgencyProfile? Agency(TenantId tenant) => tenant == Tenant
            ? new AgencyProfile(["UBND Thành phố Thử Nghiệm", SealName], "Thử Nghiệm", "RemoteVerify", "desk", 2, "Cam kết phục vụ (thử nghiệm)")
            : null;

        public IReadOnlyList<ServicePoint> List(TenantId tenant) => tenant == Tenant
            ?
            [
                new ServicePoint("desk", "Bộ phận Một cửa Xã Thử Nghiệm", "Số 1 đường Thử Nghiệm", "8:00-11:30, 13:30-17:00") { Telephone = "024 0000 0000", Opening = Mornings, SlotCapacity = 2 },
                new ServicePoint("village", "Điểm tiếp nhận thôn Một", "Nhà văn hóa thôn Một", "8:00-11:30") { Opening = Mornings },
            ]
            : [];
    }

    private static class Answers
    {
        public static FoundAnswer Found(IEnumerable<KeyValuePair<string, string>> values)
        {
            var all = values.ToDictionary();
            return new FoundAnswer(all, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(all));
        }
    }
}
