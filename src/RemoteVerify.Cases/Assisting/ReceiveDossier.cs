using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Notifications;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Assisting;

/// <summary>A dossier that was begun at a service point without signal and comes in later. Whatever stands in it was typed by the helper and proves nothing.</summary>
/// <param name="Id">Random id, made with it; the same comes in once.</param>
/// <param name="Slip">The eight random characters that the person took along on paper: the end of the case's code.</param>
/// <param name="Procedure">Code of the procedure.</param>
/// <param name="FullName">Full name.</param>
/// <param name="PersonalNumber">The 12 digits on the person's card.</param>
/// <param name="Phone">Telephone for short messages, as people in Vietnam write it or in international form; empty for none.</param>
/// <param name="Fields">Fields of the procedure's form.</param>
/// <param name="Wish">Where and when the person wants to come for the camera step; null for no wish.</param>
/// <param name="AgreedTo">Version of the text to which the person said yes by a tick.</param>
/// <param name="TakenAt">When, by the clock of the service point's machine; its day in Vietnam stands in the code.</param>
public sealed record QueuedDossier(
    Guid Id, string? Slip, string Procedure, string? FullName, string? PersonalNumber, string? Phone, IReadOnlyList<FieldInput> Fields, VisitWish? Wish, string? AgreedTo, DateTimeOffset TakenAt)
{
    public override string ToString() => "QueuedDossier";
}

/// <summary>A day on which somebody wants to come to a service point; the first time that is free then is booked.</summary>
/// <param name="ServicePoint">Where.</param>
/// <param name="Day">The day in Vietnam.</param>
/// <param name="Purpose">What for, as printed on the slip.</param>
public sealed record VisitWish(string ServicePoint, DateOnly Day, string Purpose);

/// <summary>The case that came of it.</summary>
/// <param name="CaseCode">Its code: the one on the person's paper.</param>
/// <param name="Booked">The appointment; null where none was wished or none could be had on that day.</param>
/// <param name="IsNew">It was opened now; false when the item came in before.</param>
public sealed record ReceivedDossier(string CaseCode, Appointment? Booked, bool IsNew)
{
    public override string ToString() => "ReceivedDossier";
}

/// <summary>
/// A helper hands in a dossier that waited at a service point. The case is opened by the rules of <see cref="OpenCase"/>, under the code that the person has on paper already; it is an assistance of
/// its own, with the limits and the count of any. Papers are items of their own and find the case by its code. The person still gives consents, proves who they are, reads, confirms and signs.
/// </summary>
public sealed class ReceiveDossier(
    Desk desk, IHelperDirectory helpers, AssistingPolicy policy, OpenCase opening, SetFields fields, BookAppointment booking, ListSlots slots, IServicePointDirectory points)
{
    private const string Role = "applicant";

    /// <summary>Whether one person can begin such a case at a service point: it has no other party, and no document that a portal brings.</summary>
    public static bool Takes(JourneyKind journey) => journey is JourneyKind.PaperCopy or JourneyKind.StoredCopy or JourneyKind.MaritalCertificate;

    public Task<Outcome<ReceivedDossier>> DoAsync(Actor actor, QueuedDossier item, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        return desk.DoAsync<ReceivedDossier>(Act.ReceiveDossier, actor, async (work, ct) =>
        {
            if (helpers.Find(actor.Tenant, actor.Id) is not { } helper)
            {
                return HelpersDoor.Unregistered();
            }

            work.Note("item", item.Id.ToString("D"));
            if (!ReceivePaper.MayCome(item.Id, item.AgreedTo, item.TakenAt, work.Now) || OpenCase.GivenCode(item.TakenAt, item.Slip) is not { } code)
            {
                return new Refusal(RefusalCode.QueuedItemInvalid, "The item has no consent of the person, or waited longer than thirty days. Take the dossier in again with the person.");
            }

            if (await work.Unit.Assistances.IsReceivedAsync(actor.Tenant, item.Id, ct))
            {
                return new ReceivedDossier(code, await BookedBeforeAsync(work, item.Id, ct), IsNew: false);
            }

            HelperDay day = await work.Unit.Assistances.DayAsync(actor.Tenant, actor.Id, VietnamTime.Day(work.Now), ct);
            string number = (item.PersonalNumber ?? string.Empty).Trim().Replace(" ", string.Empty, StringComparison.Ordinal);
            if (HelpersDoor.Full(day, helper, policy) is { } full)
            {
                return full;
            }

            if (await work.Unit.Assistances.CountOfPersonAsync(actor.Tenant, number, day.Day, ct) >= policy.MostOfAPersonInADay)
            {
                return new Refusal(RefusalCode.AssistancePersonFull, "This person was helped as often as one day allows. Send the dossier again tomorrow.");
            }

            if (await desk.LimitAsync(work, Act.OpenCase, ct) is { } limit)
            {
                return limit;
            }

            if (!(await OpenAsync(work, item, number, code, ct)).TryGet(out Case? opened, out Refusal? refusal))
            {
                return refusal;
            }

            Participant person = opened.File.Participants[0];
            Assistance done = new Assistance(item.Id, actor.Tenant, opened.File.Id, person.Id, actor.Id, helper.Agent, AssistedStep.Fill, work.Now, 1)
                .Agree(new RecordedPresence(AssistanceConsent.Tick, item.AgreedTo!, null, null, item.TakenAt)).End(work.Now, counts: true);
            work.Unit.Assistances.Add(done, number);
            work.Unit.Assistances.Receive(actor.Tenant, item.Id, work.Now);
            await work.Unit.Assistances.PutDayAsync(day with { Begun = day.Begun + 1, Version = day.Version + 1 }, ct);
            work.Along.Add(Act.OpenCase);
            work.Note("assistance", done.Id.ToString("D"));
            work.Note("participant", person.Id.Value);
            return new ReceivedDossier(code, await BookAsync(work, opened, item.Wish, ct), IsNew: true);
        }, cancellationToken);
    }

    /// <summary>The case with what was typed for it.</summary>
    private async Task<Outcome<Case>> OpenAsync(Work work, QueuedDossier item, string number, string code, CancellationToken cancellationToken)
    {
        string? phone = International(item.Phone);
        if (phone is not null && !SetNotificationWish.IsPhone(phone))
        {
            return new Refusal(RefusalCode.NotificationWishInvalid, "The telephone number is none. Take the dossier in again with the number, or without one.");
        }

        OpenCaseRequest request = new(item.Procedure, null, [new DeclaredParticipant(FieldFaults.Clean(item.FullName), number, Role) { Kind = ParticipantKind.Applicant }]);
        if (!(await opening.OpenAsync(work, request, code, cancellationToken)).TryGet(out DraftCase? draft, out Refusal? refusal))
        {
            return refusal;
        }

        if (!Takes(draft.File.Journey))
        {
            return new Refusal(RefusalCode.ProcedureNotInForce, "This procedure can't be begun at a service point: it needs other people or a document of a portal. Lead the person to the office.");
        }

        Case current = draft;
        if (item.Fields.Count > 0 && !(await fields.SetAsync(work, current, item.Fields, cancellationToken)).TryGet(out current!, out refusal))
        {
            return refusal;
        }

        if (phone is null)
        {
            return current;
        }

        NotificationWish wish = new(current.File.Participants[0].Id, [NotificationChannel.Sms], phone, item.TakenAt);
        work.Note("channels", nameof(NotificationChannel.Sms));
        return await work.SaveAsync(current with { File = current.File with { NotificationWishes = [wish] } }, cancellationToken);
    }

    /// <summary>The first free time of the day; null where there is none, which refuses nothing: the person can still be booked on the helper's page.</summary>
    private async Task<Appointment?> BookAsync(Work work, Case opened, VisitWish? wish, CancellationToken cancellationToken)
    {
        if (wish is null || points.Find(work.Actor.Tenant, wish.ServicePoint) is not { } point || (await slots.FreeAsync(work, point, wish.Day, cancellationToken)) is not [var first, ..])
        {
            return null;
        }

        return (await booking.BookAsync(work, opened, point.Id, first, wish.Purpose, cancellationToken)).TryGet(out Appointment? booked, out _) ? booked : null;
    }

    /// <summary><c>0912 345 678</c> becomes <c>+84912345678</c>; null for none.</summary>
    private static string? International(string? phone)
    {
        string digits = new([.. (phone ?? string.Empty).Where(character => character is not (' ' or '.' or '-'))]);
        return digits.Length == 0 ? null : digits[0] == '0' ? string.Concat("+84", digits.AsSpan(1)) : digits;
    }

    private static async Task<Appointment?> BookedBeforeAsync(Work work, Guid item, CancellationToken cancellationToken)
    {
        if (await work.Unit.Assistances.FindAsync(work.Actor.Tenant, item, cancellationToken) is not { } before || before.Helper != work.Actor.Id)
        {
            return null;
        }

        work.About(before.CaseId);
        return (await work.Unit.Cases.FindAsync(work.Actor.Tenant, before.CaseId, cancellationToken))?.File.Dossier.Appointments.FirstOrDefault(one => one.State == AppointmentState.Booked);
    }
}
