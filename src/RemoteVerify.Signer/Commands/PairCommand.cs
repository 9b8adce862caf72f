using System.CommandLine;
using System.Text.Json;
using RemoteVerify.Signer.Pairing;

namespace RemoteVerify.Signer.Commands;

/// <summary>Lets the pages of one service ask this signer; prints the token once.</summary>
internal static class PairCommand
{
    public static Command Create()
    {
        Option<string> origin = new("--origin") { Description = "Address of the service's pages, https://host[:port]; http only on this machine.", Required = true };
        Option<bool> remove = new("--remove") { Description = "Ends the pairing." };
        Option<string?> state = StateOption.Create();
        Option<bool> json = new("--json") { Description = "One JSON document on standard output." };
        Command command = new("pair", "Let the pages of a service ask this signer. The token is shown once; type it into the page.") { origin, remove, state, json };
        command.SetAction(parsed =>
        {
            PairingFile file = new(StateOption.Folder(parsed.GetValue(state)));
            Origin paired = Origin.Parse(parsed.GetValue(origin)!);
            if (parsed.GetValue(remove))
            {
                bool found = file.Remove(paired);
                Print(parsed.GetValue(json), new { origin = paired.ToString(), removed = found }, found ? $"{paired} is no longer paired." : $"{paired} was not paired.");
                return found ? 0 : 1;
            }

            string token = file.Pair(paired, TimeProvider.System.GetUtcNow());
            Print(parsed.GetValue(json), new { origin = paired.ToString(), token }, $"{paired} is paired. Mã ghép nối / pairing token (shown once, type it into the page): {token}");
            return 0;
        });
        return command;
    }

    private static void Print(bool json, object document, string sentence) => Console.Out.WriteLine(json ? JsonSerializer.Serialize(document) : sentence);
}
