using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace RemoteVerify.TestKit;

/// <summary>A folder with a SoftHSM token of its own, made by the token's tools as an officer or operator makes it. Programs that shall see it run with <see cref="Environment"/>.</summary>
public sealed class SoftHsm : IDisposable
{
    public const string Pin = "47110815";
    public const string Label = "Can bo";

    /// <summary>SoftHSM's module, where Debian's package softhsm2 puts it.</summary>
    public const string Module = "/usr/lib/softhsm/libsofthsm2.so";

    private int _keys;

    private SoftHsm()
    {
        Directory.CreateDirectory(PathOf("tokens"));
        File.WriteAllText(PathOf("softhsm2.conf"), $"directories.tokendir = {PathOf("tokens")}\nobjectstore.backend = file\nlog.level = ERROR\n");
        Run("softhsm2-util", "--init-token", "--free", "--label", Label, "--pin", Pin, "--so-pin", "98765432");
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("rv-token-").FullName;

    /// <summary>What a program needs to see the token.</summary>
    public IReadOnlyDictionary<string, string> Environment =>
        new Dictionary<string, string> { ["SOFTHSM2_CONF"] = PathOf("softhsm2.conf"), ["PKCS11_MODULE_PATH"] = Module };

    /// <summary>A new token; skips the test where the packages are absent.</summary>
    public static SoftHsm Create()
    {
        Skip.IfNot(File.Exists(Module) && File.Exists("/usr/bin/pkcs11-tool") && File.Exists("/usr/bin/softhsm2-util"), "SoftHSM is not installed (softhsm2, opensc).");
        Skip.IfNot(Directory.GetDirectories("/usr/lib", "*-linux-gnu").Any(folder => File.Exists(Path.Combine(folder, "engines-3", "pkcs11.so"))), "OpenSSL's engine is not installed (libengine-pkcs11-openssl).");
        return new SoftHsm();
    }

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Address of a key of this token.</summary>
    public static string Address(string key) => $"pkcs11:token={Uri.EscapeDataString(Label)};object={key}";

    /// <summary>Makes a key pair in the token.</summary>
    /// <param name="name">Its label.</param>
    /// <param name="kind">As pkcs11-tool names it: EC:prime256v1, rsa:2048.</param>
    public void MakeKey(string name, string kind) => Run(
        "pkcs11-tool", "--module", Module, "--token-label", Label, "--login", "--pin", Pin, "--keypairgen", "--key-type", kind, "--label", name,
        "--id", (++_keys).ToString("x2", CultureInfo.InvariantCulture));

    /// <summary>Runs a program that sees the token, which must succeed.</summary>
    public string Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in Environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program}: {output}");
        return output;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
