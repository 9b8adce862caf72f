// Decree 45/2020/ND-CP article 10: a certified electronic copy begins with the original in the officer's hands.
using System.Text;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.PaperCopies;

/// <summary>What the officer records about an original.</summary>
/// <param name="ServicePoint">Id of the place where it was presented.</param>
/// <param name="Title">What it is, as printed on it.</param>
/// <param name="At">When, for a place that was off the line; null for now.</param>
public sealed record PresentedOriginal(string ServicePoint, string Title, DateTimeOffset? At)
{
    public override string ToString() => "PresentedOriginal";
}

/// <summary>
/// An officer records that the original was presented: the work on a certified copy starts here and nowhere else. Another officer who
/// takes the original over records it again, and makes an own scan.
/// </summary>
public sealed class PresentOriginal(Desk desk, IServicePointDirectory points)
{
    /// <summary>Longest title, in characters.</summary>
    public const int MaximumTextLength = 200;

    public Task<Outcome<OriginalPresented>> DoAsync(Actor actor, CaseReference reference, PresentedOriginal original, CancellationToken cancellationToken) =>
        desk.DoAsync<OriginalPresented>(Act.PresentOriginal, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            if (!found.Allowed.Contains(Act.PresentOriginal))
            {
                return found.NotAllowed(Act.PresentOriginal);
            }

            if (Problems(original, found.File, points.List(actor.Tenant), work.Now) is { Length: > 0 } problems)
            {
                return new Refusal(
                    RefusalCode.OriginalNotRecorded, "Say where the original was presented (one of the service points of the agency), what it is and when. The named parts are missing or wrong.",
                    [.. found.Allowed.Select(a => a.Code)], problems);
            }

            var presentation = new OriginalPresentation(actor.Id, original.ServicePoint, original.Title.Normalize(NormalizationForm.FormC).Trim(), original.At ?? work.Now);
            OriginalPresented next = found switch
            {
                OriginalPresented c => c.HandOver(presentation),
                OriginalScanned c => c.HandOver(presentation),
                _ => new OriginalPresented(found.File, presentation),
            };
            work.Note("service-point", presentation.ServicePoint);
            work.Publish("original.presented", found.File.Id);
            return await work.SaveAsync(next with { File = next.File with { Dossier = Keep(next.File.Dossier, presentation.ServicePoint) } }, ct);
        }, cancellationToken);

    private static string[] Problems(PresentedOriginal original, CaseFile file, IReadOnlyList<ServicePoint> points, DateTimeOffset now) =>
    [
        .. points.Any(point => point.Id == original.ServicePoint) ? Array.Empty<string>() : ["service-point"],
        .. IsText(original.Title) ? Array.Empty<string>() : ["title"],
        .. original.At is { } at && (at > now || at < file.OpenedAt) ? ["at"] : Array.Empty<string>(),
    ];

    private static bool IsText(string? text) => !string.IsNullOrWhiteSpace(text) && text.Length <= MaximumTextLength;

    /// <summary>The visit was kept: the booked one at this place, or the next one where the person went elsewhere.</summary>
    private static Dossier Keep(Dossier dossier, string servicePoint)
    {
        Appointment? kept = dossier.Appointments.Where(a => a.State == AppointmentState.Booked).OrderBy(a => a.ServicePoint == servicePoint ? 0 : 1).ThenBy(a => a.At).FirstOrDefault();
        return kept is null
            ? dossier
            : dossier with { Appointments = [.. dossier.Appointments.Select(a => a.Id == kept.Id ? a with { State = AppointmentState.Kept } : a)] };
    }
}
