using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using RemoteVerify.TestKit;

namespace RemoteVerify.Cli.Tests.Commands.Pdf;

/// <summary>
/// A file goes by in blocks. The same with 500 MB, by hand:
/// <c>RV_TEST_LARGE_MB=500 dotnet test tests/RemoteVerify.Cli.Tests --filter FullyQualifiedName~LargeFileTests</c>.
/// </summary>
public sealed class LargeFileTests
{
    private const int MostGrowthBytes = 32 << 20;
    private const int MostBytes = 256 << 20;

    [SkippableTheory]
    [InlineData("b-b")]
    [InlineData("b-lta")]
    public async Task Sign_LargeFile_CostsNoMemoryForItsSize(string profile)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The memory of the process is read from /proc.");
        int megabytes = int.Parse(Environment.GetEnvironmentVariable("RV_TEST_LARGE_MB") ?? "64", CultureInfo.InvariantCulture);
        using ScratchFolder folder = new();
        WriteKey(folder);
        WriteDocument(folder["small.pdf"], 1);
        WriteDocument(folder["large.pdf"], megabytes);

        string[] evidence = profile == "b-b" ? [] : ["--tsa", "embedded", "--trust", folder["certificate.pem"]];
        string[] options = ["--p12", folder["key.p12"], "--password-env", "RV_TEST_P12", "--profile", profile, .. evidence];
        Peak small = await RunAsync(folder, ["pdf", "sign", folder["small.pdf"], folder["signed.pdf"], .. options]);
        Peak large = await RunAsync(folder, ["pdf", "sign", folder["large.pdf"], folder["signed.pdf"], .. options]);

        Require(small, large);
        await using FileStream input = File.OpenRead(folder["large.pdf"]), output = File.OpenRead(folder["signed.pdf"]);
        Assert.True(output.Length > input.Length);
        Assert.Contains("Signature is Valid", (await CommandLine.ToolAsync("pdfsig", "-nocert", folder["signed.pdf"])).Output, StringComparison.Ordinal);
        string[] validate = ["pdf", "validate", folder["signed.pdf"], "--trust", folder["certificate.pem"], .. profile == "b-b" ? [] : (string[])["--trust", Authority(folder)]];
        Require(small, await RunAsync(folder, validate));
        if (profile == "b-lta")
        {
            Require(small, await RunAsync(folder, ["pdf", "renew", folder["signed.pdf"], folder["renewed.pdf"], .. evidence]));
            (await CommandLine.RunAsync([.. validate[..2], folder["renewed.pdf"], .. validate[3..], "--json"])).Expect(0);
        }
    }

    private static string Authority(ScratchFolder folder) => Path.Combine(folder["cache"], "development-authority", "root.pem");

    private static void Require(Peak small, Peak large)
    {
        Assert.True(large.AnonymousBytes - small.AnonymousBytes < MostGrowthBytes, $"{small} and {large}");
        Assert.True(large.ResidentBytes < MostBytes, $"{large}");
    }

    [SkippableFact]
    public async Task Sign_DiskFull_LeavesTheOldTargetAndNothingElse()
    {
        using ScratchFolder folder = new();
        WriteKey(folder);
        WriteDocument(folder["large.pdf"], 2);
        string disk = Directory.CreateDirectory(folder["disk"]).FullName;
        Skip.If((await CommandLine.ToolAsync("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk)).ExitCode != 0, "A small disk can't be mounted here (needs root).");
        try
        {
            string target = Path.Combine(disk, "signed.pdf");
            File.WriteAllBytes(target, [1, 2, 3]);

            CommandAnswer run = await CommandLine.RunWithAsync(
                new Dictionary<string, string> { ["RV_TEST_P12"] = "x" }, "pdf", "sign", folder["large.pdf"], target, "--p12", folder["key.p12"], "--password-env", "RV_TEST_P12");

            run.ExpectMessage(2, "No space left");
            Assert.Equal([1, 2, 3], File.ReadAllBytes(target));
            Assert.Equal([target], Directory.GetFiles(disk));
        }
        finally
        {
            await CommandLine.ToolAsync("umount", disk);
        }
    }

    [Fact]
    public void AtomicFile_NotCommitted_LeavesTheOldTargetAndNothingElse()
    {
        using ScratchFolder folder = new();
        folder.Write("target", [1]);
        using (AtomicFile file = new(folder["target"]))
        {
            file.Stream.Write([2, 3]);
            Assert.Equal([1], File.ReadAllBytes(folder["target"]));
        }

        Assert.Equal([1], File.ReadAllBytes(folder["target"]));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Sign_BrokenCrossReference_IsRefusedUnlessItMayBeRewritten()
    {
        using ScratchFolder folder = new();
        WriteKey(folder);
        WriteDocument(folder["good.pdf"], 1);
        string text = Encoding.Latin1.GetString(File.ReadAllBytes(folder["good.pdf"]));
        folder.Write("broken.pdf", Encoding.Latin1.GetBytes(Regex.Replace(text, @"startxref\n\d+", "startxref\n5")));
        string[] sign = ["pdf", "sign", folder["broken.pdf"], folder["signed.pdf"], "--p12", folder["key.p12"], "--password-env", "RV_TEST_P12", "--json"];
        Dictionary<string, string> secret = new() { ["RV_TEST_P12"] = "x" };

        CommandAnswer refused = (await CommandLine.RunWithAsync(secret, sign)).Expect(2);
        Assert.Equal("BROKEN_FILE", refused.Json.GetProperty("code").GetString());
        Assert.False(File.Exists(folder["signed.pdf"]));

        CommandAnswer signed = (await CommandLine.RunWithAsync(secret, [.. sign, "--normalize"])).Expect(0);
        Assert.NotEqual(0, signed.Json.GetProperty("normalized").GetArrayLength());
        Assert.Contains("Signature is Valid", (await CommandLine.ToolAsync("pdfsig", "-nocert", folder["signed.pdf"])).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await CommandLine.ToolAsync("qpdf", "--check", folder["signed.pdf"])).ExitCode);
        Assert.Equal(["broken.pdf", "certificate.pem", "good.pdf", "key.p12", "signed.pdf"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    /// <summary>Runs a command that must succeed, with an authority of its own.</summary>
    private static async Task<Peak> RunAsync(ScratchFolder folder, string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "RemoteVerify.Cli.dll"), .. arguments, "--json"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["RV_TEST_P12"] = "x";
        start.Environment["RV_ROOT"] = Repository.Root;
        start.Environment["RV_CACHE"] = folder["cache"];
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        Peak peak = default;
        while (!process.HasExited)
        {
            peak = peak.With(process.Id);
            await Task.Delay(2);
        }

        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await output + await errors);
        return peak;
    }

    private static void WriteKey(ScratchFolder folder)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=Large", key, HashAlgorithmName.SHA256);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        folder.Write("key.p12", certificate.Export(X509ContentType.Pkcs12, "x"));
        folder.Write("certificate.pem", Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()));
    }

    private static void WriteDocument(string path, int megabytes)
    {
        using FileStream file = File.Create(path);
        List<long> offsets = [];
        byte[] block = RandomNumberGenerator.GetBytes(1 << 20);
        void Text(string text) => file.Write(Encoding.Latin1.GetBytes(text));
        Text("%PDF-1.7\n");
        string[] bodies = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /X 4 0 R >>"];
        foreach (string body in bodies)
        {
            offsets.Add(file.Position);
            Text($"{offsets.Count} 0 obj\n{body}\nendobj\n");
        }

        offsets.Add(file.Position);
        Text($"4 0 obj\n<< /Length {(long)megabytes << 20} >>\nstream\n");
        for (int i = 0; i < megabytes; i++)
        {
            file.Write(block);
        }

        Text("\nendstream\nendobj\n");
        long table = file.Position;
        Text("xref\n0 5\n0000000000 65535 f \n");
        offsets.ForEach(offset => Text(string.Create(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n")));
        Text($"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
    }

    /// <summary>Most memory that a process had: all of its resident pages, and those that are not a file's.</summary>
    private readonly record struct Peak(long ResidentBytes, long AnonymousBytes)
    {
        public Peak With(int process)
        {
            try
            {
                string status = File.ReadAllText($"/proc/{process}/status");
                long Value(string name) => Regex.Match(status, name + @":\s+(\d+) kB") is { Success: true } line ? long.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture) << 10 : 0;
                return new Peak(Math.Max(ResidentBytes, Value("VmHWM")), Math.Max(AnonymousBytes, Value("RssAnon") + Value("RssShmem")));
            }
            catch (IOException)
            {
                return this;
            }
        }
    }
}
