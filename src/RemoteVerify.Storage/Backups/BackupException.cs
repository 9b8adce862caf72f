namespace RemoteVerify.Storage.Backups;

/// <summary>Why a backup, a list or a set of shares is not taken.</summary>
public enum BackupFault
{
    /// <summary>The file does not begin as a backup of this service does.</summary>
    NotABackup,

    /// <summary>Its format is of a version that this program does not know.</summary>
    UnknownVersion,

    /// <summary>It was made under another master key, or its beginning was changed, which can't be told apart.</summary>
    OtherMasterKey,

    /// <summary>Bytes of it were changed, moved or added.</summary>
    Changed,

    /// <summary>It ends too early.</summary>
    Truncated,

    /// <summary>Its tables are of a newer version of the service, or of another database whose tables have another form.</summary>
    UnknownTables,

    /// <summary>There is something in the place where it is to be restored.</summary>
    TargetNotEmpty,

    /// <summary>What was restored is not what the backup says that it holds.</summary>
    NotReproduced,

    /// <summary>Nothing says which keys were destroyed since the backup.</summary>
    DestroyedListMissing,

    /// <summary>The list of destroyed keys was written before the backup, so it can't know of later destructions.</summary>
    DestroyedListTooOld,

    /// <summary>The list of destroyed keys was changed, or is another service's.</summary>
    DestroyedListChanged,

    /// <summary>A share was mistyped or is none.</summary>
    ShareUnreadable,

    /// <summary>There are fewer different shares than the threshold says.</summary>
    TooFewShares,

    /// <summary>Shares of several escrows were mixed.</summary>
    SharesOfOthers,
}

/// <summary>A backup, a list of destroyed keys or shares that are not taken. The message says what to do.</summary>
public sealed class BackupException(BackupFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public BackupFault Fault { get; } = fault;
}
