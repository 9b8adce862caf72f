using RemoteVerify.Cases;
using RemoteVerify.Cases.LiveSessions;
using RemoteVerify.Cases.States;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Live;

/// <summary>What is kept of the live sessions of a case, in the words of a page: who came and went, photos, recordings.</summary>
public sealed class LiveHistory(ListLive list)
{
    /// <summary>Lines, the newest first; empty for an officer whose it is not.</summary>
    public async Task<IReadOnlyList<KeptLine>> ListAsync(Actor actor, CaseFile file, PageTexts texts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(texts);
        Outcome<IReadOnlyList<LiveView>> rooms = await list.DoAsync(actor, file.Id, cancellationToken);
        return rooms.TryGet(out IReadOnlyList<LiveView>? found, out _) ? [.. found.SelectMany(view => Lines(view, file, texts)).OrderByDescending(line => line.At)] : [];
    }

    private static IEnumerable<KeptLine> Lines(LiveView view, CaseFile file, PageTexts texts)
    {
        foreach (LiveVisit visit in view.Room.Visits)
        {
            yield return new KeptLine(visit.From, texts.Format("live.kept.came", view.Names[visit.Seat]), "", null);
            if (visit.Until is { } until)
            {
                yield return new KeptLine(until, texts.Format("live.kept.left", view.Names[visit.Seat]), "", null);
            }
        }

        foreach (LiveSeat seat in view.Room.Seats.Where(seat => seat.Consent is not null))
        {
            yield return new KeptLine(seat.Consent!.At, texts.Format(seat.Consent.Given ? "live.kept.agreed" : "live.kept.declined", view.Names[seat.Id]), "", null);
        }

        foreach (LivePhoto photo in view.Room.Photos)
        {
            yield return new KeptLine(
                photo.TakenAt, texts.Format(photo.Paper is null ? "live.kept.photo-lost" : "live.kept.photo", string.Join(", ", photo.Signers.Select(s => file.Find(s)?.FullName ?? s.Value)), photo.WidthPixels, photo.HeightPixels),
                photo.Sha256.Hex, null);
        }

        foreach (LiveRecording recording in view.Room.Recordings)
        {
            yield return new KeptLine(
                recording.From, texts.Format("live.kept.recording", recording.Pieces, recording.Bytes / 1024), recording.Chain.Hex,
                recording.Pieces > 0 ? $"/live/desk/{file.Id}/evidence?handler=Recording&room={view.Room.Id:D}&name={recording.Id}" : null);
        }
    }
}
