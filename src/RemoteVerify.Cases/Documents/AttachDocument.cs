using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Documents;

/// <summary>Looks at an uploaded document and makes the empty signature fields in it.</summary>
public interface IDocumentIntake
{
    /// <summary>The document with its fields; a refusal when it can't be read, is encrypted or is signed already.</summary>
    Outcome<ReadOnlyMemory<byte>> Take(ReadOnlyMemory<byte> pdf, IReadOnlyList<SignatureSlot> slots);
}

/// <summary>Marks documents of others as trials.</summary>
public interface ITrialMark
{
    /// <summary>The same pages, in the same sizes, each marked; a refusal when they can't be drawn.</summary>
    Outcome<ReadOnlyMemory<byte>> Mark(ReadOnlyMemory<byte> pdf, string title, DateTimeOffset at);
}

/// <summary>Where the signatures are to be seen; any may be absent.</summary>
public sealed record SignaturePlaces(
    IReadOnlyDictionary<string, SignaturePlace> OfParticipants, SignaturePlace? OfOfficer, SignaturePlace? OfOrganisation)
{
    /// <summary>Places by the name of the field, for papers that the service composed.</summary>
    public IReadOnlyDictionary<string, SignaturePlace> BySlot { get; init; } = new Dictionary<string, SignaturePlace>();

    /// <summary>Where the signature of this field is seen, or null.</summary>
    public SignaturePlace? Of(string slot) => BySlot.GetValueOrDefault(slot) ?? slot switch
    {
        SlotNames.Countersignature => OfOfficer,
        SlotNames.Seal => OfOrganisation,
        _ => OfParticipants.FirstOrDefault(place => SlotNames.Of(new ParticipantId(place.Key)) == slot).Value,
    };

    public static SignaturePlaces None { get; } = new(new Dictionary<string, SignaturePlace>(), null, null);
}

/// <summary>Attaches the document (dự thảo) that will be signed. It is the only version without signatures.</summary>
/// <param name="desk">Does the act.</param>
/// <param name="procedures">Procedures.</param>
/// <param name="intake">Looks at the document.</param>
/// <param name="marks">Marks every page in the tenants that are sandboxes; without it those attach nothing.</param>
public sealed class AttachDocument(Desk desk, ProcedureLibrary procedures, IDocumentIntake intake, ITrialMark? marks = null)
{
    public Task<Outcome<AwaitingIdentity>> DoAsync(
        Actor actor, CaseReference reference, ReadOnlyMemory<byte> pdf, SignaturePlaces places, CancellationToken cancellationToken) =>
        desk.DoAsync<AwaitingIdentity>(Act.AttachDocument, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync<DraftCase>(reference, ct)).TryGet(out DraftCase? draft, out Refusal? refusal))
            {
                return refusal;
            }

            if (!draft.Allowed.Contains(Act.AttachDocument))
            {
                return draft.NotAllowed(Act.AttachDocument);
            }

            int limit = (await procedures.OfCaseAsync(work.Unit, draft.File, ct)).MaximumDocumentBytes;
            if (pdf.Length > limit)
            {
                return new Refusal(RefusalCode.DocumentTooLarge, $"The document has more than {limit} bytes. Make it smaller (scan at 200 dpi) and upload it again.");
            }

            if (!intake.Take(pdf, Slots(draft.File, places)).TryGet(out ReadOnlyMemory<byte> taken, out refusal))
            {
                return refusal;
            }

            // Marked after it was looked at as it came: what is signed already must not lose its signatures unseen.
            if (work.IsSandbox && (!Mark(pdf, draft.File.Title, work.Now).TryGet(out ReadOnlyMemory<byte> marked, out refusal)
                || !intake.Take(marked, Slots(draft.File, places)).TryGet(out taken, out refusal)))
            {
                return refusal;
            }

            work.Note("uploaded", Sha256Digest.Of(pdf.Span).Hex);
            DocumentVersion document = await work.KeepDocumentAsync(draft.File, taken, DocumentOrigin.Attached, ct);
            AwaitingIdentity next = await work.SaveAsync(draft.Attach(document, places), ct);
            work.Publish("case.submitted", draft.File.Id);
            return next;
        }, cancellationToken);

    private Outcome<ReadOnlyMemory<byte>> Mark(ReadOnlyMemory<byte> pdf, string title, DateTimeOffset at) => marks is { } found
        ? found.Mark(pdf, title, at)
        : new Refusal(RefusalCode.DocumentNotAccepted, "This service can't mark documents as trials, so a sandbox attaches none.");

    private static List<SignatureSlot> Slots(CaseFile file, SignaturePlaces places) =>
    [
        .. file.Signers.Select(p => new SignatureSlot(SlotNames.Of(p.Id), places.OfParticipants.GetValueOrDefault(p.Id.Value))),
        new SignatureSlot(SlotNames.Countersignature, places.OfOfficer),
        new SignatureSlot(SlotNames.Seal, places.OfOrganisation),
    ];
}

/// <summary>The document as it is now, with the hash to confirm.</summary>
public sealed record ShownDocument(ReadOnlyMemory<byte> Pdf, Sha256Digest Sha256, string FileName)
{
    public override string ToString() => $"ShownDocument {Sha256}";
}

/// <summary>Gives out the document; that somebody read it is recorded.</summary>
public sealed class ReadDocument(Desk desk)
{
    public Task<Outcome<ShownDocument>> DoAsync(Actor actor, CaseId id, CancellationToken cancellationToken) =>
        desk.DoAsync<ShownDocument>(Act.ReadDocument, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(id, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            if (found is PaperPrepared prepared && actor.Role == ActorRole.Officer)
            {
                found = await work.SaveAsync(prepared.See(actor.Id), ct);
            }

            if (found.CurrentDocument is not { } document)
            {
                return found.NotAllowed(Act.ReadDocument) with { Message = "The case has no document yet. Attach one first." };
            }

            if (!(await work.DocumentAsync(found.File, document, ct)).TryGet(out ReadOnlyMemory<byte> pdf, out refusal))
            {
                return refusal;
            }

            work.Note("document", document.Sha256.Hex);
            return new ShownDocument(pdf, document.Sha256, $"{found.File.Code}.pdf");
        }, cancellationToken);
}
