using System.Text.Json;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Composing.Fonts;
using RemoteVerify.TestKit;

namespace RemoteVerify.Cli.Tests;

public class PdfTests
{
    private const string Password = "một mật khẩu";
    private static readonly Dictionary<string, string> Secret = new() { ["RV_TEST_P12"] = Password };

    [Fact]
    public async Task Validate_GarbageOrNoFile_IsWrongUse()
    {
        using ScratchFolder folder = new();
        CommandAnswer garbage = (await CommandLine.RunAsync("pdf", "validate", folder.Write("garbage.pdf", "no pdf"u8), "--json")).Expect(2);
        Assert.True(garbage.Output.Length == 0 || garbage.Json.GetProperty("problem").ValueKind == JsonValueKind.String, garbage.ToString());
        (await CommandLine.RunAsync("pdf", "validate", folder["missing.pdf"], "--json")).ExpectMessage(2, "There is no file");
        (await CommandLine.RunAsync("pdf", "validate", folder.Path)).ExpectMessage(2, "is a folder");
        (await CommandLine.RunAsync("pdf", "validate", folder["garbage.pdf"], "--at", "yesterday")).ExpectMessage(2, "is no time");
        (await CommandLine.RunAsync("pdf", "validate", folder["garbage.pdf"], "--trust", folder["garbage.pdf"])).ExpectMessage(2, "no certificate");
    }

    [Fact]
    public async Task Validate_UnsignedPdf_IsNegative()
    {
        using ScratchFolder folder = new();
        JsonElement report = (await CommandLine.RunAsync("pdf", "validate", folder.Write("plain.pdf", Plain()), "--json")).Expect(1).Json;
        Assert.Equal(0, report.GetProperty("signatures").GetArrayLength());
    }

    [SkippableTheory]
    [InlineData("ds-modified_after_signature.pdf")]
    [InlineData("ds-pdf-signed-corrupted.pdf")]
    [InlineData("ds-pades-lta-copied-doctst.pdf")]
    [InlineData("ds-pdf-byterange-overlap.pdf")]
    public async Task Validate_AttackedFileOfTheCorpus_IsNegative(string file)
    {
        JsonElement report = (await CommandLine.RunAsync("pdf", "validate", Path.Combine(TestMaterial.Corpus, "pdf", file), "--json", "--trust-embedded")).Expect(1).Json;
        Assert.NotEqual("TOTAL_PASSED", report.GetProperty("indication").GetString());
    }

    [SkippableFact]
    public async Task Validate_GoodFileOfTheCorpus_FindsTheBytesIntact()
    {
        CommandAnswer run = await CommandLine.RunAsync("pdf", "validate", Path.Combine(TestMaterial.Corpus, "pdf", "ds-pades-ltv.pdf"), "--json", "--trust-embedded");
        Assert.InRange(run.ExitCode, 0, 1);
        Assert.Equal("INTACT", run.Json.GetProperty("signatures")[0].GetProperty("integrity").GetString());
    }

    [Fact]
    public async Task Sign_Twice_KeepsBothSignaturesValidForOtherReaders()
    {
        using ScratchFolder folder = await WithKeyAsync();
        JsonElement first = (await SignAsync(folder, "plain.pdf", "one.pdf", "--field", "First", "--visible", "1,360,60,180,70")).Expect(0).Json;
        Assert.Equal("SIGNED", first.GetProperty("outcome").GetString());
        Assert.Equal("First", first.GetProperty("fieldName").GetString());
        (await SignAsync(folder, "one.pdf", "two.pdf", "--field", "Second", "--profile", "b-t", "--tsa", "embedded")).Expect(0);

        byte[] one = File.ReadAllBytes(folder["one.pdf"]), two = File.ReadAllBytes(folder["two.pdf"]);
        Assert.True(two.AsSpan().StartsWith(one), "the second signature rewrote the first revision");
        CommandAnswer opinion = await CommandLine.ToolAsync("pdfsig", "-nocert", folder["two.pdf"]);
        Assert.Equal(2, opinion.Output.Split("Signature is Valid").Length - 1);

        JsonElement report = (await CommandLine.RunAsync("pdf", "validate", folder["two.pdf"], "--json", "--trust", folder["certificate.pem"])).Json;
        Assert.All(report.GetProperty("signatures").EnumerateArray(), signature =>
        {
            Assert.Equal("INTACT", signature.GetProperty("integrity").GetString());
            Assert.True(signature.GetProperty("modificationAllowed").GetBoolean());
        });
    }

    [Fact]
    public async Task SignAndRenew_HighestLevelThenRenewal_ValidateWithTheEmbeddedRoot()
    {
        using ScratchFolder folder = await WithKeyAsync();
        JsonElement signed = (await SignAsync(folder, "plain.pdf", "lta.pdf", "--profile", "b-lta", "--tsa", "embedded", "--role", "Công chứng viên", "--commitment", "approval")).Expect(0).Json;
        Assert.Equal("PAdES-BASELINE-LTA", signed.GetProperty("profile").GetString());
        string trust = signed.GetProperty("trust").GetString()!;
        string[] roots = ["--trust", folder["certificate.pem"], "--trust", trust];

        (await RunAsync(folder, ["pdf", "renew", folder["lta.pdf"], folder["renewed.pdf"], "--tsa", "embedded", "--json", .. roots])).Expect(0);

        Assert.True(File.ReadAllBytes(folder["renewed.pdf"]).AsSpan().StartsWith(File.ReadAllBytes(folder["lta.pdf"])));
        JsonElement report = (await CommandLine.RunAsync(["pdf", "validate", folder["renewed.pdf"], "--json", .. roots])).Expect(0).Json;
        Assert.Equal("TOTAL_PASSED", report.GetProperty("indication").GetString());
        Assert.Equal("PAdES-BASELINE-LTA", report.GetProperty("signatures")[0].GetProperty("profile").GetString());
    }

    [Fact]
    public async Task Renew_OfAForgedFile_IsRefusedWithItsCode()
    {
        using ScratchFolder folder = await WithKeyAsync();
        (await SignAsync(folder, "plain.pdf", "bt.pdf", "--profile", "b-t", "--tsa", "embedded")).Expect(0);
        byte[] forged = File.ReadAllBytes(folder["bt.pdf"]);
        forged[forged.AsSpan().IndexOf("/Lang"u8) + 7] ^= 1;
        folder.Write("forged.pdf", forged);

        CommandAnswer answer = (await RunAsync(
            folder, "pdf", "renew", folder["forged.pdf"], folder["out.pdf"], "--tsa", "embedded", "--json", "--trust", folder["certificate.pem"])).Expect(1);

        Assert.Equal("EARLIER_SIGNATURE_NOT_VALID", answer.Json.GetProperty("code").GetString());
        Assert.False(File.Exists(folder["out.pdf"]));
    }

    [Fact]
    public async Task Fields_MadeThenFilledInOrder_ObeyTheLockOfTheNotary()
    {
        using ScratchFolder folder = await WithKeyAsync();
        JsonElement added = (await CommandLine.RunAsync(
            "pdf", "fields", "add", folder["plain.pdf"], folder["fields.pdf"], "--json", "--field", "CongDan@1,90,300,200,70", "--field", "CongChungVien", "--field", "CoQuan",
            "--lock", "CongChungVien=exclude:CoQuan/2")).Expect(0).Json;
        Assert.Equal(3, added.GetProperty("fields").GetArrayLength());
        (await SignAsync(folder, "fields.pdf", "one.pdf", "--field", "CongDan", "--only-existing", "--visible", "field", "--qr", "https://example.test/v/1")).Expect(0);
        (await SignAsync(folder, "one.pdf", "two.pdf", "--field", "CongChungVien", "--only-existing")).Expect(0);
        Assert.Equal("LOCKED_BY_EARLIER_SIGNATURE", (await SignAsync(folder, "two.pdf", "out.pdf", "--field", "Moi")).Expect(1).Json.GetProperty("code").GetString());
        (await SignAsync(folder, "two.pdf", "three.pdf", "--field", "CoQuan", "--only-existing")).Expect(0);

        JsonElement listed = (await CommandLine.RunAsync("pdf", "fields", "list", folder["three.pdf"], "--json")).Expect(0).Json;
        Assert.All(listed.GetProperty("fields").EnumerateArray(), field => Assert.True(field.GetProperty("signed").GetBoolean()));
        JsonElement report = (await CommandLine.RunAsync("pdf", "validate", folder["three.pdf"], "--json", "--trust", folder["certificate.pem"])).Expect(0).Json;
        Assert.Equal("TOTAL_PASSED", report.GetProperty("indication").GetString());
        (await CommandLine.RunAsync("pdf", "fields", "add", folder["one.pdf"], folder["out.pdf"], "--field", "X", "--json")).Expect(1);
        (await CommandLine.RunAsync("pdf", "fields", "add", folder["plain.pdf"], folder["out.pdf"], "--field", "X", "--lock", "X=some")).ExpectMessage(2, "--lock");
    }

    [Fact]
    public async Task Sign_LongTermWithoutRevocationData_NamesTheCertificateAndWritesNothing()
    {
        using ScratchFolder folder = await WithKeyAsync();
        await IssueAsync(folder);

        CommandAnswer missing = (await SignAsync(folder, "plain.pdf", "out.pdf", "--p12", folder["issued.p12"], "--profile", "b-lt", "--tsa", "embedded")).Expect(1);

        Assert.Equal("VALIDATION_MATERIAL_MISSING", missing.Json.GetProperty("code").GetString());
        Assert.Contains("C0FFEE of Root of a test", missing.Json.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.False(File.Exists(folder["out.pdf"]));
        (await SignAsync(folder, "plain.pdf", "lt.pdf", "--p12", folder["issued.p12"], "--profile", "b-lt", "--tsa", "embedded", "--crl", folder["list.crl"])).Expect(0);
    }

    [Fact]
    public async Task Sign_CertifiedAgainstChanges_RefusesASecondSignature()
    {
        using ScratchFolder folder = await WithKeyAsync();
        (await SignAsync(folder, "plain.pdf", "certified.pdf", "--certify", "1")).Expect(0);
        CommandAnswer refused = (await SignAsync(folder, "certified.pdf", "again.pdf")).Expect(1);
        Assert.Equal("REFUSED", refused.Json.GetProperty("outcome").GetString());
        Assert.False(File.Exists(folder["again.pdf"]));
    }

    [Fact]
    public async Task Sign_WithWrongInput_IsWrongUseAndWritesNothing()
    {
        using ScratchFolder folder = await WithKeyAsync();
        string[] start = ["pdf", "sign", folder["plain.pdf"], folder["out.pdf"], "--json", "--p12", folder["key.p12"]];
        (await CommandLine.RunWithAsync(new Dictionary<string, string> { ["RV_TEST_P12"] = "wrong" }, [.. start, "--password-env", "RV_TEST_P12"])).ExpectMessage(2, "password");
        (await CommandLine.RunAsync([.. start, "--password-env", "RV_NOT_SET"])).ExpectMessage(2, "RV_NOT_SET is not set");
        (await SignAsync(folder, "missing.pdf", "out.pdf")).ExpectMessage(2, "There is no file");
        (await SignAsync(folder, "plain.pdf", "out.pdf", "--visible", "1,2,3")).ExpectMessage(2, "--visible");
        (await SignAsync(folder, "plain.pdf", "out.pdf", "--visible", "0,0,0,0,0")).ExpectMessage(2, "--visible");
        (await SignAsync(folder, "plain.pdf", "out.pdf", "--certify", "4")).ExpectMessage(2, "--certify");
        (await SignAsync(folder, "plain.pdf", "out.pdf", "--profile", "b-x")).ExpectMessage(2, "profile");
        (await SignAsync(folder, "plain.pdf", "out.pdf", "--profile", "b-t")).ExpectMessage(2, "--tsa");
        (await SignAsync(folder, "plain.pdf", "out.pdf", "--profile", "b-t", "--tsa", "nowhere")).ExpectMessage(2, "no address");
        (await SignAsync(folder, "plain.pdf", Path.Combine("no-folder", "out.pdf"))).ExpectMessage(2, "There is no folder");
        (await SignAsync(folder, "certificate.pem", "out.pdf")).Expect(2);
        Assert.False(File.Exists(folder["out.pdf"]));
    }

    [Fact]
    public async Task Sign_OnAPageThatIsNotThere_IsNotSigned()
    {
        using ScratchFolder folder = await WithKeyAsync();
        CommandAnswer run = await SignAsync(folder, "plain.pdf", "out.pdf", "--visible", "99,10,10,100,50");
        Assert.InRange(run.ExitCode, 1, 2);
        Assert.DoesNotContain("   at ", run.Messages, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["out.pdf"]));
    }

    private static Task<CommandAnswer> SignAsync(ScratchFolder folder, string from, string to, params string[] more) => RunAsync(
        folder, ["pdf", "sign", folder[from], folder[to], .. more.Contains("--p12") ? (string[])[] : ["--p12", folder["key.p12"]], "--password-env", "RV_TEST_P12", "--json", .. more]);

    /// <summary>With a cache of its own, so that the embedded authority is made and kept there.</summary>
    private static Task<CommandAnswer> RunAsync(ScratchFolder folder, params string[] arguments) => CommandLine.RunWithAsync(
        new Dictionary<string, string>(Secret) { ["RV_CACHE"] = folder["cache"] }, arguments);

    /// <summary>issued.p12 under a root of its own without any address, and list.crl of that root.</summary>
    private static async Task IssueAsync(ScratchFolder folder)
    {
        folder.Write("ca.cnf", "[ca]\ndefault_ca=c\n[c]\ndatabase=index.txt\ndefault_md=sha256\ndefault_crl_days=30\n"u8);
        folder.Write("index.txt", ""u8);
        folder.Write("leaf.cnf", "basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature,nonRepudiation\n"u8);
        string script = """
            set -e; cd "$1"
            openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj "/CN=Root of a test" -addext keyUsage=critical,keyCertSign,cRLSign -keyout root.key -out root.pem
            openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=Somebody" -keyout leaf.key -out leaf.csr
            openssl x509 -req -in leaf.csr -CA root.pem -CAkey root.key -set_serial 0xC0FFEE -days 20 -extfile leaf.cnf -out leaf.pem
            openssl ca -config ca.cnf -gencrl -cert root.pem -keyfile root.key -out list.crl
            openssl pkcs12 -export -inkey leaf.key -in leaf.pem -certfile root.pem -out issued.p12 -passout "pass:$2"
            """;
        (await CommandLine.ToolAsync("bash", "-c", script, "bash", folder.Path, Password)).Expect(0);
    }

    /// <summary>plain.pdf, and key.p12 with certificate.pem made by openssl.</summary>
    private static async Task<ScratchFolder> WithKeyAsync()
    {
        ScratchFolder folder = new();
        folder.Write("plain.pdf", Plain());
        (await CommandLine.ToolAsync(
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=Signer of a test", "-addext", "keyUsage=critical,digitalSignature,nonRepudiation",
            "-keyout", folder["key.pem"], "-out", folder["certificate.pem"])).Expect(0);
        (await CommandLine.ToolAsync(
            "openssl", "pkcs12", "-export", "-inkey", folder["key.pem"], "-in", folder["certificate.pem"], "-out", folder["key.p12"], "-passout", $"pass:{Password}")).Expect(0);
        return folder;
    }

    private static byte[] Plain()
    {
        TrueTypeFont regular = TrueTypeFont.Read(File.ReadAllBytes("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"));
        DocumentComposer composer = new(new ComposerOptions { Title = "Plain", Fonts = new DocumentFonts(new FontFamily(regular, regular, regular)), Created = TimeProvider.System.GetUtcNow() });
        composer.Paragraph("Một văn bản chưa ký.");
        return composer.ToPdf();
    }
}
