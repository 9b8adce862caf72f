using System.Security.Cryptography;
using System.Text.Json.Nodes;
using RemoteVerify.Storage.Tests.Files.Fetching;
using RemoteVerify.TestKit;

namespace RemoteVerify.Cli.Tests.Commands.Models;

/// <summary>A root with the repository's manifest, in which the files of the standard set are random bytes that a server on loopback serves.</summary>
internal sealed class ModelInstallation : IAsyncDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly Dictionary<string, byte[]> _files = [];

    private ModelInstallation(HttpsFileServer server) => Server = server;

    public HttpsFileServer Server { get; }

    /// <summary>What was fetched lies here.</summary>
    public string Fetched => Path.Combine(_folder.Path, "cache", "models");

    public string this[string name] => _folder[name];

    public IReadOnlyDictionary<string, byte[]> Files => _files;

    public static async Task<ModelInstallation> CreateAsync()
    {
        ModelInstallation made = new(await HttpsFileServer.StartAsync());
        JsonNode manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "models", "manifest.json")))!;
        foreach (JsonNode? model in manifest["models"]!.AsArray().Where(model => model!["source"]!["address"] is not null))
        {
            string name = model!["fileName"]!.GetValue<string>();
            byte[] bytes = made._files[name] = RandomNumberGenerator.GetBytes(50_000);
            model["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes));
            model["sizeBytes"] = bytes.Length;
            model["source"]!["address"] = new Uri(made.Server.Https, name).ToString();
            made.Server[$"/{name}"] = HttpsFileServer.File(bytes);
        }

        Directory.CreateDirectory(made._folder["models"]);
        // What a set's fusion was measured with is named by hash, too.
        foreach (JsonNode? measured in manifest["sets"]!.AsArray().SelectMany(set => set!["attackFusion"]?["models"]?.AsArray() ?? []))
        {
            measured!["sha256"] = manifest["models"]!.AsArray().Single(model => (string?)model!["id"] == (string?)measured["id"])!["sha256"]!.GetValue<string>();
        }

        File.WriteAllText(Path.Combine(made._folder["models"], "manifest.json"), manifest.ToJsonString());
        File.WriteAllText(made._folder["root.pem"], made.Server.Certificate.ExportCertificatePem());
        return made;
    }

    /// <summary>Runs a command of <c>rv models</c> on this root; nothing of the machine's own model folders is seen.</summary>
    public Task<CommandAnswer> RunAsync(params string[] arguments) => CommandLine.RunWithAsync(
        new Dictionary<string, string> { ["RV_ROOT"] = _folder.Path, ["RV_CACHE"] = _folder["cache"], ["RV_MODEL_MIRROR"] = "", ["RV_MODEL_SET"] = "" },
        ["models", .. arguments]);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _folder.Dispose();
    }
}
