using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Dossiers;

/// <summary>Writes into the thread of the case, in every state. What people ask, the office answers by a deadline.</summary>
public sealed class SendMessage(Desk desk, IServicePointDirectory points, ProcedureLibrary procedures)
{
    /// <param name="actor">Who writes.</param>
    /// <param name="reference">The case.</param>
    /// <param name="text">At most 2000 characters.</param>
    /// <param name="answers">For an officer: the question that this answers, or null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<Message>> DoAsync(Actor actor, CaseReference reference, string text, string? answers, CancellationToken cancellationToken) =>
        desk.DoAsync<Message>(Act.SendMessage, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            Outcome<Dossier> written = actor.Role == ActorRole.Officer
                ? MessageThread.Answer(current.File.Dossier, actor, text, work.Now, answers)
                : MessageThread.Ask(current.File.Dossier, actor, text, work.Now, points.Agency(actor.Tenant), await procedures.ClockAsync(work.Unit, VietnamTime.Day(work.Now), ct));
            if (!written.TryGet(out Dossier? dossier, out refusal))
            {
                return refusal;
            }

            Message message = dossier.Messages[^1];
            work.Note("message", message.Id);
            work.Publish("message.sent", current.File.Id, message.Id);
            await work.SaveAsync(current with { File = current.File with { Dossier = dossier } }, ct);
            return message;
        }, cancellationToken);
}

/// <summary>The service tells the next higher person about questions that nobody answered in time; each once.</summary>
public sealed class EscalateMessages(Desk desk)
{
    public Task<Outcome<IReadOnlyList<Message>>> DoAsync(Actor actor, CaseReference reference, CancellationToken cancellationToken) =>
        desk.DoAsync<IReadOnlyList<Message>>(Act.EscalateMessages, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            IReadOnlyList<Message> overdue = MessageThread.Overdue(current.File.Dossier, work.Now);
            if (overdue.Count == 0)
            {
                work.StaySilent();
                return Outcome<IReadOnlyList<Message>>.Done([]);
            }

            Dossier dossier = current.File.Dossier with
            {
                Messages = [.. current.File.Dossier.Messages.Select(message => overdue.Contains(message) ? message with { EscalatedAt = work.Now } : message)],
            };
            foreach (Message message in overdue)
            {
                work.Publish("message.escalated", current.File.Id, message.Id);
            }

            work.Note("messages", string.Join(' ', overdue.Select(message => message.Id)));
            await work.SaveAsync(current with { File = current.File with { Dossier = dossier } }, ct);
            return Outcome<IReadOnlyList<Message>>.Done([.. dossier.Messages.Where(message => overdue.Any(late => late.Id == message.Id))]);
        }, cancellationToken);
}
