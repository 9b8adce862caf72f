// Law 91/2025/QH15: picture and sound of people are recorded only when each of them agreed; who doesn't is served without a recording.
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.LiveSessions;

/// <summary>Somebody in the room answers whether they may be recorded. Taking it back stops the recording at the next piece.</summary>
public sealed class ConsentToLive(Desk desk)
{
    /// <summary>Version of the text of the pages.</summary>
    public const string TextVersion = "1";

    public Task<Outcome<LiveRoom>> DoAsync(Actor actor, CaseId id, bool given, CancellationToken cancellationToken) =>
        desk.DoAsync<LiveRoom>(Act.ConsentToLive, actor, async (work, ct) =>
        {
            if (!(await work.SeatAsync(id, ct)).TryGet(out (LiveRoom Room, LiveSeat Seat) own, out Refusal? refusal))
            {
                return refusal;
            }

            work.Note("seat", own.Seat.Id);
            work.Note("consent", $"live-recording {TextVersion} {(given ? "yes" : "no")}");
            return await work.SaveAsync(own.Room.With(own.Seat with { Consent = new LiveConsent(given, TextVersion, work.Now) }), ct);
        }, cancellationToken);
}

/// <summary>Begins a recording by the officer's browser, once everybody in the room has agreed.</summary>
public sealed class BeginLiveRecording(Desk desk)
{
    private static readonly string[] MediaTypes = ["video/webm", "audio/webm", "video/mp4", "audio/mp4"];

    public Task<Outcome<LiveRecording>> DoAsync(Actor actor, CaseId id, string? contentType, CancellationToken cancellationToken) =>
        desk.DoAsync<LiveRecording>(Act.BeginLiveRecording, actor, async (work, ct) =>
        {
            if (!(await work.SeatAsync(id, ct)).TryGet(out (LiveRoom Room, LiveSeat Seat) own, out Refusal? refusal))
            {
                return refusal;
            }

            string type = (contentType ?? "").Split(';')[0].Trim();
            if (!MediaTypes.Contains(type))
            {
                return new Refusal(RefusalCode.LivePieceNotAccepted, "This browser records in a form that isn't kept. Use a present Chromium, Firefox or Safari.", [], ["media"]);
            }

            if (RecordingRules.NotAgreed(own.Room) is { } notAgreed)
            {
                return notAgreed;
            }

            if (own.Room.RunningOf(actor.Id) is { } running)
            {
                own = (own.Room.With(running with { Until = work.Now }), own.Seat);
            }

            string name = $"r{own.Room.Recordings.Count + 1}";
            DateTimeOffset from = RecordingRules.Milliseconds(work.Now);
            var recording = new LiveRecording(name, actor.Id, type, from, null, 0, 0, RecordingChain.Begin(own.Room.Id, name, type, from));
            work.Note("recording", name);
            await work.SaveAsync(own.Room with { Recordings = [.. own.Room.Recordings, recording] }, ct);
            return recording;
        }, cancellationToken);
}

/// <summary>One piece of a recording as the browser made it.</summary>
/// <param name="Recording">Id of the recording.</param>
/// <param name="Number">From 1, without a gap.</param>
/// <param name="Sha256">Hash that the browser made of it.</param>
/// <param name="Bytes">The piece.</param>
public sealed record LivePiece(string Recording, int Number, Sha256Digest Sha256, ReadOnlyMemory<byte> Bytes)
{
    public override string ToString() => $"LivePiece {Recording} {Number}";
}

/// <summary>Keeps one piece, encrypted under the case's key of the dossier, and links it into the chain.</summary>
public sealed class AddLivePiece(Desk desk)
{
    /// <summary>Largest piece in bytes.</summary>
    public const int MaximumBytes = 8 << 20;

    /// <summary>Largest recording in bytes.</summary>
    public const long MaximumRecording = 4L << 30;

    /// <summary>The same piece again, after a line that broke before the answer came, changes nothing.</summary>
    public Task<Outcome<LiveRecording>> DoAsync(Actor actor, CaseId id, LivePiece piece, CancellationToken cancellationToken) =>
        desk.DoAsync<LiveRecording>(Act.AddLivePiece, actor, async (work, ct) =>
        {
            if (!(await work.SeatAsync(id, ct)).TryGet(out (LiveRoom Room, LiveSeat Seat) own, out Refusal? refusal))
            {
                return refusal;
            }

            if (own.Room.RunningOf(actor.Id) is not { } recording || recording.Id != piece.Recording)
            {
                return new Refusal(RefusalCode.LiveRecordingNotRunning, "This recording has ended. Begin another one.");
            }

            Sha256Digest hash = Sha256Digest.Of(piece.Bytes.Span);
            if (piece.Number == recording.Pieces && piece.Number > 0
                && (await work.Unit.LiveRooms.ListPiecesAsync(own.Room.Id, recording.Id, ct))[^1] is { } last && last.Sha256 == hash && hash == piece.Sha256)
            {
                return recording;
            }

            string[] faults = [.. Faults(recording, piece, hash)];
            if (faults.Length > 0)
            {
                return new Refusal(RefusalCode.LivePieceNotAccepted, "This piece of the recording can't be kept; the reasons say why. Send it again as it was recorded.", [], faults);
            }

            if (RecordingRules.NotAgreed(own.Room) is { } notAgreed)
            {
                return notAgreed;
            }

            BlobId blob = await work.Unit.Blobs.PutAsync(own.Room.Tenant, id, DataClass.Dossier, piece.Bytes, ct);
            await work.Unit.LiveRooms.AddPieceAsync(new KeptLivePiece(own.Room.Id, recording.Id, piece.Number, hash, piece.Bytes.Length, blob), ct);
            LiveRecording next = recording with { Pieces = piece.Number, Bytes = recording.Bytes + piece.Bytes.Length, Chain = RecordingChain.Add(recording.Chain, hash) };
            work.Note("recording", $"{next.Id} {next.Pieces} {hash.Hex}");
            await work.SaveAsync(own.Room.With(next), ct);
            return next;
        }, cancellationToken);

    private static IEnumerable<string> Faults(LiveRecording recording, LivePiece piece, Sha256Digest hash)
    {
        if (piece.Number != recording.Pieces + 1)
        {
            yield return $"next:{recording.Pieces + 1}";
        }

        if (piece.Bytes.Length is 0 or > MaximumBytes || recording.Bytes + piece.Bytes.Length > MaximumRecording)
        {
            yield return "size";
        }

        if (hash != piece.Sha256)
        {
            yield return "hash";
        }
    }
}

/// <summary>Ends a recording; its chain is in the log from then on.</summary>
public sealed class EndLiveRecording(Desk desk)
{
    public Task<Outcome<LiveRecording>> DoAsync(Actor actor, CaseId id, CancellationToken cancellationToken) =>
        desk.DoAsync<LiveRecording>(Act.EndLiveRecording, actor, async (work, ct) =>
        {
            if (!(await work.SeatAsync(id, ct)).TryGet(out (LiveRoom Room, LiveSeat Seat) own, out Refusal? refusal))
            {
                return refusal;
            }

            if (own.Room.RunningOf(actor.Id) is not { } recording)
            {
                return new Refusal(RefusalCode.LiveRecordingNotRunning, "No recording runs. Begin one.");
            }

            LiveRecording ended = recording with { Until = RecordingRules.Milliseconds(work.Now) };
            work.Note("recording", $"{ended.Id} {ended.Pieces} pieces");
            work.Note("chain", ended.Chain.Hex);
            await work.SaveAsync(own.Room.With(ended), ct);
            return ended;
        }, cancellationToken);
}

/// <summary>A recording to play, piece after piece.</summary>
/// <param name="Recording">The recording.</param>
/// <param name="Pieces">Its pieces in order.</param>
/// <param name="IsWhole">True when they make the kept chain.</param>
public sealed record PlayedRecording(LiveRecording Recording, IReadOnlyList<KeptLivePiece> Pieces, bool IsWhole);

/// <summary>Gives a recording to an officer of the case; each look is recorded. The chain is made anew from the bytes that are there.</summary>
public sealed class PlayLiveRecording(Desk desk, IUnitOfWorkFactory stores)
{
    public Task<Outcome<PlayedRecording>> DoAsync(Actor actor, CaseId id, Guid room, string recording, CancellationToken cancellationToken) =>
        desk.DoAsync<PlayedRecording>(Act.PlayLiveRecording, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(id, ct)).TryGet(out States.Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            if (LiveRules.NotTheirs(current.File, actor) is { } notTheirs)
            {
                return notTheirs;
            }

            if (await work.Unit.LiveRooms.FindAsync(actor.Tenant, room, ct) is not { } kept || kept.Case != id || kept.Recordings.FirstOrDefault(r => r.Id == recording) is not { } found)
            {
                return LiveRules.NotOpen();
            }

            IReadOnlyList<KeptLivePiece> pieces = await work.Unit.LiveRooms.ListPiecesAsync(room, recording, ct);
            Sha256Digest chain = RecordingChain.Begin(room, found.Id, found.ContentType, found.From);
            foreach (KeptLivePiece piece in pieces)
            {
                if (!(await work.BlobAsync(id, piece.Blob, ct)).TryGet(out ReadOnlyMemory<byte> bytes, out refusal))
                {
                    return refusal;
                }

                chain = RecordingChain.Add(chain, Sha256Digest.Of(bytes.Span));
            }

            work.Note("recording", $"{room:D} {recording}");
            return new PlayedRecording(found, pieces, chain == found.Chain && pieces.Count == found.Pieces);
        }, cancellationToken);

    /// <summary>The bytes of one piece of a recording that <see cref="DoAsync"/> gave out.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(CaseId id, KeptLivePiece piece, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        return await unit.Blobs.GetAsync(id, piece.Blob, cancellationToken) ?? ReadOnlyMemory<byte>.Empty;
    }
}

internal static class RecordingRules
{
    /// <summary>The refusal while somebody in the room has not agreed; null when all have.</summary>
    public static Refusal? NotAgreed(LiveRoom room) => room.PresentWithoutConsent is { Count: > 0 } missing
        ? new Refusal(
            RefusalCode.LiveConsentMissing, "Not everybody in the room has agreed to being recorded. Ask them; who doesn't want to is heard without a recording.", [Act.ConsentToLive.Code],
            [.. missing.Select(seat => seat.Id)])
        : null;

    /// <summary>Stored times have milliseconds, and the chain begins with one.</summary>
    public static DateTimeOffset Milliseconds(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
