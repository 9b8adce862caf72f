// PC/SC Workgroup, Interoperability Specification for ICCs, part 5; the binary interface of pcsc-lite on 64-bit Linux, where
// DWORD and LONG are native words (on Windows and macOS they are 32 bits wide: this binding is not for them).
using System.Runtime.InteropServices;

namespace RemoteVerify.ChipReader.Transports;

/// <summary>The calls into libpcsclite; nothing else in the room leaves managed code.</summary>
internal static partial class PcscLibrary
{
    public const nuint ScopeSystem = 2;
    public const nuint ShareShared = 2;
    public const nuint ProtocolT0 = 1;
    public const nuint ProtocolT1 = 2;
    public const nuint LeaveCard = 0;
    public const nuint ResetCard = 1;
    public const nuint StateInUse = 0x0100;
    public const nuint StatePresent = 0x0020;
    public const nuint StateMute = 0x0200;

    /// <summary>pcsc-lite knows at most 16 readers with names of at most 128 bytes.</summary>
    public const int MaxReaderNames = 16 * 129;

    /// <summary>Header, extended length, 65,536 bytes and a status word.</summary>
    public const int MaxResponse = 65_536 + 12;

    private const string Library = "libpcsclite.so.1";

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial nint SCardEstablishContext(nuint scope, nint reserved1, nint reserved2, out nint context);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial nint SCardReleaseContext(nint context);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial nint SCardListReaders(nint context, nint groups, Span<byte> names, ref nuint length);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial nint SCardGetStatusChange(nint context, nuint timeoutMilliseconds, Span<ReaderStatus> readers, nuint count);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial nint SCardConnect(nint context, string reader, nuint shareMode, nuint protocols, out nint card, out nuint protocol);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial nint SCardDisconnect(nint card, nuint disposition);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial nint SCardBeginTransaction(nint card);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial nint SCardEndTransaction(nint card, nuint disposition);

    /// <param name="receiveHeader">Zero: what it would say is known already.</param>
    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial nint SCardTransmit(
        nint card, in ProtocolHeader header, ReadOnlySpan<byte> command, nuint commandLength, nint receiveHeader, Span<byte> response, ref nuint responseLength);

    /// <summary>SCARD_IO_REQUEST.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly struct ProtocolHeader(nuint protocol)
    {
        public readonly nuint Protocol = protocol;
        public readonly nuint Length = (nuint)(2 * nuint.Size);
    }

    /// <summary>SCARD_READERSTATE.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct ReaderStatus
    {
        /// <summary>Zero-terminated name; owned by the caller.</summary>
        public nint Reader;
        public nint UserData;
        public nuint CurrentState;
        public nuint EventState;
        public nuint AnswerToResetLength;
        public AnswerToResetBytes AnswerToReset;
    }

    [System.Runtime.CompilerServices.InlineArray(33)]
    public struct AnswerToResetBytes
    {
        private byte _first;
    }
}
