using System.Text.RegularExpressions;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Notifications;

/// <summary>Keeps what a person said about being told: the channels in the order of the wish, and a telephone only where short messages are among them.</summary>
public sealed partial class SetNotificationWish(Desk desk)
{
    public Task<Outcome<NotificationWish>> DoAsync(
        Actor actor, CaseReference reference, ParticipantId participant, IReadOnlyList<NotificationChannel> channels, string? phone, CancellationToken cancellationToken) =>
        desk.DoAsync<NotificationWish>(Act.SetNotificationWish, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            if (work.NotThisParticipant(participant) is { } other)
            {
                return other;
            }

            if (found.File.Find(participant) is null)
            {
                return new Refusal(RefusalCode.ParticipantUnknown, "The case has no such participant. Use an id from its list.");
            }

            bool bySms = channels.Contains(NotificationChannel.Sms);
            if (channels.Distinct().Count() != channels.Count || bySms != (phone is not null) || (phone is not null && !IsPhone(phone)))
            {
                return new Refusal(
                    RefusalCode.NotificationWishInvalid, "Name each channel once. A telephone number in international form (+84...) goes with short messages, and only with them.");
            }

            NotificationWish wish = new(participant, [.. channels], phone, work.Now);
            await work.SaveAsync(found with { File = found.File with { NotificationWishes = [.. found.File.NotificationWishes.Where(w => w.Participant != participant), wish] } }, ct);
            work.Note("participant", participant.Value);
            work.Note("channels", string.Join(' ', channels));
            return wish;
        }, cancellationToken);

    /// <summary>A telephone number in international form.</summary>
    internal static bool IsPhone(string phone) => Number().IsMatch(phone);

    [GeneratedRegex("^\\+[1-9][0-9]{7,14}\\z")]
    private static partial Regex Number();
}

/// <summary>A notification with what the office needs to tell somebody.</summary>
/// <param name="Notification">The notification.</param>
/// <param name="CaseCode">Code of the case; empty when its data was destroyed.</param>
/// <param name="Text">What to tell at the counter.</param>
public sealed record NotificationView(Notification Notification, string CaseCode, string Text)
{
    public override string ToString() => $"NotificationView {Notification.Id:D}";
}

/// <summary>Which notifications to list.</summary>
/// <param name="Case">Of this case; null for all of the tenant.</param>
/// <param name="State">In this state; null for all.</param>
/// <param name="After">Behind this one; null for the first page.</param>
/// <param name="Limit">1 to 200.</param>
public sealed record NotificationQuery(CaseId? Case, NotificationState? State, Guid? After, int Limit);

/// <summary>Lists notifications, the oldest first: those of a case with their states, or who of all must be told in person.</summary>
public sealed class ListNotifications(Desk desk, NotificationTexts texts)
{
    public Task<Outcome<IReadOnlyList<NotificationView>>> DoAsync(Actor actor, NotificationQuery query, CancellationToken cancellationToken) =>
        desk.DoAsync<IReadOnlyList<NotificationView>>(Act.ListNotifications, actor, async (work, ct) =>
        {
            work.StaySilent();
            if (query.Case is null && actor.Role != ActorRole.Officer)
            {
                return new Refusal(RefusalCode.ActorNotPermitted, "The list of all is the counter's. Ask for the notifications of one of your cases.");
            }

            if (query.Case is { } one && !(await work.CaseAsync(one, ct)).TryGet(out _, out Refusal? refusal))
            {
                return refusal;
            }

            List<NotificationView> shown = [];
            foreach (Notification found in await work.Unit.Notifications.ListAsync(actor.Tenant, query with { Limit = Math.Clamp(query.Limit, 1, 200) }, ct))
            {
                string code = (await work.Unit.Cases.FindAsync(actor.Tenant, found.Case, ct))?.File.Code ?? "";
                shown.Add(new NotificationView(found, code, texts.Events.TryGetValue(found.Type, out EventTexts? words) ? words.Counter : ""));
            }

            return Outcome<IReadOnlyList<NotificationView>>.Done(shown);
        }, cancellationToken);
}

/// <summary>Notes that an officer told the person.</summary>
public sealed class MarkTold(Desk desk)
{
    public Task<Outcome<Notification>> DoAsync(Actor actor, Guid id, CancellationToken cancellationToken) =>
        desk.DoAsync<Notification>(Act.MarkTold, actor, async (work, ct) =>
        {
            if (await work.Unit.Notifications.FindAsync(actor.Tenant, id, ct) is not { } found)
            {
                return new Refusal(RefusalCode.NotificationNotFound, "There is no such notification for you. Check the id in the list.");
            }

            work.Note("notification", id.ToString("D"));
            work.About(found.Case);
            if (found.State == NotificationState.Told)
            {
                return found;
            }

            Notification told = found with { State = NotificationState.Told, DoneAt = work.Now, Outcome = "told-at-counter" };
            return await work.Unit.Notifications.ChangeAsync(found, told, ct)
                ? told
                : new Refusal(RefusalCode.CaseChanged, "Somebody else changed it at the same moment. Read it again and repeat the act.");
        }, cancellationToken);
}
