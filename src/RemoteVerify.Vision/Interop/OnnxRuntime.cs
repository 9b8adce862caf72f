using System.Runtime.InteropServices;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Vision.Interop;

/// <summary>
/// ONNX Runtime's C API through <c>OrtGetApiBase</c> (onnxruntime_c_api.h, table version 22, served by library 1.30.0).
/// This class and <see cref="OrtSession"/> are all that would change if the managed package were used instead.
/// </summary>
internal static unsafe partial class OnnxRuntime
{
    public const uint ApiVersion = 22;
    private const string Library = "libonnxruntime.so.1";
    private const int LogErrorsOnly = 3;

    private static readonly Lazy<nint[]> Table = new(LoadTable);
    private static readonly Lazy<nint> EnvironmentHandle = new(CreateEnvironment);

    [StructLayout(LayoutKind.Sequential)]
    private struct ApiBase
    {
        public delegate* unmanaged<uint, nint*> GetApi;
        public delegate* unmanaged<byte*> GetVersionString;
    }

    /// <summary>The library's own version, e.g. 1.30.0.</summary>
    public static string Version => Marshal.PtrToStringUTF8((nint)OrtGetApiBase()->GetVersionString()) ?? "unknown";

    /// <summary>One environment for the process; it is never released, as sessions may live until exit.</summary>
    public static nint Environment => EnvironmentHandle.Value;

    public static nint Function(OrtSlot slot) => Table.Value[(int)slot];

    public static void Release(OrtSlot slot, nint value) => ((delegate* unmanaged<nint, void>)Function(slot))(value);

    public static Span<float> Floats(nint address, int length) => new((void*)address, length);

    /// <summary>Turns a status into an exception and releases it.</summary>
    public static void Check(nint status, string structure)
    {
        if (status == 0)
        {
            return;
        }

        string message = ErrorMessage(status);
        Release(OrtSlot.ReleaseStatus, status);
        throw new VisionFormatException(structure, -1, message);
    }

    private static string ErrorMessage(nint status)
    {
        byte* text = ((delegate* unmanaged<nint, byte*>)Function(OrtSlot.GetErrorMessage))(status);
        string message = Marshal.PtrToStringUTF8((nint)text) ?? "no message";
        return message.Length <= 300 ? message : message[..300];
    }

    private static nint[] LoadTable()
    {
        nint* table = OrtGetApiBase()->GetApi(ApiVersion);
        if (table is null)
        {
            throw new DllNotFoundException($"ONNX Runtime {Version} has no API version {ApiVersion}; run ./rv setup.");
        }

        int count = Enum.GetValues<OrtSlot>().Max(slot => (int)slot) + 1;
        return new ReadOnlySpan<nint>(table, count).ToArray();
    }

    private static nint CreateEnvironment()
    {
        nint environment = 0;
        fixed (byte* name = "remoteverify\0"u8)
        {
            Check(((delegate* unmanaged<int, byte*, nint*, nint>)Function(OrtSlot.CreateEnv))(LogErrorsOnly, name, &environment), "ONNX Runtime");
        }

        return environment;
    }

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static partial ApiBase* OrtGetApiBase();
}
