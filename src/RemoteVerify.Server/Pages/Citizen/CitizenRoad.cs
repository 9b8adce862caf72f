using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>A case as its pages show it to one participant.</summary>
/// <param name="Visitor">Whose view it is.</param>
/// <param name="View">The case with verifications and results.</param>
/// <param name="Dossier">Its dossier with the procedure.</param>
/// <param name="ProofIsOver">The proof of identity is too long ago to sign with.</param>
public sealed record CitizenCase(CitizenVisitor Visitor, CaseView View, DossierView Dossier, bool ProofIsOver)
{
    public Case Case => View.Case;

    public CaseFile File => View.Case.File;

    public Procedure Procedure => Dossier.Procedure;

    public Participant Me => File.Find(Visitor.Participant) ?? throw new InvalidOperationException("The session is of a participant whom the case does not have.");

    /// <summary>My newest verification, or null.</summary>
    public Verification? Mine => DueStep.Latest(Visitor, View);

    /// <summary>I signed the document, or the request that the case began with.</summary>
    public bool HasSigned => (Case is CaseWithDocument document && document.HasSigned(Visitor.Participant)) || File.Request?.Signatures.Any(signature => signature.Participant == Visitor.Participant) is true;

    /// <summary>My signature, or null.</summary>
    public Cases.States.ParticipantSignature? Signature => CaseSignatures.Of(Case).FirstOrDefault(signature => signature.Participant == Visitor.Participant)
        ?? File.Request?.Signatures.FirstOrDefault(signature => signature.Participant == Visitor.Participant);

    /// <summary>The first consent that I was not asked for yet; null when there is none.</summary>
    public ConsentText? OpenConsent => Procedure.Consents.FirstOrDefault(text => Consents.Last(File, Visitor.Participant, text.Purpose) is null);

    /// <summary>Purposes without which nothing of this goes on online, and to which I said no.</summary>
    public IReadOnlyList<string> Declined => Consents.Missing(File, Visitor.Participant);

    /// <summary>Names people.</summary>
    public override string ToString() => $"CitizenCase {File.Code}";
}

/// <summary>Reads what the pages of a visit are about, by the acts that the API has.</summary>
public sealed class CitizenRoad(ViewCase cases, ReadDossier dossiers, VerificationPolicy policy, TimeProvider clock)
{
    public async Task<Outcome<CitizenCase>> ReadAsync(CitizenVisitor visitor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        if (!(await cases.DoAsync(visitor.Actor, visitor.Case, cancellationToken)).TryGet(out CaseView? view, out Refusal? refusal)
            || !(await dossiers.DoAsync(visitor.Actor, visitor.Case, cancellationToken)).TryGet(out DossierView? dossier, out refusal))
        {
            return refusal;
        }

        bool over = view.Case is CaseWithDocument document && document.IdentityOf(visitor.Participant) is { } proof && proof.HasRunOut(policy, clock.GetUtcNow());
        return new CitizenCase(visitor, view, dossier, over);
    }
}
