using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using RemoteVerify.Cli.Commands.Backup;
using RemoteVerify.Storage.Backups;
using RemoteVerify.Storage.Backups.Escrow;

namespace RemoteVerify.Cli.Commands.Keys;

/// <summary><c>rv keys recover</c>: the master key out of enough shares.</summary>
internal static class RecoverCommand
{
    private static readonly Argument<string[]> Files = new("share")
    {
        Description = "A text file with the lines of one share, or with what a scanner read from its QR code; '-' for standard input, where a blank line ends each share.", Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string> Target = new("--out") { Description = "Where the key goes, as 64 hexadecimal digits; only you may read the file. Never written over another.", Required = true };

    public static Command Create()
    {
        Option<bool> json = CommandTable.Json();
        Command command = new("recover", "Put the master key together from shares.") { Files, Target, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Output output = new(parsed.GetValue(json));
            string target = parsed.GetValue(Target)!;
            try
            {
                List<EscrowShare> shares = [];
                foreach (string file in parsed.GetValue(Files)!)
                {
                    string text = file == "-" ? await Console.In.ReadToEndAsync(cancellationToken) : Encoding.UTF8.GetString(InputFiles.Read(file));
                    shares.AddRange(Apart(text).Select(ShareText.Read));
                }

                byte[] key = MasterKeyEscrow.Recover(shares);
                KeyFile.WriteHex(target, key);
                CryptographicOperations.ZeroMemory(key);
                output.Answer(
                    new { outcome = "RECOVERED", set = shares[0].Set, shares = shares.Select(s => s.Number).Distinct().Order(), file = target },
                    writer => writer.WriteLine($"The key of escrow {shares[0].Set} is in {target}. Use it as --master-key file:{target}."));
                return ExitCodes.Positive;
            }
            catch (BackupException e)
            {
                output.Answer(new { outcome = "REFUSED", fault = e.Fault, message = e.Message }, writer => writer.WriteLine($"Not recovered ({e.Fault}): {e.Message}"));
                return ExitCodes.Negative;
            }
        });
        return command;
    }

    /// <summary>Several shares in one text, with blank lines between; scanned codes are a line each.</summary>
    private static IEnumerable<string> Apart(string text)
    {
        StringBuilder share = new();
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()))
        {
            if (line.StartsWith(ShareText.QrPrefix, StringComparison.OrdinalIgnoreCase))
            {
                yield return line;
            }
            else if (line.Length > 0)
            {
                share.Append(line).Append('\n');
            }
            else if (share.Length > 0)
            {
                yield return share.ToString();
                share.Clear();
            }
        }

        if (share.Length > 0)
        {
            yield return share.ToString();
        }
    }
}
