using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Dossiers.Exporting;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Retaining;

namespace RemoteVerify.Cases.Privacy;

/// <summary>The bundle of a granted request for access.</summary>
/// <param name="Zip"><c>data.json</c>, <c>report.pdf</c> and the files.</param>
/// <param name="Report">What it says.</param>
public sealed record PersonBundle(ReadOnlyMemory<byte> Zip, PersonReport Report)
{
    public override string ToString() => "PersonBundle";
}

/// <summary>
/// Makes the bundle of everything that is held about a person, for a request that an officer granted: for the person, or for the officer who hands
/// it over at the counter. It is made anew at each fetch and kept nowhere.
/// </summary>
public sealed class ExportPersonData(
    Desk desk, RetentionSchedule schedule, ProcedureLibrary procedures, IServicePointDirectory points, IPersonReportComposer composer, PrivacyTerms terms)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public Task<Outcome<PersonBundle>> DoAsync(Actor actor, Guid id, CancellationToken cancellationToken) =>
        desk.DoAsync<PersonBundle>(Act.ExportPersonData, actor, async (work, ct) =>
        {
            if (!(await Requests.FindAsync(work, new DataRequestReference(id), ct)).TryGet(out DataRequest? request, out Refusal? refusal))
            {
                return refusal;
            }

            if (request is not { Kind: DataRequestKind.Access, State: DataRequestState.Granted, LastAnswer: { } answer })
            {
                return new Refusal(RefusalCode.DataRequestNotGranted, "Data is handed out for a request for access that an officer has granted. Wait for the answer, or ask for access.");
            }

            if (answer.At.AddDays(terms.Export.Days) < work.Now)
            {
                return new Refusal(RefusalCode.DataExportOver, "The time in which this copy could be fetched is over. Ask again.");
            }

            var collector = new PersonCollector(work, schedule, procedures, points);
            PersonReport report = await collector.CollectAsync(request.Person, ct);
            work.Note("data-request", id.ToString("D"));
            work.Note("cases", report.Cases.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (actor.OnlyCase is { } session)
            {
                work.About(session);
            }

            return new PersonBundle(Zip(report, composer.Compose(report), collector.Files, work.Now), report);
        }, cancellationToken);

    private static byte[] Zip(PersonReport report, ReadOnlyMemory<byte> pdf, IReadOnlyList<PersonFile> files, DateTimeOffset at) => ZipBundle.Of(
        [new BundledFile("data.json", JsonSerializer.SerializeToUtf8Bytes(report, Json)), new BundledFile("report.pdf", pdf), .. files.Select(file => new BundledFile(file.Name, file.Content))], at);
}
