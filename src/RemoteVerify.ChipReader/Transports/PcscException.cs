namespace RemoteVerify.ChipReader.Transports;

/// <summary>The way to the card is broken. The message says what to do; it names no card and nothing that is on one.</summary>
/// <param name="code">PC/SC's own code; 0 when the trouble was seen without it.</param>
public sealed class PcscException(PcscTrouble trouble, uint code = 0, Exception? inner = null) : Exception(Remedy(trouble, code), inner)
{
    public PcscTrouble Trouble { get; } = trouble;

    public uint Code { get; } = code;

    /// <summary>Throws unless the code is that of success.</summary>
    internal static void ThrowIfFailed(nint result)
    {
        if (result != 0)
        {
            throw FromCode(unchecked((uint)result));
        }
    }

    internal static PcscException FromCode(uint code) => new(Classify(code), code);

    // The codes of pcsc-lite's winscard error list, by the remedy that they call for.
    private static PcscTrouble Classify(uint code) => code switch
    {
        0x8010_001D or 0x8010_001E or 0x8010_0003 or 0x8010_0013 => PcscTrouble.ServiceNotRunning,
        0x8010_006A or 0x8010_0027 => PcscTrouble.NotAuthorised,
        0x8010_002E => PcscTrouble.NoReader,
        0x8010_0009 or 0x8010_0017 => PcscTrouble.ReaderNotFound,
        0x8010_000C => PcscTrouble.NoCard,
        // "Not transacted" is what a reader says of a chip that has left the field and was not missed yet.
        0x8010_0069 or 0x8010_0016 => PcscTrouble.CardRemoved,
        0x8010_0068 => PcscTrouble.CardReset,
        0x8010_000B => PcscTrouble.CardInUse,
        0x8010_0065 or 0x8010_0066 or 0x8010_0067 or 0x8010_000F => PcscTrouble.CardUnresponsive,
        _ => PcscTrouble.CommunicationFailed,
    };

    private static string Remedy(PcscTrouble trouble, uint code) => trouble switch
    {
        PcscTrouble.LibraryMissing => "The smart card library is missing: install the package libpcsclite1.",
        PcscTrouble.ServiceNotRunning =>
            "The smart card service does not answer: install the package pcscd and start it (systemctl start pcscd.socket; without systemd: pcscd, as root).",
        PcscTrouble.NotAuthorised => "The smart card service does not let this user in: sit at the machine's own session, or have an administrator allow it (polkit action org.debian.pcsc-lite.access_pcsc).",
        PcscTrouble.NoReader => "There is no reader: plug one in (contactless, ISO/IEC 14443, with a PC/SC driver such as CCID).",
        PcscTrouble.ReaderNotFound => "There is no such reader now: list the readers and name one of them.",
        PcscTrouble.NoCard => "There is no card on the reader: lay the document flat on it and leave it there.",
        PcscTrouble.CardRemoved => "The card was taken off the reader or lost contact: lay it down again, leave it there, and start again.",
        PcscTrouble.CardReset => "Another program reset the card while it was read: close that program and start again.",
        PcscTrouble.CardInUse => "Another program is using the card: close it and start again.",
        PcscTrouble.CardUnresponsive => "The card on the reader does not answer: turn it over or move it, take other cards away, and start again.",
        PcscTrouble.CommandTooLong => "The card speaks T=0, over which a command of this length can't be sent.",
        _ => $"The reader failed (PC/SC code {code:X8}): unplug it, plug it in again, and start again.",
    };
}
