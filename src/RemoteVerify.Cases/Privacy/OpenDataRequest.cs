// Law 91/2025/QH15 and Decree 356/2025: rights of data subjects and the time in which they are answered.
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Privacy;

/// <summary>The person whom an officer has before them.</summary>
/// <param name="PersonalNumber">12 digits.</param>
/// <param name="FullName">As on the document.</param>
/// <param name="Document">Kind of the document that was shown.</param>
/// <param name="Compared">The officer compared person and document.</param>
public sealed record PersonAtCounter(string? PersonalNumber, string? FullName, string? Document, bool? Compared)
{
    public override string ToString() => "PersonAtCounter";
}

/// <summary>What is asked for.</summary>
/// <param name="Kind">Of which kind.</param>
/// <param name="Text">In words.</param>
/// <param name="Correction">For a correction.</param>
/// <param name="Person">At the counter; null in the person's own session.</param>
public sealed record DataRequestOrder(DataRequestKind? Kind, string? Text, AskedCorrection? Correction, PersonAtCounter? Person)
{
    public override string ToString() => $"DataRequestOrder {Kind}";
}

/// <summary>A data subject asks the agency: online after chip and face, or at the counter through an officer. The clock starts at once.</summary>
public sealed class OpenDataRequest(Desk desk, ProcedureLibrary procedures, PrivacyTerms terms)
{
    /// <summary>Longest text, in characters.</summary>
    public const int MaximumTextLength = 2000;

    public Task<Outcome<DataRequest>> DoAsync(Actor actor, DataRequestOrder order, CancellationToken cancellationToken) =>
        desk.DoAsync<DataRequest>(Act.OpenDataRequest, actor, async (work, ct) =>
        {
            if (Faults(order) is { Count: > 0 } faults)
            {
                return new Refusal(RefusalCode.DataRequestInvalid, "Say what is asked for and why; for a correction also the case, the field and the right value. Correct the named parts.", [], faults);
            }

            if (!(await PersonAsync(work, order.Person, ct)).TryGet(out (ResultOwner Person, RequestProof Proof) who, out Refusal? refusal))
            {
                return refusal;
            }

            if (order.Correction is { } asked && !await IsTheirsAsync(work, asked, who.Person, ct))
            {
                return new Refusal(RefusalCode.DataRequestInvalid, "This person has no such case with this field here. Name a field of one of the person's own cases.", [], ["correction"]);
            }

            DateTimeOffset due = await DueAsync(work, order.Kind!.Value, ct);
            var request = new DataRequest(
                Guid.CreateVersion7(work.Now), actor.Tenant, order.Kind.Value, who.Person, who.Proof, actor.OnlyCase, FieldFaults.Clean(order.Text), work.Now, due, 1)
            {
                Correction = order.Correction is { } correction ? correction with { Value = FieldFaults.Clean(correction.Value) } : null,
            };
            await work.Unit.DataRequests.AddAsync(request, ct);
            RequestNotes.Note(work, request);
            return request;
        }, cancellationToken);

    /// <summary>The end of work of the last of the working days; the day of the request itself is not counted.</summary>
    internal async Task<DateTimeOffset> DueAsync(Work work, DataRequestKind kind, CancellationToken cancellationToken)
    {
        DateOnly today = VietnamTime.Day(work.Now);
        Procedures.WorkingTime.OfficeClock clock = await procedures.ClockAsync(work.Unit, today, cancellationToken);
        return clock.EndOf(clock.AddDays(clock.ReceivedOn(work.Now, null), terms.Of(kind).WorkingDays));
    }

    private static List<string> Faults(DataRequestOrder order)
    {
        int length = FieldFaults.Clean(order.Text).Length;
        List<string> faults = [];
        if (order.Kind is not { } kind || !Enum.IsDefined(kind))
        {
            faults.Add("kind");
        }

        if (length > MaximumTextLength || (length == 0 && order.Kind is not DataRequestKind.Access))
        {
            faults.Add("text");
        }

        if (order.Kind is DataRequestKind.Correction != order.Correction is not null
            || order.Correction is { } correction && (string.IsNullOrWhiteSpace(correction.Field) || FieldFaults.Clean(correction.Value).Length is 0 or > 500))
        {
            faults.Add("correction");
        }

        return faults;
    }

    private static async Task<Outcome<(ResultOwner Person, RequestProof Proof)>> PersonAsync(Work work, PersonAtCounter? counter, CancellationToken cancellationToken)
    {
        if (work.Actor.Role == ActorRole.Citizen)
        {
            if (!(await ProvenPerson.OfAsync(work, cancellationToken)).TryGet(out ResultOwner? person, out Refusal? refusal))
            {
                return refusal;
            }

            work.About(work.Actor.OnlyCase!.Value);
            Passed proof = (await work.Unit.Verifications.ListAsync(work.Actor.OnlyCase.Value, cancellationToken)).OfType<Passed>().Where(p => p.File.Participant.Value == work.Actor.Id).MaxBy(p => p.At)!;
            return (person, new RequestProof(PersonProof.ChipAndFace, proof.File.Id, null, null));
        }

        if (counter is not { Compared: true, PersonalNumber: { Length: 12 } number } || !number.All(char.IsAsciiDigit)
            || FieldFaults.Clean(counter.FullName).Length is 0 or > 200 || FieldFaults.Clean(counter.Document).Length is 0 or > 100)
        {
            return new Refusal(
                RefusalCode.OwnerInvalid, "At the counter, compare the person with an identity document, and enter number, name and kind of the document. Without the person nobody asks in their name.", [], ["person"]);
        }

        return (new ResultOwner(number, FieldFaults.Clean(counter.FullName)), new RequestProof(PersonProof.AtCounter, null, work.Actor.Id, FieldFaults.Clean(counter.Document)));
    }

    private static async Task<bool> IsTheirsAsync(Work work, AskedCorrection asked, ResultOwner person, CancellationToken cancellationToken) =>
        await work.Unit.Cases.FindAsync(work.Actor.Tenant, asked.Case, cancellationToken) is { } found
        && PersonCases.Of(found.File, person.PersonalNumber) is not null && found.File.Dossier.Field(asked.Field) is not null;
}

/// <summary>What the log says of a request.</summary>
internal static class RequestNotes
{
    public static void Note(Work work, DataRequest request)
    {
        work.Note("data-request", request.Id.ToString("D"));
        work.Note("kind", request.Kind.ToString());
        work.Note("state", request.State.ToString());
        if (request.Session is { } session)
        {
            work.Publish($"data_request.{request.State.ToString().ToLowerInvariant()}", session, request.Id.ToString("D"));
        }
    }
}
