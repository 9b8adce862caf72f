using System.CommandLine;
using RemoteVerify.Cli.Commands.Backup;
using RemoteVerify.Cli.Commands.Procedures;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Backups.Escrow;

namespace RemoteVerify.Cli.Commands.Keys;

/// <summary><c>rv keys escrow</c>: shares of the master key on paper, one page for each holder.</summary>
internal static class EscrowCommand
{
    private static readonly Option<int> Shares = new("--shares") { Description = "Shares to make, 2 to 20.", Required = true };
    private static readonly Option<int> Threshold = new("--threshold") { Description = "Shares that will be needed, at least 2.", Required = true };
    private static readonly Option<string> Target = new("--out") { Description = "An empty or new folder for the papers, best on a memory disk.", Required = true };
    private static readonly Option<string> Organisation = new("--organisation") { Description = "Whose key it is, as it stands on the papers.", Required = true };
    private static readonly Option<string[]> Holders = new("--holder") { Description = "Who gets the next share, as it stands on the paper; once for each share or not at all.", AllowMultipleArgumentsPerToken = true };

    public static Command Create()
    {
        ServiceStore store = new();
        Option<bool> json = CommandTable.Json();
        Command command = new("escrow", "Split the master key into shares on paper: any --threshold of them give it back, fewer say nothing. Print, hand over, destroy the files.")
        {
            Shares, Threshold, Target, Organisation, Holders, json,
        };
        store.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            (int shares, int threshold, string[] holders) = (parsed.GetValue(Shares), parsed.GetValue(Threshold), parsed.GetValue(Holders) ?? []);
            if (threshold < 2 || shares < threshold || shares > 20)
            {
                throw CommandException.WrongUse("--threshold is at least 2 and at most --shares, which is at most 20.");
            }

            if (holders.Length != 0 && holders.Length != shares)
            {
                throw CommandException.WrongUse($"--holder is given {holders.Length} times; give it for each of the {shares} shares, or not at all.");
            }

            string folder = parsed.GetValue(Target)!;
            if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            {
                throw CommandException.WrongUse($"{folder} is not empty; shares of two escrows must not lie side by side.");
            }

            await using RelationalStorage storage = await store.OpenAsync(parsed, cancellationToken);
            EscrowPaper paper = new(PaperFonts.Read(PaperFonts.DefaultFolder), EscrowTexts.Read(), parsed.GetValue(Organisation)!, TimeProvider.System.GetUtcNow());
            Directory.CreateDirectory(folder);
            List<string> files = [];
            IReadOnlyList<EscrowShare> made = await ServiceStore.ExplainAsync(() => EscrowRecord.MakeAsync(storage, threshold, shares, cancellationToken));
            foreach (EscrowShare share in made)
            {
                string file = Path.Combine(folder, $"share-{share.Set}-{share.Number}-of-{share.Shares}.pdf");
                KeyFile.WriteNew(file, paper.Compose(share, holders.Length == 0 ? null : holders[share.Number - 1]));
                files.Add(file);
            }

            new Output(parsed.GetValue(json)).Answer(
                new { set = made[0].Set, threshold, shares, files },
                writer => writer.WriteLine(
                    $"Escrow {made[0].Set}: {shares} papers in {folder}, any {threshold} give the key. Print each for its holder, then destroy the files (shred). Try the recovery with {threshold} of them before you rely on it."));
            return ExitCodes.Positive;
        });
        return command;
    }
}
