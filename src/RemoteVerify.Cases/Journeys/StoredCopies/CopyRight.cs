// Decree 23/2015/ND-CP article 16: who may ask for a copy: whose it is, who acts for them, next of kin.
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Journeys.StoredCopies;

/// <summary>Whether the one who asks may have the copy.</summary>
internal static class CopyRight
{
    /// <summary>The paper of the procedure that shows a right to another person's result.</summary>
    public const string Need = "right-proof";

    /// <summary>Personal numbers that a chip and a face proved for the signed request.</summary>
    public static IReadOnlyList<string> Proven(CaseFile file) =>
        [.. (file.Request?.Identities ?? []).Select(proof => file.Find(proof.Participant)?.PersonalNumber).OfType<string>().Distinct()];

    /// <summary>The paper of the dossier that shows the right; null when the id names none.</summary>
    public static DossierPaper? Paper(CaseFile file, string? id) => id is null ? null : file.Dossier.Papers.FirstOrDefault(paper => paper.Id == id && paper.Need == Need);

    /// <summary>The refusal where the result belongs to somebody else and no right is shown.</summary>
    public static Refusal? NotShown(PublishedDocument document, CaseFile file, DossierPaper? paper) =>
        paper is not null || document.Owners.Any(owner => Proven(file).Contains(owner.PersonalNumber))
            ? null
            : new Refusal(
                RefusalCode.CopyRightNotShown, "The result does not belong to the person who asks. Ask for the paper that shows the right to it, add it to the dossier and name it.",
                [Act.RequestSupplement.Code], [Need]);
}
