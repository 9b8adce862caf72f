using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Procedures.Importing;

/// <summary>
/// Imports versions of procedures, calendars and templates of papers: all files or none. They count for new cases from their first day on, on every
/// node and without a restart; cases that were opened earlier keep the version that they were opened with.
/// </summary>
public sealed class ImportProcedures(Desk desk, ProcedureLibrary library)
{
    /// <summary>Most files of one import.</summary>
    public const int MaximumFiles = 500;

    /// <param name="actor">The operator, as the service.</param>
    /// <param name="by">Account that imports, for the record.</param>
    /// <param name="files">As read.</param>
    /// <param name="production">Refuses unverified versions.</param>
    /// <param name="cancellationToken">Ends it before anything is written.</param>
    public Task<Outcome<IReadOnlyList<CheckedFile>>> DoAsync(
        Actor actor, string by, IReadOnlyList<DataFile> files, bool production, CancellationToken cancellationToken) =>
        desk.DoAsync<IReadOnlyList<CheckedFile>>(Act.ImportProcedures, actor, async (work, ct) =>
        {
            if (files.Count is 0 or > MaximumFiles)
            {
                return new Refusal(RefusalCode.ProcedureDataFaulty, $"Name between one and {MaximumFiles} files.");
            }

            IReadOnlyList<CheckedFile> found = DataCheck.Of(files, await library.SnapshotAsync(work.Unit, ct), production);
            if (found.Any(f => f.Verdict == DataVerdict.Faulty))
            {
                string[] faults = [.. found.SelectMany(f => f.Faults.Select(fault => $"{f.File.Name}#{fault.Pointer} {fault.Rule}"))];
                return new Refusal(RefusalCode.ProcedureDataFaulty, "Nothing was imported. Put right what is named and import again.", [], faults);
            }

            foreach (DataFile file in found.Where(f => f.Verdict == DataVerdict.New).Select(f => f.File))
            {
                DataEntry entry = file.Entry!;
                work.Unit.Procedures.Add(new ImportedData(entry.Kind, entry.Code, entry.Version, entry.From, file.Canonical, work.Now, by));
                work.Note($"{entry.Kind} {entry.Code} {entry.Version}", entry.Sha256.Hex);
            }

            return Outcome<IReadOnlyList<CheckedFile>>.Done(found);
        }, cancellationToken);
}
