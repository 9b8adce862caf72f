using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Documents;

/// <summary>
/// Gives the document out once more, so that pictures of its pages can be drawn. No leaf is left: the reading itself was recorded by <see cref="ReadDocument"/>, and who calls this
/// has to know that it was, of the same bytes and by the same actor.
/// </summary>
public sealed class ShowPages(Desk desk)
{
    /// <param name="actor">Who read the document.</param>
    /// <param name="id">The case.</param>
    /// <param name="read">Hash of the bytes that were read.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The same bytes; refused when the document has become another one meanwhile.</returns>
    public Task<Outcome<ShownDocument>> DoAsync(Actor actor, CaseId id, Sha256Digest read, CancellationToken cancellationToken) =>
        desk.DoAsync<ShownDocument>(Act.ShowPages, actor, async (work, ct) =>
        {
            work.StaySilent();
            if (!(await work.CaseAsync(id, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            if (found.CurrentDocument is not { } document || document.Sha256 != read)
            {
                return new Refusal(RefusalCode.DocumentHashDiffers, "The document is another one than the one that was read. Open it again.", [.. found.Allowed.Select(a => a.Code)], []);
            }

            return (await work.DocumentAsync(found.File, document, ct)).TryGet(out ReadOnlyMemory<byte> pdf, out refusal)
                ? new ShownDocument(pdf, document.Sha256, $"{found.File.Code}.pdf")
                : refusal;
        }, cancellationToken);
}
