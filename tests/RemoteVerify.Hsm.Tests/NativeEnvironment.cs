using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RemoteVerify.Hsm.Tests;

/// <summary>
/// Tells SoftHSM and OpenSSL's engine where this test run's tokens are. They read the C library's environment when they
/// are loaded, and .NET keeps its own copy, so it is set here before the first test.
/// </summary>
internal static partial class NativeEnvironment
{
    /// <summary>Folder of the tokens; emptied at the end of the process.</summary>
    public static string Folder { get; } = Directory.CreateTempSubdirectory("rv-hsm-").FullName;

    public static string Configuration => Path.Combine(Folder, "softhsm2.conf");

    /// <summary>SoftHSM's module, where Debian's package softhsm2 puts it.</summary>
    public const string Module = "/usr/lib/softhsm/libsofthsm2.so";

    [ModuleInitializer]
    internal static void Prepare()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "tokens"));
        File.WriteAllText(Configuration, $"directories.tokendir = {Path.Combine(Folder, "tokens")}\nobjectstore.backend = file\nlog.level = ERROR\nslots.removable = false\n");
        Set("SOFTHSM2_CONF", Configuration);
        Set("PKCS11_MODULE_PATH", Module);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);
    }

    private static void Set(string name, string value) => Assert.Equal(0, SetNative(name, value, 1));

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int SetNative(string name, string value, int overwrite);
}
