// Law 91/2025/QH15: consent for each purpose, without default, in a text that is kept; withdrawing it stops what rests on it.
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Dossiers;

/// <summary>What was agreed to in a case.</summary>
public static class Consents
{
    /// <summary>The last answer of a participant for a purpose, or null.</summary>
    public static Consent? Last(CaseFile file, ParticipantId participant, string purpose) =>
        file.Dossier.Consents.LastOrDefault(consent => consent.Participant == participant && consent.Purpose == purpose);

    /// <summary>Reading the chip and comparing the face.</summary>
    public const string IdentityCheck = "identity-check";

    /// <summary>
    /// Purposes that the case needs and that this participant has not agreed to, or not any more. A no to the check of the identity counts also where the procedure lets a portal do
    /// without the question: who was asked and refused is not checked.
    /// </summary>
    public static IReadOnlyList<string> Missing(CaseFile file, ParticipantId participant) =>
    [
        .. file.ConsentsNeeded.Where(purpose => !IsGiven(Last(file, participant, purpose))),
        .. !file.ConsentsNeeded.Contains(IdentityCheck) && Last(file, participant, IdentityCheck) is { } answer && !IsGiven(answer) ? [IdentityCheck] : Array.Empty<string>(),
    ];

    private static bool IsGiven(Consent? consent) => consent is { Given: true, WithdrawnAt: null };

    /// <summary>The refusal while a consent is missing, or null.</summary>
    internal static Refusal? NotGiven(CaseFile file, ParticipantId participant) => Missing(file, participant) is { Count: > 0 } missing
        ? new Refusal(
            RefusalCode.ConsentMissing,
            "The participant has not agreed to the named purposes. Ask for the consent; who doesn't want to give it can do the procedure at the office.",
            [Act.GiveConsent.Code],
            missing)
        : null;
}

/// <summary>A participant answers the question of one purpose, with yes or no; both are kept and neither is preset.</summary>
public sealed class GiveConsent(Desk desk, ProcedureLibrary procedures)
{
    /// <param name="actor">The participant, in the own session.</param>
    /// <param name="reference">The case.</param>
    /// <param name="purpose">The purpose.</param>
    /// <param name="textVersion">Version of the text that was shown.</param>
    /// <param name="given">The answer; null is none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<Consent>> DoAsync(Actor actor, CaseReference reference, string purpose, string textVersion, bool? given, CancellationToken cancellationToken) =>
        desk.DoAsync<Consent>(Act.GiveConsent, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            if (DossierActs.NotTaken(current, Act.GiveConsent) is { } notTaken)
            {
                return notTaken;
            }

            Procedure procedure = await procedures.OfCaseAsync(work.Unit, current.File, ct);
            if (procedure.Consents.FirstOrDefault(text => text.Purpose == purpose) is not { } text || given is not { } answer)
            {
                return new Refusal(RefusalCode.ConsentUnknown, "Name a purpose of the procedure and answer it with true or false; no answer is preset.", [], [.. procedure.Consents.Select(c => c.Purpose)]);
            }

            if (text.TextVersion != textVersion)
            {
                return new Refusal(RefusalCode.ConsentTextChanged, "The text that was shown is not the one of this case's procedure. Show the present text and ask again.", [], [text.TextVersion]);
            }

            var consent = new Consent(new ParticipantId(actor.Id), purpose, $"{procedure.Code} {procedure.Version} {purpose}", textVersion, answer, work.Now, null);
            work.Note("consent", $"{purpose} {textVersion} {(answer ? "yes" : "no")}");
            await work.SaveAsync(ConsentChange.Add(current, consent), ct);
            return consent;
        }, cancellationToken);
}

/// <summary>
/// A participant takes a consent back: what rests on it alone stops from now on (a check that runs is ended, none is begun, none is accepted); the
/// dossier that was made lawfully stays, and so does the result.
/// </summary>
public sealed class WithdrawConsent(Desk desk)
{
    public Task<Outcome<Consent>> DoAsync(Actor actor, CaseReference reference, string purpose, CancellationToken cancellationToken) =>
        desk.DoAsync<Consent>(Act.WithdrawConsent, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            if (Consents.Last(current.File, new ParticipantId(actor.Id), purpose) is not { Given: true, WithdrawnAt: null } given)
            {
                return new Refusal(RefusalCode.ConsentUnknown, "You have no consent for this purpose that could be withdrawn. Nothing is to be done.");
            }

            Consent withdrawn = given with { WithdrawnAt = work.Now };
            work.Note("consent", $"{purpose} withdrawn");
            work.Publish("consent.withdrawn", current.File.Id);
            if (purpose == Consents.IdentityCheck || current.File.ConsentsNeeded.Contains(purpose))
            {
                await OpenVerifications.CancelAsync(work, current.File.Id, given.Participant, "consent.withdrawn", ct);
            }

            await work.SaveAsync(ConsentChange.Replace(current, given, withdrawn), ct);
            return withdrawn;
        }, cancellationToken);
}

internal static class ConsentChange
{
    public static Case Add(Case current, Consent consent) => With(current, [.. current.File.Dossier.Consents, consent]);

    public static Case Replace(Case current, Consent old, Consent changed) =>
        With(current, [.. current.File.Dossier.Consents.Select(consent => consent == old ? changed : consent)]);

    private static Case With(Case current, IReadOnlyList<Consent> consents) =>
        current with { File = current.File with { Dossier = current.File.Dossier with { Consents = consents } } };
}
