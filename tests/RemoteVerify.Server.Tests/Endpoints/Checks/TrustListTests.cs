using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RemoteVerify.Server.Tests;

/// <summary>The public check under a signed list of national anchors that changes while the service runs.</summary>
public sealed partial class TrustListTests : IAsyncLifetime
{
    private readonly RunningService _service = new();
    private readonly NationalAuthority _national = new();
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private byte[] _signed = [];

    private string ListFile => Path.Combine(_service.Folder, "anchors.signed");

    public async Task InitializeAsync()
    {
        _service.Settings["Service:TrustListFile"] = ListFile;
        _service.Settings["Service:TrustListKeyFile"] = Path.Combine(_service.Folder, "operator.pem");
        await File.WriteAllTextAsync(_service.Settings["Service:TrustListKeyFile"]!, _national.OperatorPem);
        await ReplaceAsync(await _national.ListAsync(2, "official-duty", _now.AddDays(1)));
        await _service.InitializeAsync();
        _signed = await _national.SignAsync(Journey.Contract);
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        _national.Dispose();
    }

    [Fact]
    public async Task Check_SignatureUnderAListedRoot_PassesWithItsKindInApiAndPage()
    {
        Answer check = await CheckAsync();

        Assert.Equal("TOTAL_PASSED", check.Json.GetProperty("indication").GetString());
        Assert.Equal(("official-duty", NationalAuthority.RootNameVi), (Kind(check), Signature(check).GetProperty("anchor").GetProperty("nameVi").GetString()));
        string page = await PageAsync();
        Assert.Contains(NationalAuthority.RootNameVi, page, StringComparison.Ordinal);
        Assert.Contains("Loại chữ ký", page, StringComparison.Ordinal);
        Assert.Contains("Hợp lệ", page, StringComparison.Ordinal);
        Assert.DoesNotContain("gốc tin cậy phát triển", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task List_Changed_IsTakenOnlyWhenItMayBeUsed()
    {
        Assert.Equal("official-duty", Kind(await CheckAsync()));

        using Pki.Keys.SoftwareKey stranger = Pki.Keys.SoftwareKey.CreateEcdsa(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        await ReplaceAsync(await _national.ListAsync(3, "foreign", _now.AddDays(1), stranger));
        Assert.Equal("official-duty", Kind(await CheckAsync()));
        Assert.Equal("signature-invalid", (await HealthAsync()).GetProperty("refused").GetString());

        await ReplaceAsync(await _national.ListAsync(1, "foreign", _now.AddDays(1)));
        Assert.Equal("official-duty", Kind(await CheckAsync()));
        Assert.Equal("older", (await HealthAsync()).GetProperty("refused").GetString());

        await ReplaceAsync(await _national.ListAsync(4, "public", _now.AddDays(1)));
        Assert.Equal("public", Kind(await CheckAsync()));
        Assert.Equal((4, JsonValueKind.Null), ((await HealthAsync()).GetProperty("sequence").GetInt32(), (await HealthAsync()).GetProperty("refused").ValueKind));

        File.Delete(ListFile);
        Assert.Equal("public", Kind(await CheckAsync()));
        Assert.Equal("unreadable", (await HealthAsync()).GetProperty("refused").GetString());
    }

    [Fact]
    public async Task List_Expired_RefusesWhatItCouldHaveSettledAndNothingElse()
    {
        // On a busy machine a list of three seconds may be over before it is read.
        TimeSpan life = TimeSpan.FromSeconds(3);
        for (int sequence = 5; ; sequence++, life *= 3)
        {
            await ReplaceAsync(await _national.ListAsync(sequence, "public", TimeProvider.System.GetUtcNow() + life));
            Answer taken = await _service.Anyone.BytesAsync("/v1/checks", _signed, "application/pdf");
            if (taken.Status == 200 && Kind(taken) == "public")
            {
                break;
            }

            Assert.True(life < TimeSpan.FromMinutes(1), taken.ToString());
        }

        await Task.Delay(life + TimeSpan.FromSeconds(1));

        Answer refused = (await _service.Anyone.BytesAsync("/v1/checks", _signed, "application/pdf")).ExpectProblem(503, "trust-list.unusable");
        Assert.Equal("expired", refused.Json.GetProperty("reasons")[0].GetString());
        Assert.Contains("Danh sách gốc tin cậy quốc gia", await PageAsync(), StringComparison.Ordinal);
        Answer unsigned = (await _service.Anyone.BytesAsync("/v1/checks", Journey.Contract, "application/pdf")).Expect(200);
        Assert.Equal("NO_SIGNATURE", unsigned.Json.GetProperty("indication").GetString());
    }

    private async Task<Answer> CheckAsync() => (await _service.Anyone.BytesAsync("/v1/checks", _signed, "application/pdf")).Expect(200);

    private static JsonElement Signature(Answer check) => check.Json.GetProperty("report").GetProperty("signatures")[0];

    private static string? Kind(Answer check) => Signature(check).GetProperty("kind").GetString();

    private async Task<JsonElement> HealthAsync() => (await _service.Anyone.GetAsync("/health")).Expect(200).Json.GetProperty("trustList");

    /// <summary>The page after the form was sent, as text.</summary>
    private async Task<string> PageAsync()
    {
        using HttpClient http = new(new LoopbackCookies(new SocketsHttpHandler { UseCookies = false }));
        Caller browser = new(http, _service.Address, null);
        string form = (await browser.GetAsync("/check")).Expect(200).Text;
        string token = AntiforgeryToken().Match(form).Groups[1].Value;
        MultipartFormDataContent content = new()
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { new ByteArrayContent(_signed) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } }, "file", "signed.pdf" },
        };
        return WebUtility.HtmlDecode((await browser.SendAsync(HttpMethod.Post, "/check?handler=File", content)).Expect(200).Text);
    }

    /// <summary>In one step, with a time that differs from the one before.</summary>
    private async Task ReplaceAsync(byte[] list)
    {
        string part = ListFile + ".part";
        await File.WriteAllBytesAsync(part, list);
        File.SetLastWriteTimeUtc(part, DateTime.UnixEpoch.AddSeconds(++_written));
        File.Move(part, ListFile, overwrite: true);
    }

    private int _written = 1_000_000;

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryToken();
}
