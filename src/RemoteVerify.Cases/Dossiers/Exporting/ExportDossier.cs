using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.SignIn.Desks;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Dossiers.Exporting;

/// <summary>A dossier as one file.</summary>
/// <param name="Zip"><c>dossier.json</c>, <c>ho-so.pdf</c>, <c>SHA256SUMS</c> and the files.</param>
/// <param name="FileName">Name for the download.</param>
/// <param name="Export">What was recorded of it.</param>
public sealed record ExportedDossier(ReadOnlyMemory<byte> Zip, string FileName, DossierExport Export)
{
    public override string ToString() => $"ExportedDossier {Export.Id}";
}

/// <summary>
/// Hands an officer everything of a case that an officer may see, as one file: for the archive, another agency or a court. Who took it, when and what for is kept in the case and is a leaf of the log with
/// the hash of the file; the persons see it among the looks at their data. It counts as no look at the evidence before a decision: that is done on the screen.
/// </summary>
public sealed class ExportDossier(
    Desk desk, ProcedureLibrary procedures, IServicePointDirectory points, ComposeReport reports, PrintSigningPhoto signingPhotos, IDossierComposer composer, IPhotoPrintComposer photos, Papers.CheckPlace place)
{
    /// <summary>Longest reason, in characters.</summary>
    public const int MaximumTextLength = 500;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <param name="actor">The officer, signed in strongly enough.</param>
    /// <param name="reference">The case.</param>
    /// <param name="reason">What for.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<ExportedDossier>> DoAsync(Actor actor, CaseReference reference, string? reason, CancellationToken cancellationToken) =>
        desk.DoAsync<ExportedDossier>(Act.ExportDossier, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            if (!SignInMethods.AreStrong(actor.SignedInBy))
            {
                return new Refusal(RefusalCode.DeskSignInTooWeak, "This sign-in is not strong enough for it. Sign in with a passkey, or with your secret and a one-time code.");
            }

            string why = FieldFaults.Clean(reason);
            if (why.Length is 0 or > MaximumTextLength)
            {
                return new Refusal(RefusalCode.PurposeRequired, "Say what the copy of the dossier is for; the reason is recorded, and the people of the case can see it.");
            }

            CaseFile file = current.File;
            string id = $"x{file.Exports.Count + 1}";
            DossierCollector collector = new(work, current, await procedures.OfCaseAsync(work.Unit, file, ct), Office(file.Tenant), reports, signingPhotos, photos);
            if (!(await collector.CollectAsync(new RecordedExport(id, file.Tenant.Value, Office(file.Tenant), actor.Id, work.Now, why), ct)).TryGet(out DossierRecord? record, out refusal))
            {
                return refusal;
            }

            List<BundledFile> files =
            [
                new("dossier.json", JsonSerializer.SerializeToUtf8Bytes(record, Json)),
                new("ho-so.pdf", composer.Compose(record, DeskAddress.Of(place, file.Id))),
                .. collector.Files,
            ];
            files.Add(new BundledFile("SHA256SUMS", Encoding.ASCII.GetBytes(string.Concat(files.Select(one => $"{Sha256Digest.Of(one.Content.Span).Hex}  {one.Name}\n")))));
            byte[] zip = ZipBundle.Of(files, work.Now);
            DossierExport export = new(id, actor.Id, work.Now, why, Sha256Digest.Of(zip), files.Count);
            work.Note("export", id);
            work.Note("sha256", export.Sha256.Hex);
            work.Note("files", files.Count.ToString(CultureInfo.InvariantCulture));
            await work.SaveAsync(current with { File = file with { Exports = [.. file.Exports, export] } }, ct);
            return new ExportedDossier(zip, $"{file.Code}-{id}.zip", export);
        }, cancellationToken);

    private string Office(TenantId tenant) => points.Agency(tenant)?.Lines is { Count: > 0 } lines ? lines[^1] : tenant.Value;
}

/// <summary>Where a case is found on the desk; holds no personal data, and asks for a sign-in.</summary>
public static class DeskAddress
{
    public static string Of(Papers.CheckPlace place, CaseId id)
    {
        ArgumentNullException.ThrowIfNull(place);
        return new Uri(new Uri(place.CheckAddress), $"/desk/cases/{id}").ToString();
    }
}
