using System.CommandLine;
using System.Security.Cryptography;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Cli.Commands.Models;

/// <summary><c>rv models pull</c>: fetches the files of a set from where they are published, checked by hash.</summary>
internal static class ModelsPullCommand
{
    private const long MaximumBytes = 64L << 20;

    public static Command Create()
    {
        Option<bool> json = CommandTable.Json();
        Option<string> set = new("--set") { Description = "The model set.", DefaultValueFactory = _ => Cli.Models.DefaultSet };
        Command command = new("pull", "Fetch the files of a set that are missing, from the addresses in models/manifest.json.") { set, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            ModelCatalog catalog = Cli.Models.Catalog(parsed.GetValue(set)!);
            using HttpClient http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10) }) { Timeout = TimeSpan.FromMinutes(5) };
            List<string> failures = [];
            foreach (ModelEntry model in catalog.Missing())
            {
                Output.Message($"fetching {model.FileName}");
                if (await FetchAsync(http, model, cancellationToken) is { } failure)
                {
                    failures.Add($"{model.FileName}: {failure}");
                }
            }

            new Output(parsed.GetValue(json)).Answer(
                new { set = catalog.Set.Name, complete = failures.Count == 0, failures },
                writer => writer.WriteLine(failures.Count == 0 ? $"The model set {catalog.Set.Name} is complete." : string.Join(Environment.NewLine, failures)));
            return failures.Count == 0 ? ExitCodes.Positive : ExitCodes.Environment;
        });
        return command;
    }

    /// <summary>Null when the file is in place, else one sentence; nothing half-written is left.</summary>
    private static async Task<string?> FetchAsync(HttpClient http, ModelEntry model, CancellationToken cancellationToken)
    {
        if (model.Source.Address is not { } address)
        {
            return "it is published nowhere as it is (a converted file); put it into RV_MODEL_MIRROR by hand";
        }

        try
        {
            using HttpResponseMessage answer = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                return $"{address} answered {(int)answer.StatusCode}";
            }

            if (answer.Content.Headers.ContentLength > MaximumBytes)
            {
                return $"{address} offers more than {MaximumBytes >> 20} MiB, which is no model of this project";
            }

            await answer.Content.LoadIntoBufferAsync(MaximumBytes, cancellationToken);
            byte[] bytes = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != model.Sha256)
            {
                return $"what {address} sent has another SHA-256 than the manifest says; it was thrown away";
            }

            string folder = Installation.FetchedModels;
            Directory.CreateDirectory(folder);
            InputFiles.Write(Path.Combine(folder, model.FileName), bytes);
            return null;
        }
        catch (HttpRequestException exception)
        {
            return $"{address} can't be reached ({exception.Message})";
        }
    }
}
