using System.Text;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.SignIn.Desks;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Countersigning;

/// <summary>One document that an officer is about to sign.</summary>
/// <param name="Case">The case.</param>
/// <param name="Document">Hash of its document as it was shown.</param>
public sealed record SigningItem(CaseId Case, Sha256Digest Document)
{
    /// <summary>What an officer confirms: the hash of all cases and documents, in their order. Another document, another case or another order is another digest.</summary>
    public static Sha256Digest DigestOf(IReadOnlyList<SigningItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        StringBuilder text = new("remoteverify signing v1\n");
        foreach (SigningItem item in items)
        {
            text.Append(item.Case.Value.ToString("D")).Append(' ').Append(item.Document.Hex).Append('\n');
        }

        return Sha256Digest.Of(Encoding.ASCII.GetBytes(text.ToString()));
    }
}

/// <summary>That an officer confirmed with a passkey; the host has checked the answer.</summary>
/// <param name="Passkey">The passkey with its new count.</param>
/// <param name="Challenge">What it signed, Base64url: SHA-256 of a random value and the digest of the items.</param>
public sealed record PasskeyConfirmation(OfficerPasskey Passkey, string Challenge)
{
    public override string ToString() => nameof(PasskeyConfirmation);
}

/// <summary>Records that an officer confirmed what is about to be signed, one entry a case. A case whose document is another one by now is refused.</summary>
public sealed class ConfirmSigning(Desk desk)
{
    /// <returns>The cases that were confirmed, or why the first one was not.</returns>
    public async Task<Outcome<IReadOnlyList<SigningItem>>> DoAsync(Actor actor, IReadOnlyList<SigningItem> items, PasskeyConfirmation confirmation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(confirmation);
        if (PrepareBatch.Refuse(actor, Act.ConfirmSigning, [.. items.Select(item => item.Case)]) is { } wrong)
        {
            return wrong;
        }

        Sha256Digest all = SigningItem.DigestOf(items);
        List<SigningItem> confirmed = [];
        foreach (SigningItem item in items)
        {
            Outcome<SigningItem> outcome = await OneAsync(actor, item, all, confirmation, isFirst: confirmed.Count == 0, cancellationToken);
            if (outcome.Refusal is { } refusal)
            {
                return refusal;
            }

            confirmed.Add(item);
        }

        return Outcome<IReadOnlyList<SigningItem>>.Done(confirmed);
    }

    private Task<Outcome<SigningItem>> OneAsync(Actor actor, SigningItem item, Sha256Digest all, PasskeyConfirmation confirmation, bool isFirst, CancellationToken cancellationToken) =>
        desk.DoAsync<SigningItem>(Act.ConfirmSigning, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(item.Case, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            if (found is not (Approved or CountersignaturePrepared))
            {
                return found.NotAllowed(Act.PrepareCountersignature);
            }

            work.Note("document", item.Document.Hex);
            if (found.CurrentDocument?.Sha256 != item.Document)
            {
                return new Refusal(RefusalCode.DocumentHashDiffers, "The document is another one than the one that was confirmed. Read it again and confirm again.");
            }

            if (isFirst)
            {
                await work.Unit.DeskAccess.PutAsync(confirmation.Passkey with { LastUsedAt = work.Now, Version = confirmation.Passkey.Version + 1 }, ct);
            }

            work.Note("confirmed", all.Hex);
            work.Note("challenge", confirmation.Challenge);
            work.Note("passkey", confirmation.Passkey.Tag.Hex);
            return item;
        }, cancellationToken);
}
