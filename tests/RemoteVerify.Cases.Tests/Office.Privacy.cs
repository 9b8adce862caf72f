using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Engines.Privacy;
using RemoteVerify.Cases.Privacy;
using RemoteVerify.Cases.Retaining;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Tests;

/// <summary>Retention and the rights of data subjects.</summary>
public sealed partial class Office
{
    public RetentionSchedule Schedule { get; set; } = RetentionSchedule.Delivered;

    public Actor DataProtection { get; } = Actor.DataProtection(Tenant, "dpo-1");

    public DestroyData Destroying => new(Desk, Schedule, Procedures, Sealer);

    public DueData Due => new(Storage, Schedule, Procedures, Clock);

    public PurgeData Purging(PurgeLimits? limits = null) => new(Storage, Due, Destroying, limits ?? new PurgeLimits(), Clock);

    public OpenDataRequest Asking => new(Desk, Procedures, PrivacyTerms.Delivered);

    public AnswerDataRequest Answering => new(Desk, Schedule, Procedures, Sealer);

    public ExportPersonData Exporting => new(Desk, Schedule, Procedures, Points, new PersonReportComposer(Fonts), PrivacyTerms.Delivered);

    /// <summary>A case with a captured person that an officer refused: it has ended, and nothing was signed.</summary>
    public async Task<CaseId> RefusedAsync(params (string Name, string Number)[] people)
    {
        CaseId id = await ProvenAsync(people);
        Assert.True((await new RefuseCase(Desk).DoAsync(Officer, id, "incomplete", "Thiếu giấy tờ.", CancellationToken.None)).IsDone);
        return id;
    }

    /// <summary>A request of a person whom an officer has at the counter.</summary>
    public async Task<DataRequest> AskAsync(DataRequestKind kind, string number = Number, AskedCorrection? correction = null) => (await Asking.DoAsync(
        Officer, new DataRequestOrder(kind, "Tôi đề nghị.", correction, new PersonAtCounter(number, Name, "Căn cước", true)), CancellationToken.None)).Value;
}
