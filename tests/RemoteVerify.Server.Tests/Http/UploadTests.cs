using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace RemoteVerify.Server.Tests;

[Collection(OneService.Name)]
public class UploadTests(RunningService service)
{
    private const string PieceType = "application/offset+octet-stream";

    /// <summary>Uploads of tus-js-client, the client of browsers, over a line that breaks at random places.</summary>
    private const string TusProgram = """
        const { Upload } = require('tus-js-client');
        const { readFileSync } = require('node:fs');
        const { createHash } = require('node:crypto');
        const bytes = readFileSync(process.env.FILE);
        const upload = new Upload(bytes, {
          endpoint: process.env.ENDPOINT,
          headers: { Authorization: 'Bearer ' + process.env.TOKEN },
          metadata: { filename: 'nguyen-van-mau.pdf', filetype: 'application/pdf', sha256: createHash('sha256').update(bytes).digest('hex') },
          retryDelays: Array(30).fill(10),
          onError: (error) => { console.error(String(error)); process.exit(1); },
          onSuccess: () => { console.log(upload.url); },
        });
        upload.start();
        """;

    [SkippableFact]
    public async Task TusClient_OverALineThatBreaksAtRandomPlaces_BringsTheFileThatAnEndpointTakes()
    {
        string? missing = NodeProgram.Missing("tus-js-client");
        Skip.IfNot(missing is null, missing);
        byte[] pdf = Padded(Journey.Contract, 1_500_000);
        Random places = new(20261130);

        // The creation may break too; then the answer of another is swallowed.
        await using BrokenLine line = new(service.Address, [300, 0, .. Enumerable.Range(0, 9).Select(i => i % 4 == 3 ? 0 : places.Next(1000, 400_000))]);
        Caller portal = await service.AsAsync("portal");
        string file = Path.Combine(service.Folder, "tus.pdf");
        await File.WriteAllBytesAsync(file, pdf);
        string address = (await NodeProgram.RunAsync("node", ["-e", TusProgram], new Dictionary<string, string>
        {
            ["ENDPOINT"] = new Uri(line.Address, "/v1/uploads").ToString(), ["TOKEN"] = portal.Token!, ["FILE"] = file,
        })).Trim();
        Assert.Equal(0, line.Left);

        Guid id = (await portal.PostAsync("/v1/cases", Journey.OpenBody())).Expect(201).Json.GetProperty("id").GetGuid();
        string upload = address.Split('/')[^1];
        (await portal.SendAsync(HttpMethod.Post, $"/v1/cases/{id}/document", null, ("Upload-Reference", upload))).Expect(201);

        // The service appends the fields of signatures; what came is untouched before them.
        Assert.True((await portal.GetAsync($"/v1/cases/{id}/document")).Expect(200).Body.AsSpan().StartsWith(pdf), "the document is not the one that was sent");

        // Used up.
        (await portal.SendAsync(HttpMethod.Head, $"/v1/uploads/{upload}", null, ("Tus-Resumable", "1.0.0"))).Expect(404);
    }

    [Fact]
    public async Task Upload_ByHand_KeepsTheRulesOfTheProtocol()
    {
        Caller portal = await service.AsAsync("portal");
        byte[] file = Journey.Contract;
        Answer created = (await CreateAsync(portal, file.Length, Sha(file))).Expect(201);
        string path = created.Headers["Location"];
        Assert.Equal("1.0.0", created.Headers["Tus-Resumable"]);
        Assert.True(DateTimeOffset.Parse(created.Headers["Upload-Expires"], System.Globalization.CultureInfo.InvariantCulture) > TimeProvider.System.GetUtcNow());

        (await AppendAsync(portal, path, 0, file[..1000])).Expect(204);
        Answer wrong = (await AppendAsync(portal, path, 0, file[..1000])).ExpectProblem(409, "upload.wrong-offset");
        Assert.Equal("1000", wrong.Headers["Upload-Offset"]);
        (await AppendAsync(portal, path, 1000, file[1000..2000], ("Upload-Checksum", "sha256 " + Convert.ToBase64String(SHA256.HashData("x"u8))))).ExpectProblem(460, "upload.checksum-mismatch");
        (await AppendAsync(portal, path, 1000, [.. file[1000..], 0])).ExpectProblem(409, "upload.wrong-offset");
        Answer head = (await portal.SendAsync(HttpMethod.Head, path, null, ("Tus-Resumable", "1.0.0"))).Expect(200);
        Assert.Equal("1000", head.Headers["Upload-Offset"]);
        Assert.Equal(file.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), head.Headers["Upload-Length"]);
        Assert.Contains("no-store", head.Headers["Cache-Control"], StringComparison.Ordinal);

        Guid id = (await portal.PostAsync("/v1/cases", Journey.OpenBody())).Expect(201).Json.GetProperty("id").GetGuid();
        (await ReferAsync(portal, id, path)).ExpectProblem(409, "upload.not-complete");
        (await AppendAsync(portal, path, 1000, file[1000..], ("Upload-Checksum", "sha256 " + Convert.ToBase64String(SHA256.HashData(file.AsSpan(1000)))))).Expect(204);

        foreach (string other in new[] { "portal-2", "officer" })
        {
            Caller stranger = await service.AsAsync(other);
            (await stranger.SendAsync(HttpMethod.Head, path, null, ("Tus-Resumable", "1.0.0"))).Expect(404);
            (await AppendAsync(stranger, path, 0, file)).ExpectProblem(404, "upload.not-found");
            (await stranger.SendAsync(HttpMethod.Delete, path, null, ("Tus-Resumable", "1.0.0"))).ExpectProblem(404, "upload.not-found");
            (await ReferAsync(stranger, id, path)).ExpectProblem(404, "upload.not-found");
        }

        (await ReferAsync(portal, Guid.NewGuid(), path)).ExpectProblem(404, "case.not-found");
        (await ReferAsync(portal, id, path)).Expect(201);
        (await ReferAsync(portal, id, path)).ExpectProblem(404, "upload.not-found");
    }

    [Fact]
    public async Task Uploads_ThatCantBe_AreRefused()
    {
        Caller portal = await service.AsAsync("portal");
        (await CreateAsync(portal, 0, null)).ExpectProblem(400, "request.malformed");
        (await CreateAsync(portal, (2 << 20) + 1, null)).ExpectProblem(413, "request.too-large");
        (await CreateAsync(portal, 10, "not-a-hash")).ExpectProblem(400, "request.malformed");
        (await CreateAsync(portal, 10, null, type: "text/html")).ExpectProblem(415, "request.unsupported-media-type");
        (await portal.SendAsync(HttpMethod.Post, "/v1/uploads", null, ("Upload-Length", "10"))).ExpectProblem(412, "upload.version");
        Answer offer = (await service.Anyone.SendAsync(HttpMethod.Options, "/v1/uploads", null)).Expect(204);
        Assert.Equal("creation,expiration,checksum,termination", offer.Headers["Tus-Extension"]);

        string path = (await CreateAsync(portal, 3, Sha("abc"u8.ToArray()))).Expect(201).Headers["Location"];
        (await AppendAsync(portal, path, 0, "abd"u8.ToArray())).ExpectProblem(460, "upload.hash-mismatch");
        (await AppendAsync(portal, path, 3, [])).ExpectProblem(404, "upload.not-found");
    }

    private static string Sha(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The PDF with a long comment of chance before its cross-reference section.</summary>
    private static byte[] Padded(byte[] pdf, int length)
    {
        byte[] padding = new byte[length - pdf.Length];
        new Random(1).NextBytes(padding);
        for (int i = 0; i < padding.Length; i++)
        {
            padding[i] = (byte)('A' + (padding[i] % 26));
        }

        padding[0] = (byte)'%';
        padding[^1] = (byte)'\n';
        string text = Encoding.Latin1.GetString(pdf);
        int told = text.LastIndexOf("startxref", StringComparison.Ordinal) + 10;
        int references = int.Parse(text[told..text.IndexOf('\n', told)], System.Globalization.CultureInfo.InvariantCulture);
        return [.. pdf.AsSpan(0, references), .. padding, .. pdf.AsSpan(references, told - references), .. Encoding.ASCII.GetBytes($"{references + padding.Length}\n%%EOF\n")];
    }

    internal static Task<Answer> CreateAsync(Caller caller, long length, string? sha256, string type = "application/pdf")
    {
        string metadata = "filetype " + Convert.ToBase64String(Encoding.UTF8.GetBytes(type)) + (sha256 is null ? "" : ",sha256 " + Convert.ToBase64String(Encoding.UTF8.GetBytes(sha256)));
        return caller.SendAsync(HttpMethod.Post, "/v1/uploads", null, ("Tus-Resumable", "1.0.0"), ("Upload-Length", length.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("Upload-Metadata", metadata));
    }

    internal static Task<Answer> AppendAsync(Caller caller, string path, long offset, byte[] piece, params (string Name, string Value)[] more) => caller.SendAsync(
        HttpMethod.Patch, path, new ByteArrayContent(piece) { Headers = { ContentType = new MediaTypeHeaderValue(PieceType) } },
        [("Tus-Resumable", "1.0.0"), ("Upload-Offset", offset.ToString(System.Globalization.CultureInfo.InvariantCulture)), .. more]);

    private static Task<Answer> ReferAsync(Caller caller, Guid id, string path) =>
        caller.SendAsync(HttpMethod.Post, $"/v1/cases/{id}/document", null, ("Upload-Reference", path.Split('/')[^1]));
}
