using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Composition.Keys;

namespace RemoteVerify.Server.Doctor.Checks;

/// <summary>The machine: clock, disk, and certificates that end.</summary>
internal static class MachineChecks
{
    private const string SynchronizedMark = "/run/systemd/timesync/synchronized";
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);
    private static readonly string[] OverNetwork = ["nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "fuse.sshfs", "9p"];
    private static readonly string[] InMemory = ["tmpfs", "ramfs"];

    public static IEnumerable<Finding> Run(DoctorSubject subject) => [Clock(subject), .. Disk(subject), .. Certificates(subject)];

    private static Finding Clock(DoctorSubject subject) => subject.Database?.Newest is { } newest && newest > subject.Now + Skew
        ? new Finding("clock", FindingGrade.Broken, $"This machine's clock ({subject.Now:yyyy-MM-dd HH:mm}Z) is behind what the database already recorded ({newest:yyyy-MM-dd HH:mm}Z); set it before anything is signed.", StopsProduction: false)
        : File.Exists(SynchronizedMark)
            ? new Finding("clock", FindingGrade.Ready, "The clock is kept by systemd-timesyncd.")
            : new Finding("clock", FindingGrade.Unknown, "This program can't tell who keeps the clock (chronyd, ntpd, the hypervisor); see that it is never off by more than a second.");

    private static IEnumerable<Finding> Disk(DoctorSubject subject)
    {
        DirectoryInfo? folder = new(Path.GetFullPath(subject.Options.DataDirectory));
        while (folder is { Exists: false })
        {
            folder = folder.Parent;
        }

        if (folder is null)
        {
            yield break;
        }

        DriveInfo drive = new(folder.FullName);
        (long free, string format) = (drive.AvailableFreeSpace, drive.DriveFormat);
        yield return free < subject.Limits.FreeBytes
            ? new Finding("disk", FindingGrade.Attention, $"{free / 1024.0 / 1024 / 1024:0.0} GiB are free for the data directory; below {subject.Limits.FreeBytes >> 30} GiB acts will soon fail.")
            : new Finding("disk", FindingGrade.Ready, $"{free / 1024.0 / 1024 / 1024:0} GiB are free for the data directory ({format}).");
        if (subject.Options.Database.Postgres is null && OverNetwork.Contains(format, StringComparer.OrdinalIgnoreCase))
        {
            yield return new Finding("disk", FindingGrade.Broken, $"The data directory is on a network file system ({format}), where SQLite's locks and its log are not safe; use a disk of this machine, or PostgreSQL.");
        }

        if (InMemory.Contains(format, StringComparer.OrdinalIgnoreCase))
        {
            yield return new Finding("disk", FindingGrade.Demo, $"The data directory is in memory ({format}): everything is lost at the next restart of the machine.");
        }
    }

    private static IEnumerable<Finding> Certificates(DoctorSubject subject)
    {
        foreach ((string name, Pki.Certificates.Certificate certificate) in subject.Certificates)
        {
            double days = (certificate.NotAfter - subject.Now).TotalDays;
            int limit = name == nameof(AuthorityKeyOptions.Timestamp) ? subject.Limits.TimestampCertificateDays : subject.Limits.CertificateDays;
            yield return days < 0 ? new Finding("certificates", FindingGrade.Broken, $"The certificate of {name} ended on {certificate.NotAfter:yyyy-MM-dd}.")
                : days < limit ? new Finding("certificates", FindingGrade.Attention, $"The certificate of {name} ends on {certificate.NotAfter:yyyy-MM-dd}, in {days:0} days; renew it.")
                : new Finding("certificates", FindingGrade.Ready, $"The certificate of {name} holds until {certificate.NotAfter:yyyy-MM-dd}.");
        }
    }
}
