using System.Globalization;
using System.Text;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.IdDocument.ChipAuthentication;

namespace RemoteVerify.Cases.Verifying;

/// <summary>Keeps what an accepted chip leaves behind, encrypted like all data about a person.</summary>
internal sealed class ChipKeeper(Work work, VerificationFile file, Participant participant)
{
    public async Task<ChipProof> KeepAsync(
        ChipJudgement chip, ChipSubmission submission, ChipChallenge? challenge, PossessionEvidence? evidence, CancellationToken cancellationToken)
    {
        Task<BlobId> Put(ReadOnlyMemory<byte> data) => work.Unit.Blobs.PutAsync(file.Tenant, file.CaseId, DataClass.Identity, data, cancellationToken);
        byte[] replayable = new ChipEvidenceFile(submission.Files, evidence, work.Now)
        {
            ChallengeIssuedAt = challenge?.IssuedAt,
            ChallengeExpiresAt = challenge?.ExpiresAt,
            CarriedBy = submission.Relayed is null ? ChipChallengeKey.HandedIn : ChipChallengeKey.Relayed,
            Transcript = submission.ChipAuthentication ?? [],
        }.ToBytes();
        return new ChipProof(
            chip.Holder!,
            await Put(chip.Report),
            await Put(chip.Portrait!.Value),
            chip.PortraitFormat,
            await Put(chip.SecurityObject),
            Sha256Digest.Of(chip.SecurityObject.Span),
            chip.Dg2Sha256!.Value,
            chip.Verdict,
            Warnings(chip),
            work.Now)
        {
            Possession = new ChipPossession(
                chip.ActiveAuthentication, chip.ChipAuthentication, chip.IsCloneable, submission.Relayed is not null, await Put(replayable), Sha256Digest.Of(replayable)),
        };
    }

    private List<string> Warnings(ChipJudgement chip)
    {
        List<string> warnings = [.. chip.Codes];
        if (Plain(chip.Holder!.FullName) != Plain(participant.FullName))
        {
            warnings.Add("chip.name-differs-from-declared");
        }

        return warnings;
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
