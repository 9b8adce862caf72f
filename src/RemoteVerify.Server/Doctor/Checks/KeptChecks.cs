using RemoteVerify.Cases;
using RemoteVerify.Cases.Papers.Templates;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Security;
using RemoteVerify.Server.Security.Officers;
using RemoteVerify.Storage.Backups;
using RemoteVerify.Storage.Backups.Escrow;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Server.Doctor.Checks;

/// <summary>What the database says: its own state, backups, shares of the master key, jobs, law as data, officers.</summary>
internal static class KeptChecks
{
    public static async Task<IReadOnlyList<Finding>> RunAsync(DoctorSubject subject, CancellationToken cancellationToken)
    {
        List<Finding> findings = [Database(subject), .. MasterKey(subject.Options)];
        if (!subject.IsReadable)
        {
            return [.. findings, .. Law(ProcedureCatalog.Delivered(), PaperTemplates.Delivered, VietnamTime.Day(subject.Now))];
        }

        IReadOnlyList<JobRecord> jobs = await subject.Storage!.Jobs.ListAsync(cancellationToken);
        findings.Add(LastBackup(jobs.FirstOrDefault(j => j.Name == Backup.JobName), subject));
        findings.Add(Escrow(await EscrowRecord.FindAsync(subject.Storage, cancellationToken), subject));
        findings.AddRange(Jobs(jobs, subject));
        await using IUnitOfWork unit = await subject.Storage.BeginAsync(cancellationToken);
        findings.AddRange(await LawAsync(unit, VietnamTime.Day(subject.Now), cancellationToken));
        findings.AddRange(await OfficersAsync(unit, subject, cancellationToken));
        return findings;
    }

    private static Finding Database(DoctorSubject subject) => subject.Database switch
    {
        null => new Finding("database", FindingGrade.Unknown, "There is no database yet; the first start makes it."),
        { Problem: { } problem } => new Finding("database", FindingGrade.Broken, problem, StopsProduction: true),
        { PendingMigrations: > 0 } old => new Finding("database", FindingGrade.Attention, $"{old.PendingMigrations} changes of its tables are made at the next start. Make a backup before; its other checks are left out here."),
        _ => new Finding("database", FindingGrade.Ready, subject.Storage!.Kind == "sqlite"
            ? "SQLite, in WAL mode with synchronous=FULL: what was confirmed survives a power cut. One machine only."
            : "PostgreSQL with fsync, full_page_writes and synchronous_commit. Keep archived log no longer than the shortest retention."),
    };

    private static IEnumerable<Finding> MasterKey(ServiceOptions options)
    {
        DirectoryInfo folder = new(options.DataDirectory);
        string[] former = folder.Exists ? [.. folder.EnumerateFiles("master.key.former-*").Select(f => f.Name)] : [];
        if (former.Length > 0)
        {
            yield return new Finding("master key", FindingGrade.Attention, $"{string.Join(", ", former)} in the data directory: former master keys. They open earlier backups, and what those hold of deleted data; destroy them when those backups are gone.");
        }

        if (options.Database.MasterKey is null && File.Exists(Path.Combine(options.DataDirectory, "master.key")))
        {
            yield return new Finding("master key", FindingGrade.Attention, "The master key lies in the data directory, beside what it protects: whoever takes the disk has both. Name it by Service:Database:MasterKey from a place of its own.");
        }
    }

    private static Finding LastBackup(JobRecord? run, DoctorSubject subject)
    {
        TimeSpan? age = subject.Now - run?.SucceededAt;
        return age is not { } old ? new Finding("backup", FindingGrade.Attention, "No backup was ever made (./rv backup --out FILE); a lost disk would lose everything.")
            : old > TimeSpan.FromDays(subject.Limits.BackupDays) ? new Finding("backup", FindingGrade.Attention, $"The last backup is {old.TotalDays:0.#} days old; the limit is {subject.Limits.BackupDays}.{(run!.Failures > 0 ? $" {run.Failures} failed since." : "")}")
            : new Finding("backup", FindingGrade.Ready, $"The last backup is {old.TotalHours:0.#} hours old. Whether it can be restored is known after a restore only.");
    }

    private static Finding Escrow(EscrowRecord? record, DoctorSubject subject) => record is null
        ? new Finding("escrow", FindingGrade.Attention, "There are no shares of the master key (./rv keys escrow): who loses the key loses every backup.")
        : record.IsOf(subject.Storage!)
            ? new Finding("escrow", FindingGrade.Ready, $"Escrow {record.Set} of {record.At:yyyy-MM-dd}: any {record.Threshold} of {record.Shares} shares give the present master key.")
            : new Finding("escrow", FindingGrade.Attention, $"Escrow {record.Set} of {record.At:yyyy-MM-dd} is of a former master key; make shares of the present one (./rv keys escrow).");

    private static IEnumerable<Finding> Jobs(IReadOnlyList<JobRecord> jobs, DoctorSubject subject)
    {
        foreach (JobRecord job in jobs.Where(j => j.Failures > 0 && j.Name != Backup.JobName))
        {
            yield return new Finding("jobs", FindingGrade.Attention, $"The job {job.Name} failed {job.Failures} times since it last succeeded{(job.SucceededAt is { } at ? $" on {at:yyyy-MM-dd HH:mm}Z" : "")}; the service's log says why.");
        }

        if (subject.Database is { UnsentEvents: > 1000 } state)
        {
            yield return new Finding("events", FindingGrade.Attention, $"{state.UnsentEvents} events wait for delivery.");
        }
    }

    private static async Task<IReadOnlyList<Finding>> LawAsync(IUnitOfWork unit, DateOnly today, CancellationToken cancellationToken)
    {
        ProcedureLibrary library = new(ProcedureCatalog.Delivered(), new ProcedureRule(TakesUnverified: true));
        ProcedureSnapshot snapshot = await library.SnapshotAsync(unit, cancellationToken);
        return Law(snapshot.Catalog, snapshot.Templates, today);
    }

    private static IReadOnlyList<Finding> Law(ProcedureCatalog catalog, IReadOnlyList<PaperTemplate> papers, DateOnly today)
    {
        string[] procedures = [.. catalog.InForce(today).Where(p => p.IsTest).Select(p => $"{p.Code} {p.Version}").Order(StringComparer.Ordinal)];
        string[] templates = [.. papers.Where(t => t.IsInForce(today) && !t.LegalReview.IsVerified).Select(t => $"{t.Id} {t.Version}").Order(StringComparer.Ordinal)];
        return
        [
            procedures.Length == 0
                ? new Finding("procedures", FindingGrade.Ready, "Every procedure in force was verified by a lawyer.")
                : new Finding("procedures", FindingGrade.Demo, $"{procedures.Length} procedures in force were verified by no lawyer, and all their papers are marked as trials: {string.Join(", ", procedures)}."),
            templates.Length == 0
                ? new Finding("templates", FindingGrade.Ready, "Every template in force was verified by a lawyer.")
                : new Finding("templates", FindingGrade.Demo, $"{templates.Length} templates of papers in force were verified by no lawyer: {string.Join(", ", templates)}."),
        ];
    }

    /// <summary>Registered officers who could not prove a second factor if it were demanded.</summary>
    private static async Task<IReadOnlyList<Finding>> OfficersAsync(IUnitOfWork unit, DoctorSubject subject, CancellationToken cancellationToken)
    {
        if (subject.Clients is not { } clients)
        {
            return [new Finding("officers", FindingGrade.Unknown, "The file of clients can't be read, or there is none yet.")];
        }

        List<string> without = [];
        int all = 0;
        foreach (ClientRegistration officer in clients.All.Where(c => c.Kind == ClientKind.Officer).OrderBy(c => c.Id, StringComparer.Ordinal))
        {
            all++;
            bool hasCode = await unit.OneTimeCodes.FindAsync(new TenantId(officer.Tenant), officer.Id, cancellationToken) is { } codes && (codes.Secret is not null || codes.List.Any(code => code.UsedAt is null));
            bool hasCertificate = officer.Certificates.Count > 0;
            bool can = subject.Options.OfficerSignIn.Demand switch
            {
                OfficerFactor.ClientCertificate => hasCertificate,
                OfficerFactor.OneTimeCode => hasCode,
                _ => hasCode || hasCertificate,
            };
            if (!can && officer.External is null)
            {
                without.Add($"{officer.Tenant}/{officer.Id}");
            }
        }

        return
        [
            without.Count > 0
                ? new Finding("officers", FindingGrade.Attention, $"{without.Count} of {all} officers have no second factor and can't decide when one is demanded: {string.Join(", ", without)}. Give them codes (./rv officers codes) or certificates.")
                : new Finding("officers", FindingGrade.Ready, $"All {all} registered officers have a second factor."),
        ];
    }
}
