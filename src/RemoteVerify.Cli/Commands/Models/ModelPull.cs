using RemoteVerify.Storage.Files.Fetching;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Cli.Commands.Models;

/// <summary>Fetches what a set lacks, file by file.</summary>
/// <param name="options">Limits and trust.</param>
/// <param name="inHaste">Says nothing on the way, and asks for no further file once one could not be had.</param>
internal sealed class ModelPull(ModelFetchOptions options, bool inHaste)
{
    private readonly List<string> _failures = [];
    private readonly List<string> _fetched = [];

    /// <summary>One sentence for each file that is still missing, as far as it was asked for.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>The files that came.</summary>
    public IReadOnlyList<string> Fetched => _fetched;

    public async Task RunAsync(ModelCatalog catalog, CancellationToken cancellationToken)
    {
        using ModelFetcher fetcher = new(options);
        foreach (ModelEntry model in catalog.Missing())
        {
            if (model.Source.Address is not { } address)
            {
                _failures.Add($"{model.FileName}: {WhyNoAddress(model)}");
                continue;
            }

            if (!inHaste)
            {
                Output.Message($"fetching {model.FileName}");
            }

            ModelFetchResult result = await fetcher.FetchAsync(new ModelFetchOrder(model.FileName, model.Sha256, model.SizeBytes, new Uri(address)), Installation.FetchedModels, cancellationToken);
            if (result.IsDone)
            {
                _fetched.Add(model.FileName);
                continue;
            }

            _failures.Add($"{model.FileName}: {result.Sentence}");
            if (inHaste || result.End is ModelFetchEnd.NoSpace or ModelFetchEnd.NotWritable)
            {
                return;
            }
        }
    }

    private static string WhyNoAddress(ModelEntry model) => model.Source.Kind == "own"
        ? "it belongs to this repository, in models/; the clone is not whole"
        : "it is published nowhere as it is (a converted file); put it into RV_MODEL_MIRROR by hand";
}
