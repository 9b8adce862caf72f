namespace RemoteVerify.ChipReader.Transports;

/// <summary>What can go wrong between this program and a card on a reader; each has another remedy.</summary>
public enum PcscTrouble
{
    /// <summary>libpcsclite is not installed.</summary>
    LibraryMissing,

    /// <summary>pcscd does not answer, or ended meanwhile.</summary>
    ServiceNotRunning,

    /// <summary>pcscd does not let this user in.</summary>
    NotAuthorised,

    /// <summary>No reader is connected.</summary>
    NoReader,

    /// <summary>There are readers, none of the name asked for; or the reader was unplugged.</summary>
    ReaderNotFound,

    /// <summary>Nothing lies on the reader.</summary>
    NoCard,

    /// <summary>The card was taken away, or lost contact, in the middle.</summary>
    CardRemoved,

    /// <summary>Another program reset the card in the middle; its session is gone.</summary>
    CardReset,

    /// <summary>Another program holds the card.</summary>
    CardInUse,

    /// <summary>Something lies there and does not answer, or speaks neither T=0 nor T=1.</summary>
    CardUnresponsive,

    /// <summary>The command needs an extended length, which can't be carried over T=0.</summary>
    CommandTooLong,

    /// <summary>Anything else; the code says what.</summary>
    CommunicationFailed,
}
