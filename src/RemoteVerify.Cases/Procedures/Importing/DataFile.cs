using RemoteVerify.Cases.Papers.Templates;
using RemoteVerify.Cases.Procedures.Reading;
using RemoteVerify.Cases.Procedures.WorkingTime;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Procedures.Importing;

/// <summary>A file as it was read for checking or importing.</summary>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Entry">Which version it is; null when it has not its shape.</param>
/// <param name="Canonical">Its content for the store.</param>
/// <param name="Faults">What is wrong with it on its own.</param>
public sealed record DataFile(string Name, ImportedKind Kind, DataEntry? Entry, ReadOnlyMemory<byte> Canonical, IReadOnlyList<DataFault> Faults)
{
    /// <summary>The version of a procedure, where it is one.</summary>
    public Procedure? Procedure { get; init; }

    /// <summary>The template of a paper, where it is one.</summary>
    public PaperTemplate? Template { get; init; }

    /// <summary>Reads a file; its content, not its name, says which kind it is.</summary>
    /// <param name="name">Name for messages.</param>
    /// <param name="utf8">The file.</param>
    public static DataFile Read(string name, ReadOnlySpan<byte> utf8)
    {
        switch (KindOf(utf8))
        {
            case ImportedKind.Calendar:
                DataReading<WorkingCalendar> calendar = CalendarReader.Read(utf8);
                return new DataFile(name, ImportedKind.Calendar, calendar.Value is { } c ? DataEntry.Of(c, calendar.Canonical) : null, calendar.Canonical, calendar.Faults);
            case ImportedKind.Template:
                DataReading<PaperTemplate> template = TemplateDataReader.Read(utf8);
                return new DataFile(name, ImportedKind.Template, template.Value is { } t ? DataEntry.Of(t, template.Canonical) : null, template.Canonical, template.Faults)
                {
                    Template = template.Value,
                };
            default:
                DataReading<Procedure> procedure = ProcedureReader.Read(utf8);
                return new DataFile(name, ImportedKind.Procedure, procedure.Value is { } p ? DataEntry.Of(p, procedure.Canonical) : null, procedure.Canonical, procedure.Faults)
                {
                    Procedure = procedure.Value,
                };
        }
    }

    public override string ToString() => $"DataFile {Kind} with {Faults.Count} faults";

    private static ImportedKind KindOf(ReadOnlySpan<byte> utf8)
    {
        IReadOnlySet<string> names = DataReader.Names(utf8);
        return names.Contains("week") ? ImportedKind.Calendar : names.Contains("texts") ? ImportedKind.Template : ImportedKind.Procedure;
    }
}

/// <summary>Which version something is, and what it is compared by.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Code">Code of the procedure, calendar or template.</param>
/// <param name="Version">Version of the data set.</param>
/// <param name="From">First day in force.</param>
/// <param name="Until">Last day in force; null when open.</param>
/// <param name="IsVerified">Whether a lawyer has verified it.</param>
/// <param name="Sha256">Of the canonical content.</param>
public sealed record DataEntry(ImportedKind Kind, string Code, string Version, DateOnly From, DateOnly? Until, bool IsVerified, Sha256Digest Sha256)
{
    public static DataEntry Of(Procedure p, ReadOnlyMemory<byte> canonical) =>
        new(ImportedKind.Procedure, p.Code, p.Version, p.EffectiveFrom, p.EffectiveUntil, p.LegalReview.IsVerified, Sha256Digest.Of(canonical.Span));

    public static DataEntry Of(PaperTemplate t, ReadOnlyMemory<byte> canonical) =>
        new(ImportedKind.Template, t.Id, t.Version, t.EffectiveFrom, t.EffectiveUntil, t.LegalReview.IsVerified, Sha256Digest.Of(canonical.Span));

    public static DataEntry Of(WorkingCalendar c, ReadOnlyMemory<byte> canonical) =>
        new(ImportedKind.Calendar, c.Code, c.Version, c.EffectiveFrom, null, c.LegalReview.IsVerified, Sha256Digest.Of(canonical.Span));

    public override string ToString() => $"DataEntry {Kind} {Version}";
}
