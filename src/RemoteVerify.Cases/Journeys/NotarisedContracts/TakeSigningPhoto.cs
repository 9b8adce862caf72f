// Law 46/2024/QH15 article 50(1), Decree 104/2025/ND-CP article 46: the photo of the moment of signing, not cut and not edited.
using System.Globalization;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.IdDocument.Files;

namespace RemoteVerify.Cases.Journeys.NotarisedContracts;

/// <summary>Keeps the photo of the moment of signing, byte by byte as the camera made it, for one or several signers at one venue.</summary>
public sealed class TakeSigningPhoto(Desk desk)
{
    /// <summary>Largest photo in bytes.</summary>
    public const int MaximumBytes = 20 << 20;

    /// <summary>Sides in pixels of 13 x 18 cm at 150 dots per inch: the decree names the size of the print, the resolution is our own.</summary>
    public const int MinimumShortSide = 768, MinimumLongSide = 1063;

    /// <summary>How far a venue's clock may run ahead.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    /// <param name="actor">The venue's notary.</param>
    /// <param name="reference">The case.</param>
    /// <param name="signers">Who signs on it; all at the same venue.</param>
    /// <param name="jpeg">The camera's bytes.</param>
    /// <param name="takenAt">When; null for now.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<DossierPaper>> DoAsync(
        Actor actor, CaseReference reference, IReadOnlyList<ParticipantId> signers, ReadOnlyMemory<byte> jpeg, DateTimeOffset? takenAt, CancellationToken cancellationToken) =>
        desk.DoAsync<DossierPaper>(Act.TakeSigningPhoto, actor, async (work, ct) =>
        {
            if (!(await work.OpenedAsync(reference, ct)).TryGet(out OpenedSession? opened, out Refusal? refusal)
                || !VenueOf(work, opened, signers).TryGet(out Venue? venue, out refusal))
            {
                return refusal;
            }

            DateTimeOffset taken = takenAt ?? work.Now;
            string[] faults = [.. Faults(opened, signers, jpeg, taken, work.Now)];
            if (faults.Length > 0)
            {
                return new Refusal(
                    RefusalCode.SigningPhotoNotAccepted,
                    "The photo shows the signer in the moment of signing: a whole JPEG of the camera, large enough for a print of 13 x 18 cm, taken within minutes of the signature. Take another one.",
                    [], faults);
            }

            DossierPaper kept = await DossierPapers.KeepAsync(work, opened.Case.File, $"signing-photo:{venue.Id}", PaperOrigin.SigningPhoto, "image/jpeg", jpeg, ct);
            DossierPaper paper = kept with { About = string.Join(' ', signers.Select(s => s.Value)) };
            NotarialSession session = signers.Aggregate(opened.Session, (s, id) => s.With(s.FactsOf(id) with { Photo = paper.Id, PhotoAt = taken }));
            work.Note("venue", venue.Id);
            work.Note("taken-at", taken.ToString("O", CultureInfo.InvariantCulture));
            await work.SaveAsync(DossierPapers.With(opened.With(session), paper), ct);
            return paper;
        }, cancellationToken);

    private static Outcome<Venue> VenueOf(Work work, OpenedSession opened, IReadOnlyList<ParticipantId> signers)
    {
        Outcome<Venue> venue = new Refusal(RefusalCode.ParticipantUnknown, "Name who signs on the photo.");
        foreach (ParticipantId signer in signers)
        {
            venue = work.OwnVenueOf(opened, signer);
            if (!venue.IsDone)
            {
                return venue;
            }
        }

        return venue;
    }

    private static IEnumerable<string> Faults(OpenedSession opened, IReadOnlyList<ParticipantId> signers, ReadOnlyMemory<byte> jpeg, DateTimeOffset taken, DateTimeOffset now)
    {
        if (jpeg.Length > MaximumBytes)
        {
            yield return "too-large";
        }

        FaceImage? image = ImageHeader.Recognise(jpeg);
        if (image is not { Format: "jpeg" } || !jpeg.Span.TrimEnd((byte)0).EndsWith((ReadOnlySpan<byte>)[0xFF, 0xD9]))
        {
            yield return "not-a-whole-jpeg";
        }
        else if (Math.Min(image.WidthPixels, image.HeightPixels) < MinimumShortSide || Math.Max(image.WidthPixels, image.HeightPixels) < MinimumLongSide)
        {
            yield return "too-small";
        }

        if (taken > now + ClockTolerance)
        {
            yield return "in-the-future";
        }

        foreach (ParticipantId signer in signers)
        {
            ParticipantSignature? signature = opened.Signatures.FirstOrDefault(s => s.Participant == signer);
            if (signature is null)
            {
                yield return $"not-signed-yet:{signer}";
            }
            else if (!SessionRules.IsOfTheSigning(taken, signature.SignedAt))
            {
                yield return $"not-of-the-signing:{signer}";
            }
        }
    }
}
