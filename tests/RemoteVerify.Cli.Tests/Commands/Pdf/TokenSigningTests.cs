using System.Text;
using System.Text.Json;

namespace RemoteVerify.Cli.Tests.Commands.Pdf;

/// <summary>Signing with a key that was made in a SoftHSM token, as people do.</summary>
public class TokenSigningTests
{
    private const string Module = "/usr/lib/softhsm/libsofthsm2.so";
    private const string Pin = "47110815";
    private const string Key = "pkcs11:token=Seal;object=seal";

    [SkippableFact]
    public async Task Sign_WithAKeyInAToken_IsValidForPdfsigAndForUs()
    {
        using ScratchFolder folder = await WithTokenAsync();

        JsonElement signed = (await SignAsync(folder, Pin)).Expect(0).Json;

        Assert.Equal("SIGNED", signed.GetProperty("outcome").GetString());
        Assert.Contains("Signature is Valid", (await CommandLine.ToolAsync("pdfsig", "-nocert", folder["signed.pdf"])).Output, StringComparison.Ordinal);
        JsonElement report = (await CommandLine.RunAsync("pdf", "validate", folder["signed.pdf"], "--json", "--trust", folder["seal.pem"])).Json;
        Assert.Equal("INTACT", report.GetProperty("signatures")[0].GetProperty("integrity").GetString());
    }

    [SkippableFact]
    public async Task Sign_WithAWrongPin_LogsInOnceAndSaysWhatToDoWithoutThePin()
    {
        const string Spy = "/usr/lib/x86_64-linux-gnu/pkcs11-spy.so";
        using ScratchFolder folder = await WithTokenAsync();
        Skip.IfNot(File.Exists(Spy), "The PKCS#11 listener is not installed (opensc-pkcs11).");

        CommandAnswer refused = await SignAsync(folder, "000000", ("PKCS11_MODULE_PATH", Spy), ("PKCS11SPY", Module), ("PKCS11SPY_OUTPUT", folder["spy.log"]));

        refused.ExpectMessage(3, "PIN is wrong or locked");
        Assert.DoesNotContain("000000", refused.Messages, StringComparison.Ordinal);
        string log = File.ReadAllText(folder["spy.log"]);
        Assert.Equal(2, log.Split("C_Login").Length);
        Assert.Contains("CKR_PIN_INCORRECT", log, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["signed.pdf"]));
    }

    [SkippableFact]
    public async Task Sign_WithWrongUseOfAToken_SaysWhat()
    {
        using ScratchFolder folder = await WithTokenAsync();
        string[] start = ["pdf", "sign", folder["plain.pdf"], folder["signed.pdf"], "--json"];
        (await RunAsync(folder, Pin, [], start)).ExpectMessage(2, "--pkcs11");
        (await RunAsync(folder, Pin, [], [.. start, "--pkcs11", Key])).ExpectMessage(2, "--pin-env");
        (await RunAsync(folder, Pin, [], [.. start, "--pkcs11", Key, "--pin-env", "RV_TEST_PIN"])).ExpectMessage(2, "--certificate");
        CommandAnswer inline = await RunAsync(folder, Pin, [], [.. start, "--pkcs11", Key + "?pin-value=" + Pin, "--pin-env", "RV_TEST_PIN", "--certificate", folder["seal.pem"]]);
        inline.ExpectMessage(2, "reference");
        Assert.DoesNotContain(Pin, inline.Messages, StringComparison.Ordinal);
        (await RunAsync(folder, Pin, [], [.. start, "--pkcs11", "pkcs11:token=Seal;object=none", "--pin-env", "RV_TEST_PIN", "--certificate", folder["seal.pem"]])).ExpectMessage(3, "No token has the key");
    }

    private static Task<CommandAnswer> SignAsync(ScratchFolder folder, string pin, params (string Name, string Value)[] environment) => RunAsync(
        folder, pin, environment, "pdf", "sign", folder["plain.pdf"], folder["signed.pdf"], "--pkcs11", Key, "--pin-env", "RV_TEST_PIN", "--certificate", folder["seal.pem"], "--json");

    private static Task<CommandAnswer> RunAsync(ScratchFolder folder, string pin, (string Name, string Value)[] environment, params string[] arguments)
    {
        Dictionary<string, string> variables = new() { ["SOFTHSM2_CONF"] = folder["softhsm2.conf"], ["PKCS11_MODULE_PATH"] = Module, ["RV_TEST_PIN"] = pin };
        foreach ((string name, string value) in environment)
        {
            variables[name] = value;
        }

        return CommandLine.RunWithAsync(variables, arguments);
    }

    /// <summary>A token with a key, seal.pem as its certificate (signed by the token itself), and plain.pdf.</summary>
    private static async Task<ScratchFolder> WithTokenAsync()
    {
        Skip.IfNot(File.Exists(Module) && File.Exists("/usr/bin/pkcs11-tool") && File.Exists("/usr/bin/softhsm2-util"), "SoftHSM is not installed (softhsm2, opensc).");
        Skip.IfNot(Directory.GetDirectories("/usr/lib", "*-linux-gnu").Any(found => File.Exists(Path.Combine(found, "engines-3", "pkcs11.so"))), "OpenSSL's engine is not installed (libengine-pkcs11-openssl).");
        ScratchFolder folder = new();
        Directory.CreateDirectory(folder["tokens"]);
        folder.Write("softhsm2.conf", Encoding.UTF8.GetBytes($"directories.tokendir = {folder["tokens"]}\nobjectstore.backend = file\nlog.level = ERROR\n"));
        folder.Write("plain.pdf", Encoding.ASCII.GetBytes(OnePage));
        string[] environment = [$"SOFTHSM2_CONF={folder["softhsm2.conf"]}", $"PKCS11_MODULE_PATH={Module}"];
        (await CommandLine.ToolAsync("env", [.. environment, "softhsm2-util", "--init-token", "--free", "--label", "Seal", "--pin", Pin, "--so-pin", "12345678"])).Expect(0);
        (await CommandLine.ToolAsync(
            "env", [.. environment, "pkcs11-tool", "--module", Module, "--token-label", "Seal", "--login", "--pin", Pin, "--keypairgen", "--key-type", "rsa:2048", "--label", "seal", "--id", "01"])).Expect(0);
        (await CommandLine.ToolAsync(
            "env", [.. environment, "openssl", "req", "-x509", "-new", "-engine", "pkcs11", "-keyform", "engine", "-key", $"{Key}?pin-value={Pin}", "-days", "30", "-subj", "/CN=Seal of a test",
                "-addext", "keyUsage=critical,digitalSignature,nonRepudiation", "-out", folder["seal.pem"]])).Expect(0);
        return folder;
    }

    private const string OnePage =
        "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
        + "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>\nendobj\n"
        + "xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \n0000000105 00000 n \ntrailer\n<</Size 4/Root 1 0 R>>\nstartxref\n184\n%%EOF\n";
}
