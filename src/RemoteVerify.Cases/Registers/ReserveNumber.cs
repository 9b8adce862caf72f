using System.Globalization;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Registers;

/// <summary>Gives the case its number in the book that its procedure names, before the paper is composed. Doing it again gives the same number.</summary>
public sealed class ReserveNumber(Desk desk, ProcedureLibrary procedures)
{
    /// <summary>The paper of a case that carries its number.</summary>
    public const string Subject = "result";

    public Task<Outcome<Case>> DoAsync(Actor actor, CaseReference reference, CancellationToken cancellationToken) =>
        desk.DoAsync<Case>(Act.ReserveNumber, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            if (!current.Allowed.Contains(Act.ReserveNumber))
            {
                return current.NotAllowed(Act.ReserveNumber);
            }

            CaseFile file = current.File;
            Procedure procedure = await procedures.OfCaseAsync(work.Unit, file, ct);
            if (procedure.Numbering is not { } numbering)
            {
                return new Refusal(RefusalCode.RegisterBookInvalid, "The procedure of this case gives no number. Compose the paper without one.");
            }

            RegisterText text = RegisterText.Of(file.Title, string.Join("; ", file.Participants.Where(p => p.Kind != ParticipantKind.Helper).Select(p => p.FullName)));
            ReservedEntry entry = await Numbers.ReserveAsync(work, numbering.Series, file.Id, Subject, text, ct);
            string printed = numbering.Print(entry.Number, entry.Book.Year.ToString(CultureInfo.InvariantCulture), entry.Book.Year);
            return await work.SaveAsync(current with { File = file with { Number = new CaseNumber(entry.Book.Code, entry.Book.Year, entry.Number, printed) } }, ct);
        }, cancellationToken);
}
