using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Dossiers;

/// <summary>How a paper comes into the dossier, the same for every act.</summary>
internal static class DossierPapers
{
    /// <summary>Stores the bytes and gives the next paper of the case; the caller adds it to the dossier and saves.</summary>
    public static async Task<DossierPaper> KeepAsync(
        Work work, CaseFile file, string need, PaperOrigin origin, string contentType, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        BlobId blob = await work.Unit.Blobs.PutAsync(file.Tenant, file.Id, DataClass.Dossier, bytes, cancellationToken);
        Sha256Digest hash = Sha256Digest.Of(bytes.Span);
        var paper = new DossierPaper($"d{file.Dossier.Papers.Count + 1}", need, origin, contentType, blob, hash, bytes.Length, work.Actor.Id, work.Now);
        work.Note("paper", $"{paper.Id} {need} {hash.Hex}");
        return paper;
    }

    /// <summary>The case with the paper in its dossier.</summary>
    public static TCase With<TCase>(TCase current, DossierPaper paper)
        where TCase : Case => (TCase)(current with { File = current.File with { Dossier = current.File.Dossier.Add(paper) } });
}
