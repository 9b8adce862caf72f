using RemoteVerify.Cases.Papers.Templates;
using RemoteVerify.Cases.Procedures.Importing;
using RemoteVerify.Cases.Procedures.Reading;
using RemoteVerify.Cases.Procedures.WorkingTime;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Procedures;

/// <summary>Everything that is delivered and was imported, at one moment.</summary>
/// <param name="Stamp">The store's stamp that it was read under.</param>
/// <param name="Catalog">Versions of procedures.</param>
/// <param name="Calendars">Working calendars.</param>
/// <param name="Templates">Templates of papers.</param>
/// <param name="Entries">All of them, for comparison with files.</param>
public sealed record ProcedureSnapshot(
    long Stamp, ProcedureCatalog Catalog, IReadOnlyList<WorkingCalendar> Calendars, IReadOnlyList<PaperTemplate> Templates, IReadOnlyList<DataEntry> Entries)
{
    /// <summary>Nothing at all.</summary>
    public static ProcedureSnapshot Empty { get; } = new(0, new ProcedureCatalog([]), [], [], []);

    /// <summary>Code of the calendar that offices work by where they have none of their own.</summary>
    public const string OfficeCalendar = "offices";

    /// <summary>The calendar of this code that is used for <paramref name="day"/>, the newest start first; the delivered one where none is.</summary>
    public WorkingCalendar Calendar(DateOnly day, string code = OfficeCalendar) =>
        Calendars.Where(c => c.Code == code && c.EffectiveFrom <= day).MaxBy(c => c.EffectiveFrom) ?? CalendarReader.Delivered;

    /// <summary>What is delivered with what was imported since.</summary>
    /// <exception cref="System.Text.Json.JsonException">The store was changed, or a later version of the service wrote it.</exception>
    internal static ProcedureSnapshot Of(ProcedureCatalog delivered, IReadOnlyList<ImportedData> imported)
    {
        var versions = new List<Procedure>(delivered.Versions);
        var calendars = new List<WorkingCalendar> { CalendarReader.Delivered };
        var templates = new List<PaperTemplate>(PaperTemplates.Delivered);
        var entries = new List<DataEntry>(DeliveredData.Entries);
        foreach (ImportedData data in imported)
        {
            switch (data.Kind)
            {
                case ImportedKind.Procedure:
                    Procedure procedure = DataReader.Trusted<Procedure>(data.Content.Span);
                    versions.Add(procedure);
                    entries.Add(DataEntry.Of(procedure, data.Content));
                    break;
                case ImportedKind.Calendar:
                    WorkingCalendar calendar = DataReader.Trusted<WorkingCalendar>(data.Content.Span);
                    calendars.Add(calendar);
                    entries.Add(DataEntry.Of(calendar, data.Content));
                    break;
                case ImportedKind.Template:
                    PaperTemplate template = PaperTemplateReader.Read(data.Content.Span).Value;
                    templates.Add(template);
                    entries.Add(DataEntry.Of(template, data.Content));
                    break;
                default:
                    throw new System.Text.Json.JsonException($"Data of the kind {data.Kind} is of a later version of the service.");
            }
        }

        return new ProcedureSnapshot(imported.Count, new ProcedureCatalog(versions), calendars, templates, entries);
    }

    public override string ToString() => $"ProcedureSnapshot {Stamp}";
}
