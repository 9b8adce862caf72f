using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Journeys.Fees;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys;

/// <summary>How a composed paper becomes the document of a case, the same in every journey.</summary>
internal static class PreparedPapers
{
    /// <summary>What every paper of the case says about itself, with a code of its own.</summary>
    public static PaperHead Head(CaseFile file, IReadOnlyList<string> agency, string placeName, VerificationCode code, CheckPlace check, DateTimeOffset at) =>
        new(agency, placeName, at, code.Printed, check.CheckAddress + code.Plain, file.IsTest) { Number = file.Number?.Printed };

    /// <summary>The case in the state that its paper is composed from, with its procedure; a refusal in another state, while its fee is not settled, or while its number is missing.</summary>
    public static async Task<Outcome<(TState Case, Procedures.Procedure Procedure)>> BeginAsync<TState>(
        Work work, Procedures.ProcedureLibrary procedures, CaseReference reference, CancellationToken cancellationToken)
        where TState : Case
    {
        if (!(await work.CaseAsync<TState>(reference, cancellationToken)).TryGet(out TState? current, out Refusal? refusal))
        {
            return refusal;
        }

        Procedures.Procedure procedure = await procedures.OfCaseAsync(work.Unit, current.File, cancellationToken);
        return (CaseFees.NotSettled(procedure, current) ?? NumberMissing(current, procedure)) is { } notYet ? notYet : (current, procedure);
    }

    /// <summary>The refusal while the number is missing that the procedure asks for.</summary>
    public static Refusal? NumberMissing(Case current, Procedures.Procedure procedure) => procedure.Numbering is not null && current.File.Number is null
        ? new Refusal(RefusalCode.CaseActionNotAllowed, "The paper needs its number first. Reserve it, then compose the paper.", [Act.ReserveNumber.Code], ["number"])
        : null;

    /// <summary>Makes the empty signature fields, keeps the paper, and gives the case to whoever decides.</summary>
    /// <param name="officers">Who must sign which field, where the paper names them; null: whoever approves.</param>
    public static async Task<Outcome<PaperPrepared>> PrepareAsync(
        Work work, CaseFile file, ComposedPaper paper, VerificationCode code, IDocumentIntake intake, CancellationToken cancellationToken,
        IReadOnlyList<OfficerSlot>? officers = null)
    {
        if (!intake.Take(paper.Pdf, Slots(paper.Slots)).TryGet(out ReadOnlyMemory<byte> fielded, out Refusal? refusal))
        {
            return refusal;
        }

        DocumentVersion document = await work.KeepDocumentAsync(file, fielded, DocumentOrigin.Composed, cancellationToken);
        CaseFile next = file with { Places = Places(paper.Slots), ResultCode = code.Plain, OfficerSlots = officers ?? [], OfficerSignatures = [] };
        work.Note("template", $"{paper.TemplateId} {paper.TemplateVersion}");
        return await work.SaveAsync(new PaperPrepared(next, document, file.Request?.Identities ?? [], work.Actor.Id, []), cancellationToken);
    }

    /// <summary>The fields of the paper, and those of officer and seal where it shows none.</summary>
    private static IReadOnlyList<SignatureSlot> Slots(IReadOnlyList<SignatureSlot> shown) =>
    [
        .. shown,
        .. new[] { SlotNames.Countersignature, SlotNames.Seal }.Where(name => shown.All(slot => slot.Name != name)).Select(name => new SignatureSlot(name, null)),
    ];

    /// <summary>Where each field is seen.</summary>
    public static SignaturePlaces Places(IReadOnlyList<SignatureSlot> slots) => SignaturePlaces.None with
    {
        BySlot = slots.Where(slot => slot.Place is not null).ToDictionary(slot => slot.Name, slot => slot.Place!),
    };
}
