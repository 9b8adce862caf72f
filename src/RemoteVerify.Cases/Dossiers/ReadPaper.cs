using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Dossiers;

/// <summary>A paper of the dossier with its bytes, which have the recorded hash.</summary>
public sealed record PaperBytes(DossierPaper Paper, ReadOnlyMemory<byte> Bytes)
{
    public override string ToString() => $"PaperBytes {Paper.Id}";
}

/// <summary>Gives out a paper of the dossier; that somebody read it is recorded. Look-ups and what is about another person are for the office only.</summary>
public sealed class ReadPaper(Desk desk)
{
    public Task<Outcome<PaperBytes>> DoAsync(Actor actor, CaseId id, string paperId, CancellationToken cancellationToken) =>
        desk.DoAsync<PaperBytes>(Act.ReadPaper, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(id, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            if (found.File.Dossier.Paper(paperId) is not { } paper || !Sees(actor, paper))
            {
                return new Refusal(RefusalCode.DossierPaperNotFound, "The dossier has no such paper for you. Use an id from its list.");
            }

            if (!(await work.BlobAsync(id, paper.Blob, ct)).TryGet(out ReadOnlyMemory<byte> bytes, out refusal))
            {
                return refusal;
            }

            work.Note("paper", $"{paper.Id} {paper.Sha256.Hex}");
            return Sha256Digest.Of(bytes.Span) == paper.Sha256
                ? new PaperBytes(paper, bytes)
                : throw new InvalidOperationException("A stored paper doesn't have its recorded hash.");
        }, cancellationToken);

    /// <summary>An officer sees every paper; a citizen what is not about somebody else; a portal what it brought or may hand on.</summary>
    public static bool Sees(Actor actor, DossierPaper paper) => actor.Role switch
    {
        ActorRole.Officer => true,
        ActorRole.Citizen => paper.Origin != PaperOrigin.SigningPhoto && (paper.About is null || paper.About == actor.Id),
        _ => paper.Origin is PaperOrigin.Uploaded or PaperOrigin.Composed,
    };
}
