using System.Text.Json;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.NotarisedContracts;

/// <summary>A recording of picture and sound: the file itself, or its hash with the place where it is kept.</summary>
public sealed record SessionMedia
{
    private SessionMedia() { }

    /// <summary>The file's bytes, or null.</summary>
    public ReadOnlyMemory<byte>? Bytes { get; private init; }

    /// <summary>Media type of the file.</summary>
    public string ContentType { get; private init; } = "application/octet-stream";

    /// <summary>Hash of the file.</summary>
    public Sha256Digest Sha256 { get; private init; }

    /// <summary>Where the file is kept, when the dossier doesn't hold it.</summary>
    public string? Reference { get; private init; }

    /// <summary>The file itself.</summary>
    public static SessionMedia Of(ReadOnlyMemory<byte> bytes, string contentType) =>
        new() { Bytes = bytes, ContentType = contentType, Sha256 = Sha256Digest.Of(bytes.Span) };

    /// <summary>A file in another store of the organisation.</summary>
    public static SessionMedia Elsewhere(Sha256Digest sha256, string reference) => new() { Sha256 = sha256, Reference = reference };

    public override string ToString() => "SessionMedia";
}

/// <summary>Keeps a stretch of a venue's recording; what no recording covers is a gap, and a long gap stands against the approval.</summary>
public sealed class AddRecording(Desk desk)
{
    /// <summary>Longest reference, in characters.</summary>
    public const int MaximumReference = 500;

    /// <summary>A recorder may run before the session is opened.</summary>
    private static readonly TimeSpan Lead = TimeSpan.FromHours(1);

    private static readonly string[] MediaTypes = ["video/", "audio/"];

    public Task<Outcome<RecordedSpan>> DoAsync(
        Actor actor, CaseReference reference, string venueId, DateTimeOffset from, DateTimeOffset until, SessionMedia media, CancellationToken cancellationToken) =>
        desk.DoAsync<RecordedSpan>(Act.AddRecording, actor, async (work, ct) =>
        {
            if (!(await work.OpenedAsync(reference, ct)).TryGet(out OpenedSession? opened, out Refusal? refusal))
            {
                return refusal;
            }

            if (opened.Session.FindVenue(venueId) is not { } venue)
            {
                return NotAccepted(["venue"]);
            }

            if (actor.Role == ActorRole.Officer && actor.Id != venue.Notary && actor.Id != opened.Session.Lead)
            {
                return SessionRules.NotAssigned("This is for the notary at the venue, or the one who leads.");
            }

            string[] faults = [.. Faults(opened, venue, from, until, media, work.Now)];
            if (faults.Length > 0)
            {
                return NotAccepted(faults);
            }

            (string type, ReadOnlyMemory<byte> bytes) = media.Bytes is { } file ? (media.ContentType, file) : ("application/json", Note(media));
            DossierPaper kept = await DossierPapers.KeepAsync(work, opened.Case.File, "session-recording", PaperOrigin.Recording, type, bytes, ct);
            DossierPaper paper = kept with { About = venue.Id };
            var span = new RecordedSpan(venue.Id, from, until, paper.Id) { MediaSha256 = media.Sha256, MediaReference = media.Reference };
            work.Note("venue", venue.Id);
            work.Note("media", media.Sha256.Hex);
            await work.SaveAsync(DossierPapers.With(opened.With(opened.Session with { Recordings = [.. opened.Session.Recordings, span] }), paper), ct);
            return span;
        }, cancellationToken);

    private static IEnumerable<string> Faults(OpenedSession opened, Venue venue, DateTimeOffset from, DateTimeOffset until, SessionMedia media, DateTimeOffset now)
    {
        if (from >= until)
        {
            yield return "empty-span";
        }

        if (until > now)
        {
            yield return "in-the-future";
        }

        if (from < opened.OpenedAt - Lead || until < opened.OpenedAt)
        {
            yield return "before-the-session";
        }

        if (opened.Session.ClosedAt is { } closed && from > closed)
        {
            yield return "after-the-session";
        }

        // Two files of one camera may overlap at the seam, by no more than they may be apart.
        if (opened.Session.Recordings.Any(r => r.Venue == venue.Id && Overlap(r, from, until) > opened.Session.MaximumGap))
        {
            yield return "overlaps";
        }

        if (opened.Session.Recordings.Any(r => r.MediaSha256 == media.Sha256))
        {
            yield return "same-recording-twice";
        }

        if (media.Bytes is { } bytes && (bytes.IsEmpty || !MediaTypes.Any(type => media.ContentType.StartsWith(type, StringComparison.OrdinalIgnoreCase))))
        {
            yield return "media";
        }

        if (media.Bytes is null && media.Reference is not { Length: > 0 and <= MaximumReference })
        {
            yield return "reference";
        }
    }

    private static TimeSpan Overlap(RecordedSpan other, DateTimeOffset from, DateTimeOffset until) =>
        (other.Until < until ? other.Until : until) - (other.From > from ? other.From : from);

    private static ReadOnlyMemory<byte> Note(SessionMedia media) =>
        JsonSerializer.SerializeToUtf8Bytes(new { sha256 = media.Sha256.Hex, reference = media.Reference });

    private static Refusal NotAccepted(IReadOnlyList<string> faults) => new(
        RefusalCode.RecordingNotAccepted, "This recording can't be taken; the reasons say why. Give the true times of the recording at this venue, and the file or its hash and place.", [], faults);
}
