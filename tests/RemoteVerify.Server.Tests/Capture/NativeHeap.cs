using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using System.Xml.Linq;

namespace RemoteVerify.Server.Tests.Capture;

/// <summary>What native code holds of the C library's heap: allocated and not given back, over all arenas (malloc_info of glibc).</summary>
[SupportedOSPlatform("linux")]
internal static class NativeHeap
{
    /// <exception cref="IOException">The C library did not say.</exception>
    public static long BytesInUse()
    {
        string path = Path.GetTempFileName();
        try
        {
            nint file = OpenFile([.. Encoding.UTF8.GetBytes(path), 0], "w\0"u8.ToArray());
            if (file == 0 || Describe(0, file) != 0 || CloseFile(file) != 0)
            {
                throw new IOException("malloc_info failed.");
            }

            // The sums over all arenas stand behind the last of them; what lies on free lists is taken off.
            XElement all = XDocument.Load(path).Root!;
            long Sum(string element, string type) =>
                all.Elements(element).Where(e => (string?)e.Attribute("type") == type).Sum(e => long.Parse((string)e.Attribute("size")!, CultureInfo.InvariantCulture));
            return Sum("system", "current") + Sum("total", "mmap") - Sum("total", "fast") - Sum("total", "rest");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [DllImport("libc", EntryPoint = "fopen", ExactSpelling = true)]
    private static extern nint OpenFile(byte[] path, byte[] mode);

    [DllImport("libc", EntryPoint = "malloc_info", ExactSpelling = true)]
    private static extern int Describe(int options, nint file);

    [DllImport("libc", EntryPoint = "fclose", ExactSpelling = true)]
    private static extern int CloseFile(nint file);
}
