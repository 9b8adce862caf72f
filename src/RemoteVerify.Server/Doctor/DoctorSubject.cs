using RemoteVerify.Pki.Certificates;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Security;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Checking;

namespace RemoteVerify.Server.Doctor;

/// <summary>What the checks look at: the settings, and the database where one could be opened. Nothing of it is changed.</summary>
internal sealed record DoctorSubject(ServiceOptions Options, DateTimeOffset Now, DoctorLimits Limits)
{
    /// <summary>The database; null when there is none yet or it would not open.</summary>
    public RelationalStorage? Storage { get; init; }

    /// <summary>How it stands; null when there is none yet.</summary>
    public DatabaseState? Database { get; init; }

    /// <summary>Its tables can be read.</summary>
    public bool IsReadable => Storage is not null && Database is { Problem: null, PendingMigrations: 0 };

    /// <summary>The clients; null when their file can't be read.</summary>
    public ClientRegistry? Clients { get; init; }

    /// <summary>Certificates by what they are for, of files and of the database.</summary>
    public IReadOnlyList<(string Name, Certificate Certificate)> Certificates { get; init; } = [];
}

/// <summary>From when on something is worth a word.</summary>
internal sealed record DoctorLimits
{
    public int BackupDays { get; init; } = 2;

    public int CertificateDays { get; init; } = 60;

    /// <summary>Archive timestamps must be renewed while their authority lives, so its end matters a year before.</summary>
    public int TimestampCertificateDays { get; init; } = 365;

    public long FreeBytes { get; init; } = 5L << 30;
}
