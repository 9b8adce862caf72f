using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Verifying;

/// <summary>The challenge that a chip answers in this verification, and in no other.</summary>
public static class ChipChallenge
{
    private static readonly byte[] Label = "RemoteVerify active authentication v1"u8.ToArray();

    /// <summary>8 bytes (RND.IFD of ICAO 9303-11 section 6.1) from the nonce of the verification.</summary>
    public static byte[] FromNonce(ReadOnlySpan<byte> nonce) => SHA256.HashData([.. Label, .. nonce])[..8];
}

/// <summary>Takes the files of the chip, which must be genuine and the declared participant's. Refused ones are recorded.</summary>
public sealed class SubmitChip(Desk desk, IChipVerification chips)
{
    public Task<Outcome<AwaitingCapture>> DoAsync(Actor actor, VerificationId id, ChipSubmission submission, CancellationToken cancellationToken) =>
        desk.DoAsync<AwaitingCapture>(Act.SubmitChip, actor, async (work, ct) =>
        {
            if (!(await work.VerificationAsync(id, ct)).TryGet(out (Verification Verification, Case Case) found, out Refusal? refusal))
            {
                return refusal;
            }

            if (found.Verification is not AwaitingChip waiting)
            {
                return found.Verification.NotAllowed(Act.SubmitChip);
            }

            work.Note("verification", id.ToString());
            Outcome<ChipJudgement> judged = chips.Verify(submission, ChipChallenge.FromNonce(waiting.File.Nonce), work.Now);
            Participant participant = found.Case.File.Find(waiting.File.Participant)!;
            Refusal? problem = judged.Refusal ?? Problem(judged.Value, participant);
            if (problem is not null)
            {
                string[] reasons = [problem.Code.Value, .. problem.Reasons];
                await work.SaveVerificationAsync(waiting.RefuseChip(new ChipAttempt(work.Now, false, reasons)), ct);
                work.Publish("verification.chip_refused", waiting.File.CaseId, id.ToString());
                return work.RefuseAndKeep(problem with { AllowedActions = [Act.SubmitChip.Code] });
            }

            ChipProof proof = await KeepAsync(work, waiting.File, judged.Value, participant, ct);
            work.Note("sod", proof.SodSha256.Hex);
            work.Note("dg2", proof.Dg2Sha256.Hex);
            return await work.SaveVerificationAsync(waiting.AcceptChip(proof, new ChipAttempt(work.Now, true, proof.Warnings)), ct);
        }, cancellationToken);

    private static Refusal? Problem(ChipJudgement chip, Participant participant)
    {
        if (!chip.IsGenuine)
        {
            return new Refusal(RefusalCode.ChipNotGenuine, "The chip is not what the issuing state signed. Use the person's own, unchanged card.", [], chip.Codes);
        }

        if (!chip.IsAccepted || chip.Holder is null || chip.Portrait is null || chip.Dg2Sha256 is null)
        {
            return new Refusal(RefusalCode.ChipNotAccepted, "The policy doesn't accept this card. Read the reasons; use a card that is in force and read all its files.", [], chip.Codes);
        }

        byte[] declared = Encoding.UTF8.GetBytes(participant.PersonalNumber);
        return CryptographicOperations.FixedTimeEquals(declared, Encoding.UTF8.GetBytes(chip.Holder.PersonalNumber))
            ? null
            : new Refusal(RefusalCode.ChipOfAnotherPerson, "The card belongs to another person than the declared participant. Use the participant's own card.");
    }

    private static async Task<ChipProof> KeepAsync(Work work, VerificationFile file, ChipJudgement chip, Participant participant, CancellationToken cancellationToken)
    {
        Task<BlobId> Put(ReadOnlyMemory<byte> data) => work.Unit.Blobs.PutAsync(file.Tenant, file.CaseId, DataClass.Identity, data, cancellationToken);
        List<string> warnings = [.. chip.Codes];
        if (Plain(chip.Holder!.FullName) != Plain(participant.FullName))
        {
            warnings.Add("chip.name-differs-from-declared");
        }

        return new ChipProof(
            chip.Holder,
            await Put(chip.Report),
            await Put(chip.Portrait!.Value),
            chip.PortraitFormat,
            await Put(chip.SecurityObject),
            Sha256Digest.Of(chip.SecurityObject.Span),
            chip.Dg2Sha256!.Value,
            chip.Verdict,
            warnings,
            work.Now);
    }

    /// <summary>Upper case without diacritics and spaces: DG1 has no Vietnamese letters.</summary>
    private static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (char c in name.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark || !char.IsLetter(c))
            {
                continue;
            }

            plain.Append(c is 'đ' or 'Đ' ? 'D' : char.ToUpperInvariant(c));
        }

        return plain.ToString();
    }
}
