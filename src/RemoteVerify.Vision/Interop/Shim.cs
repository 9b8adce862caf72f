using System.Runtime.InteropServices;
using System.Text;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Vision.Interop;

/// <summary>Pixels as the shim sees them (<c>struct rv_view</c>).</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct ShimView(nint data, int width, int height, int channels)
{
    public readonly nint Data = data;
    public readonly int Width = width;
    public readonly int Height = height;
    public readonly int Stride = width * channels;
    public readonly int Channels = channels;
}

/// <summary>The functions of <c>rv_vision.h</c>; spans are pinned here and nowhere else.</summary>
internal static unsafe partial class Shim
{
    private const string Library = "rv_vision";
    private const int ExpectedAbi = 1;
    private const int ErrorCapacity = 256;
    private static readonly Lazy<bool> AbiMatches = new(() => AbiVersion() == ExpectedAbi);

    public enum Interpolation { Nearest = 0, Linear = 1, Cubic = 2, Area = 3 }

    public enum Conversion { BgrToGrey = 1, BgrToLab = 2, BgrToYCrCb = 3, BgrToHsv = 4, GreyToBgr = 5 }

    public enum Operation { Orient, Resize, ConvertColour }

    public static string OpenCvVersion()
    {
        Require();
        byte* text = stackalloc byte[64];
        Check(Version(text, 64), nameof(OpenCvVersion));
        return Marshal.PtrToStringUTF8((nint)text) ?? string.Empty;
    }

    public static int Sniff(ReadOnlySpan<byte> bytes)
    {
        Require();
        fixed (byte* input = bytes)
        {
            return SniffNative(input, bytes.Length);
        }
    }

    public static void Decode(ReadOnlySpan<byte> bytes, Image target, string structure)
    {
        Require();
        byte* error = stackalloc byte[ErrorCapacity];
        fixed (byte* input = bytes, pixels = target.Pixels)
        {
            ShimView view = new((nint)pixels, target.WidthPixels, target.HeightPixels, 3);
            if (DecodeNative(input, bytes.Length, &view, error, ErrorCapacity) != 0)
            {
                throw new VisionFormatException(structure, -1, Text(error));
            }
        }
    }

    public static byte[] Encode(Image source, ImageFormat format, int quality)
    {
        Require();
        byte* error = stackalloc byte[ErrorCapacity];
        byte* bytes = null;
        long length = 0;
        try
        {
            fixed (byte* pixels = source.Pixels)
            {
                ShimView view = new((nint)pixels, source.WidthPixels, source.HeightPixels, 3);
                int status = EncodeNative(&view, (int)format, quality, &bytes, &length, error, ErrorCapacity);
                if (status != 0)
                {
                    throw new InvalidOperationException($"Encoding {format} failed: {Text(error)}");
                }
            }

            return new ReadOnlySpan<byte>(bytes, checked((int)length)).ToArray();
        }
        finally
        {
            Free(bytes);
        }
    }

    /// <summary>Runs one of the operations that take a source, a target and a number.</summary>
    public static void Apply(Operation operation, Pixels source, Pixels target, int parameter)
    {
        Require();
        fixed (byte* from = source.Bytes, to = target.Bytes)
        {
            ShimView sourceView = source.View((nint)from);
            ShimView targetView = target.View((nint)to);
            int status = operation switch
            {
                Operation.Orient => OrientNative(&sourceView, &targetView, parameter),
                Operation.Resize => ResizeNative(&sourceView, &targetView, parameter),
                _ => ConvertNative(&sourceView, &targetView, parameter),
            };
            Check(status, operation.ToString());
        }
    }

    public static void WarpAffine(Pixels source, Pixels target, ReadOnlySpan<double> matrix, Interpolation interpolation, bool replicate)
    {
        Require();
        fixed (byte* from = source.Bytes, to = target.Bytes)
        fixed (double* transform = matrix)
        {
            ShimView sourceView = source.View((nint)from);
            ShimView targetView = target.View((nint)to);
            Check(WarpNative(&sourceView, &targetView, transform, (int)interpolation, replicate ? 1 : 0), nameof(WarpAffine));
        }
    }

    public static void GaussianBlur(Pixels source, Pixels target, double sigma)
    {
        Require();
        fixed (byte* from = source.Bytes, to = target.Bytes)
        {
            ShimView sourceView = source.View((nint)from);
            ShimView targetView = target.View((nint)to);
            Check(BlurNative(&sourceView, &targetView, sigma), nameof(GaussianBlur));
        }
    }

    public static (double Mean, double Deviation, double Third) Statistics(Pixels grey, int kernel, bool laplacian)
    {
        Require();
        double mean, deviation, third;
        fixed (byte* pixels = grey.Bytes)
        {
            ShimView view = grey.View((nint)pixels);
            int status = laplacian
                ? LaplacianNative(&view, kernel, &mean, &deviation, &third)
                : SobelNative(&view, kernel, &mean, &deviation, &third);
            Check(status, laplacian ? "Laplacian" : "Sobel");
        }

        return (mean, deviation, third);
    }

    public static void Spectrum(Pixels grey, Span<float> logMagnitude)
    {
        Require();
        fixed (byte* pixels = grey.Bytes)
        fixed (float* output = logMagnitude)
        {
            ShimView view = grey.View((nint)pixels);
            Check(SpectrumNative(&view, output, logMagnitude.Length), nameof(Spectrum));
        }
    }

    private static void Require()
    {
        if (!AbiMatches.Value)
        {
            throw new DllNotFoundException("librv_vision.so is of another version than this program: run ./rv setup.");
        }
    }

    private static void Check(int status, string operation)
    {
        if (status != 0)
        {
            throw new ArgumentException($"{operation} can't be done with these sizes or parameters (status {status}).");
        }
    }

    private static string Text(byte* error)
    {
        string text = Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(error)).Trim();
        return text.Length == 0 ? "refused" : text;
    }

    /// <summary>Managed pixels with their size.</summary>
    internal readonly ref struct Pixels(ReadOnlySpan<byte> bytes, int width, int height, int channels)
    {
        public readonly ReadOnlySpan<byte> Bytes = bytes;
        private readonly int _width = width;
        private readonly int _height = height;
        private readonly int _channels = channels;

        public static Pixels Of(Image image) => new(image.Pixels, image.WidthPixels, image.HeightPixels, 3);

        public static Pixels Of(GreyImage image) => new(image.Pixels, image.WidthPixels, image.HeightPixels, 1);

        public ShimView View(nint address) => new(address, _width, _height, _channels);
    }

    [LibraryImport(Library, EntryPoint = "rv_abi_version")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static partial int AbiVersion();

    [LibraryImport(Library, EntryPoint = "rv_opencv_version")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static partial int Version(byte* text, int capacity);

    [LibraryImport(Library, EntryPoint = "rv_sniff")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static partial int SniffNative(byte* bytes, long length);

    [LibraryImport(Library, EntryPoint = "rv_decode")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static partial int DecodeNative(byte* bytes, long length, ShimView* target, byte* error, int errorCapacity);

    [LibraryImport(Library, EntryPoint = "rv_encode")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static partial int EncodeNative(ShimView* source, int format, int quality, byte** bytes, long* length, byte* error, int errorCapacity);

    [LibraryImport(Library, EntryPoint = "rv_free")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static partial void Free(byte* bytes);

    [LibraryImport(Library, EntryPoint = "rv_orient")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static partial int OrientNative(ShimView* source, ShimView* target, int orientation);

    [LibraryImport(Library, EntryPoint = "rv_resize")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static partial int ResizeNative(ShimView* source, ShimView* target, int interpolation);

    [LibraryImport(Library, EntryPoint = "rv_convert_color")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static partial int ConvertNative(ShimView* source, ShimView* target, int conversion);

    [LibraryImport(Library, EntryPoint = "rv_warp_affine")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static partial int WarpNative(ShimView* source, ShimView* target, double* matrix, int interpolation, int replicate);

    [LibraryImport(Library, EntryPoint = "rv_gaussian_blur")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static partial int BlurNative(ShimView* source, ShimView* target, double sigma);

    [LibraryImport(Library, EntryPoint = "rv_laplacian_statistics")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static partial int LaplacianNative(ShimView* grey, int kernel, double* mean, double* deviation, double* meanMagnitude);

    [LibraryImport(Library, EntryPoint = "rv_sobel_statistics")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static partial int SobelNative(ShimView* grey, int kernel, double* mean, double* deviation, double* maximum);

    [LibraryImport(Library, EntryPoint = "rv_spectrum")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static partial int SpectrumNative(ShimView* grey, float* logMagnitude, long count);
}
