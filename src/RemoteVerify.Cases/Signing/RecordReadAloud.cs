using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Signing;

/// <summary>Notes that exactly this document was read out to the participant to its end. It adds to the record and replaces neither reading nor confirmation.</summary>
public sealed class RecordReadAloud(Desk desk)
{
    /// <param name="actor">The participant.</param>
    /// <param name="reference">The case.</param>
    /// <param name="heard">SHA-256 of the document whose words were read out.</param>
    /// <param name="language">Language of the voice, as the browser names it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<Case>> DoAsync(Actor actor, CaseReference reference, Sha256Digest heard, string? language, CancellationToken cancellationToken) =>
        desk.DoAsync<Case>(Act.RecordReadAloud, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            if (found.CurrentDocument?.Sha256 != heard)
            {
                return new Refusal(RefusalCode.DocumentHashDiffers, "What was read out is not the document as it is now. Open it again.", [.. found.Allowed.Select(a => a.Code)], []);
            }

            work.Note("document", heard.Hex);
            work.Note("participant", actor.Id);
            work.Note("voice", language is { Length: > 0 and <= 35 } && language.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? language : "unknown");
            return found;
        }, cancellationToken);
}
