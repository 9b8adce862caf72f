// Law 46/2024/QH15 article 50(1), Decree 104/2025/ND-CP article 46: the photo of the moment of signing, not cut and not edited.
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Recording;

namespace RemoteVerify.Cases.LiveSessions;

/// <summary>A photo as the officer's browser tells of it in the moment it is taken.</summary>
/// <param name="Sha256">Hash of the bytes as encoded; they follow.</param>
/// <param name="WidthPixels">Width of the stream's picture.</param>
/// <param name="HeightPixels">Its height.</param>
/// <param name="Signers">Who signs on it.</param>
public sealed record PhotoNotice(Sha256Digest Sha256, int WidthPixels, int HeightPixels, IReadOnlyList<ParticipantId> Signers);

/// <summary>Notes the hash of a photo in the moment it is taken, before anybody could have worked on its bytes.</summary>
public sealed class NoteLivePhoto(Desk desk)
{
    /// <summary>Most photos of one room, and most signers on one.</summary>
    public const int MaximumPhotos = 100, MaximumSigners = 20;

    private const int MaximumSide = 16384;

    public Task<Outcome<LivePhoto>> DoAsync(Actor actor, CaseId id, PhotoNotice notice, CancellationToken cancellationToken) =>
        desk.DoAsync<LivePhoto>(Act.NoteLivePhoto, actor, async (work, ct) =>
        {
            if (!(await work.SeatAsync(id, ct)).TryGet(out (LiveRoom Room, LiveSeat Seat) own, out Refusal? refusal))
            {
                return refusal;
            }

            if (own.Room.Photos.Count >= MaximumPhotos || notice.Signers.Count is 0 or > MaximumSigners || notice.WidthPixels is < 1 or > MaximumSide || notice.HeightPixels is < 1 or > MaximumSide)
            {
                return new Refusal(RefusalCode.SigningPhotoNotAccepted, "Say who signs on the photo, then take it again.", [], ["notice"]);
            }

            var photo = new LivePhoto($"f{own.Room.Photos.Count + 1}", actor.Id, notice.Signers, notice.Sha256, notice.WidthPixels, notice.HeightPixels, work.Now, null);
            work.Note("photo", $"{photo.Id} {photo.WidthPixels}x{photo.HeightPixels} {photo.Sha256.Hex}");
            await work.SaveAsync(own.Room with { Photos = [.. own.Room.Photos, photo] }, ct);
            return photo;
        }, cancellationToken);
}

/// <summary>Takes the bytes of a photo whose hash was noted before, and hands them as they are to the rule of signing photos.</summary>
public sealed class KeepLivePhoto(Desk desk, TakeSigningPhoto take)
{
    /// <returns>The paper of the dossier.</returns>
    public async Task<Outcome<DossierPaper>> DoAsync(Actor actor, CaseId id, ReadOnlyMemory<byte> jpeg, CancellationToken cancellationToken)
    {
        Sha256Digest hash = Sha256Digest.Of(jpeg.Span);
        Outcome<LivePhoto> noted = await desk.DoAsync<LivePhoto>(Act.KeepLivePhoto, actor, async (work, ct) =>
        {
            if (!(await work.SeatAsync(id, ct)).TryGet(out (LiveRoom Room, LiveSeat Seat) own, out Refusal? refusal))
            {
                return refusal;
            }

            work.Note("photo", hash.Hex);
            return own.Room.Photos.LastOrDefault(photo => photo.Sha256 == hash && photo.Officer == actor.Id && photo.Paper is null) is { } found
                ? found
                : new Refusal(RefusalCode.LivePhotoNotNoted, "These are not the bytes of a photo that was taken in this session: their hash was not told in the moment of taking. Take another one.");
        }, cancellationToken);
        if (!noted.TryGet(out LivePhoto? photo, out Refusal? notNoted))
        {
            return notNoted;
        }

        Outcome<DossierPaper> kept = await take.DoAsync(actor, id, photo.Signers, jpeg, photo.TakenAt, cancellationToken);
        if (kept.TryGet(out DossierPaper? paper, out _))
        {
            await desk.DoAsync<LiveRoom>(Act.KeepLivePhoto, actor, async (work, ct) =>
            {
                if (!(await work.SeatAsync(id, ct)).TryGet(out (LiveRoom Room, LiveSeat Seat) own, out Refusal? refusal))
                {
                    return refusal;
                }

                work.Note("photo", $"{photo.Id} {paper.Id} {hash.Hex}");
                return await work.SaveAsync(own.Room with { Photos = [.. own.Room.Photos.Select(p => p.Id == photo.Id ? p with { Paper = paper.Id } : p)] }, ct);
            }, cancellationToken);
        }

        return kept;
    }
}
