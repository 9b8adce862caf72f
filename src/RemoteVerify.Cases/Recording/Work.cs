using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Recording;

/// <summary>One act while it is done: who, when, what it read and what it writes.</summary>
public sealed class Work
{
    private readonly Dictionary<string, string> _details = new(StringComparer.Ordinal);

    internal Work(IUnitOfWork unit, Act act, Actor actor, DateTimeOffset now) => (Unit, Act, Actor, Now) = (unit, act, actor, now);

    public IUnitOfWork Unit { get; }

    public Act Act { get; }

    public Actor Actor { get; }

    public DateTimeOffset Now { get; }

    /// <summary>The case the act is about, for the record; set by loading or opening one.</summary>
    public CaseId? CaseId { get; private set; }

    /// <summary>The actor's tenant is a sandbox: whatever comes of the act is a trial.</summary>
    public bool IsSandbox { get; internal init; }

    internal bool KeepsChanges { get; private set; }

    /// <summary>Acts that this one did along with itself: recorded and counted as its own, each with an entry.</summary>
    internal List<Act> Along { get; } = [];

    internal bool IsSilent { get; private set; }

    internal IReadOnlyDictionary<string, string> Details => _details;

    /// <summary>Notes a hash, an id or a code for the audit entry; never personal data.</summary>
    public void Note(string key, string value) => _details[key] = value;

    /// <summary>For reads that leave no entry; <see cref="SilentActs"/> says which acts may.</summary>
    public void StaySilent() => IsSilent = SilentActs.All.Contains(Act)
        ? true
        : throw new InvalidOperationException($"The act '{Act.Code}' must leave an entry in the audit log.");

    /// <summary>A refusal whose changes are kept: a refused chip or capture is part of the record.</summary>
    public Refusal RefuseAndKeep(Refusal refusal)
    {
        KeepsChanges = true;
        return refusal;
    }

    /// <summary>Tells portals, with the same transaction.</summary>
    public void Publish(string type, CaseId caseId, string? subject = null) =>
        Unit.Outbox.Add(new DomainEvent(type, Actor.Tenant, caseId, subject, Now));

    /// <summary>The actor's case, in the version the caller saw; the same refusal for absent, foreign and other people's cases.</summary>
    public async Task<Outcome<Case>> CaseAsync(CaseReference reference, CancellationToken cancellationToken)
    {
        Case? found = await Unit.Cases.FindAsync(Actor.Tenant, reference.Id, cancellationToken);
        bool visible = found is not null
            && (Actor.Role != ActorRole.Citizen || Actor.OnlyCase == found.File.Id)
            && (Actor.Role != ActorRole.Portal || found.File.OpenedBy == Actor.Id);
        if (!visible)
        {
            return new Refusal(RefusalCode.CaseNotFound, "There is no such case for you. Check the id.");
        }

        About(found!.File.Id);
        if ((reference.ExpectedVersion is { } expected && expected != found.File.Version) || (reference.Shown is { } shown && shown != DecisionBasis.Of(found)))
        {
            return new Refusal(RefusalCode.CaseChanged, "The case has changed since you read it. Read it again and repeat the act.");
        }

        return await Assisting.AssistedActs.RefuseHeldAsync(this, found, cancellationToken) is { } held ? held : found;
    }

    /// <summary>The actor's case in the state that allows the act.</summary>
    public async Task<Outcome<TState>> CaseAsync<TState>(CaseReference reference, CancellationToken cancellationToken)
        where TState : Case
    {
        Outcome<Case> loaded = await CaseAsync(reference, cancellationToken);
        if (!loaded.TryGet(out Case? found, out Refusal? refusal))
        {
            return refusal;
        }

        return found is TState state ? state : found.NotAllowed(Act);
    }

    /// <summary>The verification and its case.</summary>
    public async Task<Outcome<(Verification Verification, Case Case)>> VerificationAsync(VerificationReference reference, CancellationToken cancellationToken)
    {
        Verification? found = await Unit.Verifications.FindAsync(reference.Id, cancellationToken);
        bool visible = found is not null
            && found.File.Tenant == Actor.Tenant
            && (Actor.Role != ActorRole.Citizen || (Actor.OnlyCase == found.File.CaseId && Actor.Id == found.File.Participant.Value));
        Outcome<Case> owner = visible
            ? await CaseAsync(found!.File.CaseId, cancellationToken)
            : new Refusal(RefusalCode.CaseNotFound, "");
        if (!owner.TryGet(out Case? ownerCase, out _))
        {
            return new Refusal(RefusalCode.VerificationNotFound, "There is no such verification for you. Check the id.");
        }

        return (reference.ExpectedVersion is { } expected && expected != found!.File.Version) || (reference.Shown is { } shown && shown != DecisionBasis.Of(found!))
            ? new Refusal(RefusalCode.VerificationChanged, "The verification has changed since you read it. Read it again and repeat the act.")
            : (found!, ownerCase);
    }

    /// <summary>Saves the next version of the case.</summary>
    public async Task<TCase> SaveAsync<TCase>(TCase changed, CancellationToken cancellationToken)
        where TCase : Case
    {
        CaseFile file = changed.File;
        IReadOnlyList<StatusStamp> statuses = StatusTimes.Stamp(file.Statuses, changed.Status, Now);
        if (statuses.Count > file.Statuses.Count)
        {
            Publish("case.status_changed", file.Id, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"status-{(int)changed.Status}"));
        }

        var next = (TCase)(changed with { File = file with { Version = file.Version + 1, Stages = StageTimes.Stamp(file.Stages, changed.Stage, Now), Statuses = statuses } });
        await Unit.Cases.UpdateAsync(next, Now, cancellationToken);
        return next;
    }

    /// <summary>Saves the next version of the verification.</summary>
    public async Task<TVerification> SaveVerificationAsync<TVerification>(TVerification changed, CancellationToken cancellationToken)
        where TVerification : Verification
    {
        var next = (TVerification)(changed with { File = changed.File with { Version = changed.File.Version + 1 } });
        await Unit.Verifications.UpdateAsync(next, cancellationToken);
        return next;
    }

    /// <summary>Stores a version of the document.</summary>
    public async Task<DocumentVersion> KeepDocumentAsync(CaseFile file, ReadOnlyMemory<byte> pdf, DocumentOrigin origin, CancellationToken cancellationToken)
    {
        BlobId blob = await Unit.Blobs.PutAsync(file.Tenant, file.Id, DataClass.Dossier, pdf, cancellationToken);
        Sha256Digest hash = Sha256Digest.Of(pdf.Span);
        Note("document", hash.Hex);
        return new DocumentVersion(blob, hash, pdf.Length, origin);
    }

    /// <summary>The bytes of a version of the document; a refusal when the dossier was destroyed.</summary>
    public async Task<Outcome<ReadOnlyMemory<byte>>> DocumentAsync(CaseFile file, DocumentVersion document, CancellationToken cancellationToken) =>
        await BlobAsync(file.Id, document.Blob, cancellationToken);

    /// <summary>The bytes of a blob; a refusal when its key was destroyed.</summary>
    public async Task<Outcome<ReadOnlyMemory<byte>>> BlobAsync(CaseId caseId, BlobId blob, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte>? bytes = await Unit.Blobs.GetAsync(caseId, blob, cancellationToken);
        return bytes is { } found
            ? found
            : new Refusal(RefusalCode.EvidenceDestroyed, "The data was deleted at the end of its retention. Only the record of it remains.");
    }

    /// <summary>The refusal for a citizen who is not the participant meant.</summary>
    public Refusal? NotThisParticipant(ParticipantId participant) =>
        Actor.Role == ActorRole.Citizen && Actor.Id != participant.Value
            ? new Refusal(RefusalCode.ActorNotThisParticipant, "Only this participant, in the own session, may do this.")
            : null;

    /// <summary>The refusal for a citizen who may prepare and read, but not confirm, sign or decide (người hỗ trợ, chủ hồ sơ).</summary>
    public Refusal? NotAllowedForHelper(CaseFile file) =>
        Actor.Role == ActorRole.Citizen && file.Find(new ParticipantId(Actor.Id)) is { Signs: false }
            ? new Refusal(RefusalCode.ActorCannotSign, "A helper prepares; the person whose case it is must do this in an own session.")
            : null;

    internal void About(CaseId caseId) => CaseId = caseId;

    /// <summary>The same unit of work, looked at as somebody else: nothing of it is recorded as theirs.</summary>
    internal Work As(Actor other) => new(Unit, Act, other, Now) { IsSandbox = IsSandbox };
}
