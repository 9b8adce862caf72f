using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Guidance;
using RemoteVerify.Cases.Lookups;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Server.Endpoints.Cases;

/// <summary>The case after an act.</summary>
public sealed record CaseActResponse(Guid CaseId, string State, CaseStatus Status, int StatusCode, long Version, IReadOnlyList<string> AllowedActions, IReadOnlyList<NextStepResponse> NextSteps)
{
    public static CaseActResponse Of(Case changed) => new(
        changed.File.Id.Value, changed.State, changed.Status, (int)changed.Status, changed.File.Version, [.. changed.Allowed.Select(act => act.Code)],
        [.. RemoteVerify.Cases.Guidance.NextSteps.Delivered.Of(changed).Select(step => NextStepResponse.Of(step, null))]);
}

/// <summary>What somebody can do next, in two languages.</summary>
/// <param name="Who"><c>Citizen</c>, <c>Officer</c>, <c>OrganisationSeal</c> or <c>Operator</c>.</param>
/// <param name="Where"><c>Online</c>, <c>ServicePoint</c> or <c>Office</c>.</param>
/// <param name="ServicePoint">Where to go or to call, for a step at a service point.</param>
public sealed record NextStepResponse(string Id, string Who, StepWhere Where, string Vi, string En, ServicePointResponse? ServicePoint)
{
    public static NextStepResponse Of(NextStep step, ServicePoint? desk) => new(
        step.Id, step.Who, step.Where, step.TextVi, step.TextEn, step.Where == StepWhere.ServicePoint && desk is not null ? ServicePointResponse.Of(desk) : null);
}

public sealed record ServicePointResponse(string Id, string Name, string Address, string Hours, string? Telephone)
{
    public static ServicePointResponse Of(ServicePoint point) => new(point.Id, point.Name, point.Address, point.Hours, point.Telephone);
}

/// <param name="Name">Name in the procedure's form.</param>
/// <param name="Value">Empty takes back what was typed.</param>
/// <param name="ContestReason">Why the source that filled the field is wrong.</param>
public sealed record FieldBody(string? Name, string? Value, string? ContestReason)
{
    public override string ToString() => nameof(FieldBody);
}

public sealed record FieldsBody(IReadOnlyList<FieldBody>? Fields);

/// <summary>A field with where its value came from; what a person typed is <c>Typed</c>.</summary>
/// <param name="Reference">The paper of the look-up, or null.</param>
/// <param name="Claimed">What a person says against the source, or null.</param>
public sealed record FieldResponse(string Name, string Value, ValueSource Source, string? Reference, DateTimeOffset At, string? Claimed)
{
    public static FieldResponse Of(FieldValue field) => new(field.Name, field.Value, field.Source, field.Reference, field.At, field.Contest?.Claimed);

    public override string ToString() => nameof(FieldResponse);
}

public sealed record DossierPaperResponse(
    string Id, string Need, PaperOrigin Origin, string ContentType, string Sha256, long Length, DateTimeOffset At, string? About, LookupBasis? Lookup)
{
    public static DossierPaperResponse Of(DossierPaper paper) =>
        new(paper.Id, paper.Need, paper.Origin, paper.ContentType, paper.Sha256.Hex, paper.Length, paper.At, paper.About, paper.Lookup);
}

/// <summary>A paper that the procedure asks for and what has to happen for it.</summary>
/// <param name="Demand"><c>HeldBySource</c>, <c>AskSource</c>, <c>VerifyLater</c>, <c>OfficerScan</c> or <c>Upload</c>.</param>
/// <param name="ShowsUpload">Whether a page shows a field to upload it.</param>
public sealed record PaperNeedResponse(string Id, string TitleVi, string TitleEn, bool Required, string? Participant, string Demand, bool ShowsUpload, bool AsksForCorrection);

/// <summary>A question that a database could not answer and that is asked again.</summary>
public sealed record OpenLookupResponse(string Need, string Provider, string Reason, int Tries, DateTimeOffset LastAskedAt);

public sealed record ConsentTextResponse(string Purpose, string TextVersion, string TextVi, string TextEn, bool Required);

public sealed record ConsentResponse(string Participant, string Purpose, string TextVersion, bool Given, DateTimeOffset At, DateTimeOffset? WithdrawnAt)
{
    public static ConsentResponse Of(Consent consent) =>
        new(consent.Participant.Value, consent.Purpose, consent.TextVersion, consent.Given, consent.At, consent.WithdrawnAt);
}

/// <summary>Everything that gathered in the dossier, as this caller may see it.</summary>
/// <param name="DueAt">When the result is due, or null.</param>
public sealed record DossierResponse(
    IReadOnlyList<FieldResponse> Fields, IReadOnlyList<DossierPaperResponse> Papers, IReadOnlyList<PaperNeedResponse> Needs, IReadOnlyList<OpenLookupResponse> OpenLookups,
    IReadOnlyList<CorrectionResponse> Corrections, IReadOnlyList<ConsentTextResponse> ConsentTexts, IReadOnlyList<ConsentResponse> Consents,
    IReadOnlyList<AppointmentResponse> Appointments, DateTimeOffset? ReceivedAt, bool ClockStands, DateTimeOffset? DueAt, IReadOnlyList<string> Actions);

public sealed record CorrectionResponse(string Id, string Field, ValueSource Source, DateTimeOffset At)
{
    /// <summary>Day on which an officer sent it to the keeper of the source; null while it waits.</summary>
    public DateOnly? SentOn { get; init; }

    /// <summary>To whom it was sent, or null.</summary>
    public string? SentTo { get; init; }

    /// <summary>Number of the letter or message, or null.</summary>
    public string? SentReference { get; init; }

    public static CorrectionResponse Of(CorrectionRequest request) => new(request.Id, request.Field, request.Source, request.At)
    {
        SentOn = request.Sent?.On,
        SentTo = request.Sent?.Recipient,
        SentReference = request.Sent?.Reference,
    };
}

public sealed record LookUpBody(string? Participant, IReadOnlyList<string>? Fields);

public sealed record LookedUpResponse(Guid CaseId, string Answer, IReadOnlyList<string> Papers, long Version)
{
    public static LookedUpResponse Of(LookedUp looked) => new(looked.Case.File.Id.Value, looked.Answer, looked.Papers, looked.Case.File.Version);
}

/// <param name="Given">true or false; there is no default.</param>
public sealed record ConsentBody(string? TextVersion, bool? Given);

public sealed record MessageBody(string? Text, string? Answers)
{
    public override string ToString() => nameof(MessageBody);
}

public sealed record MessageResponse(string Id, bool FromOffice, string Text, DateTimeOffset At, DateTimeOffset? AnswerDue, string? AnsweredBy, DateTimeOffset? EscalatedAt)
{
    public static MessageResponse Of(Message message) =>
        new(message.Id, message.FromOffice, message.Text, message.At, message.AnswerDue, message.AnsweredBy, message.EscalatedAt);

    public override string ToString() => nameof(MessageResponse);
}

public sealed record AppointmentBody(string? ServicePoint, DateTimeOffset? At, string? Purpose);

public sealed record CloseAppointmentBody(bool? Kept);

/// <param name="Slip">The printed slip: a paper of the dossier.</param>
public sealed record AppointmentResponse(string Id, string ServicePoint, DateTimeOffset At, string Purpose, AppointmentState State, string? Slip)
{
    public static AppointmentResponse Of(Appointment appointment) =>
        new(appointment.Id, appointment.ServicePoint, appointment.At, appointment.Purpose, appointment.State, appointment.Slip);
}
