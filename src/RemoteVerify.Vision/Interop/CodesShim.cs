using System.Runtime.InteropServices;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Vision.Interop;

/// <summary>The functions of <c>rv_codes.h</c>. The library is loaded by the first call, because few hosts read codes.</summary>
internal static unsafe partial class CodesShim
{
    private const string Library = "rv_codes";
    private const int ExpectedAbi = 1;
    private const int TooLong = 3;
    private static readonly Lazy<bool> AbiMatches = new(() => AbiVersion() == ExpectedAbi);

    /// <summary>Version of zbar, e.g. 0.23.92.</summary>
    public static string EngineVersion()
    {
        Require();
        byte* text = stackalloc byte[64];
        return Version(text, 64) == 0 ? Marshal.PtrToStringUTF8((nint)text) ?? string.Empty : string.Empty;
    }

    /// <summary>How many bytes of the first QR code were written; 0 when the picture shows none, or one that is longer than the room.</summary>
    public static int ReadQr(GreyImage picture, Span<byte> room)
    {
        Require();
        int length;
        fixed (byte* pixels = picture.Pixels, bytes = room)
        {
            ShimView view = new((nint)pixels, picture.WidthPixels, picture.HeightPixels, 1);
            int status = ReadQrNative(&view, bytes, room.Length, &length);
            return status switch
            {
                0 => length,
                TooLong => 0,
                _ => throw new ArgumentException($"No code can be looked for in a picture of this size (status {status})."),
            };
        }
    }

    private static void Require()
    {
        if (!AbiMatches.Value)
        {
            throw new DllNotFoundException("librv_codes.so is of another version than this program: run ./rv setup.");
        }
    }

    [LibraryImport(Library, EntryPoint = "rv_codes_abi_version")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static partial int AbiVersion();

    [LibraryImport(Library, EntryPoint = "rv_zbar_version")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static partial int Version(byte* text, int capacity);

    [LibraryImport(Library, EntryPoint = "rv_read_qr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static partial int ReadQrNative(ShimView* grey, byte* bytes, int capacity, int* length);
}
