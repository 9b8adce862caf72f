using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RemoteVerify.Storage.Files.Fetching;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Cli.Commands.Models;

/// <summary><c>rv models pull</c>: fetches the files of a set from where they are published, checked by hash.</summary>
internal static class ModelsPullCommand
{
    public static Command Create()
    {
        Option<bool> json = CommandTable.Json();
        Option<string> set = new("--set") { Description = "The model set.", DefaultValueFactory = _ => "standard" };
        Option<string> trust = new("--trust") { Description = "PEM file with the root certificates to trust in place of the machine's, for a server of your own." };
        Option<bool> quick = new("--quick") { Description = "Try without patience, say in one line what is here, and end well when any set can be used; ./rv setup does this." };
        Command command = new("pull", "Fetch the files of a set that are missing, from the addresses in models/manifest.json.") { set, trust, quick, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            ModelCatalog catalog = Cli.Models.Catalog(parsed.GetValue(set)!);
            bool inHaste = parsed.GetValue(quick);
            ModelPull pull = new(Options(parsed.GetValue(trust), inHaste), inHaste);
            await pull.RunAsync(catalog, cancellationToken);
            Output output = new(parsed.GetValue(json));
            return inHaste ? QuickAnswer(output, pull, catalog) : Answer(output, pull, catalog);
        });
        return command;
    }

    private static int Answer(Output output, ModelPull pull, ModelCatalog catalog)
    {
        bool complete = pull.Failures.Count == 0;
        output.Answer(
            new { set = catalog.Set.Name, complete, failures = pull.Failures, fetched = pull.Fetched, folder = Installation.FetchedModels },
            writer => writer.WriteLine(complete ? $"The model set {catalog.Set.Name} is complete." : string.Join(Environment.NewLine, pull.Failures)));
        return complete ? ExitCodes.Positive : ExitCodes.Environment;
    }

    private static int QuickAnswer(Output output, ModelPull pull, ModelCatalog wanted)
    {
        ModelCatalog chosen = Cli.Models.Catalog(Cli.Models.DefaultSet);
        bool usable = chosen.Missing().Count == 0;
        string origin = pull.Failures.Count > 0 ? $"the set {wanted.Set.Name} could not be had: {pull.Failures[0]}" : pull.Fetched.Count > 0 ? $"{pull.Fetched.Count} files were fetched" : "nothing had to be fetched";
        output.Answer(
            new { set = wanted.Set.Name, complete = pull.Failures.Count == 0, failures = pull.Failures, fetched = pull.Fetched, inUse = chosen.Set.Name, grade = chosen.Grade, usable },
            writer => writer.WriteLine($"models: {(usable ? $"using the set {chosen.Set.Name} ({chosen.Grade} grade)" : "no set is complete, so faces can't be judged")}; {origin}"));
        return usable ? ExitCodes.Positive : ExitCodes.Negative;
    }

    /// <summary>In haste an unreachable network costs three seconds, and a slow one not much more.</summary>
    private static ModelFetchOptions Options(string? trust, bool inHaste) => inHaste
        ? new ModelFetchOptions { ConnectTimeout = TimeSpan.FromSeconds(3), SilenceTimeout = TimeSpan.FromSeconds(5), FileTimeout = TimeSpan.FromSeconds(60), TrustedRoots = Roots(trust) }
        : new ModelFetchOptions { TrustedRoots = Roots(trust) };

    private static X509Certificate2Collection? Roots(string? file)
    {
        if (file is null)
        {
            return null;
        }

        X509Certificate2Collection roots = [];
        try
        {
            roots.ImportFromPem(System.Text.Encoding.ASCII.GetString(InputFiles.Read(file)));
        }
        catch (CryptographicException)
        {
            throw CommandException.WrongUse($"{file} holds a certificate that can't be read.");
        }

        return roots.Count > 0 ? roots : throw CommandException.WrongUse($"{file} holds no certificate in PEM form.");
    }
}
