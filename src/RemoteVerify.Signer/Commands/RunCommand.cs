using System.CommandLine;
using RemoteVerify.Signer.Approving;
using RemoteVerify.Signer.Keys;
using RemoteVerify.Signer.Pairing;
using RemoteVerify.Signer.Serving;

namespace RemoteVerify.Signer.Commands;

/// <summary>Opens the keys and serves the paired pages until it is stopped.</summary>
internal static class RunCommand
{
    public const int DefaultPort = 47115;

    public static Command Create()
    {
        KeyOptions keys = new();
        Option<int> port = new("--port") { Description = $"Port on 127.0.0.1.", DefaultValueFactory = _ => DefaultPort };
        Option<int> seconds = new("--seconds") { Description = "How long the officer may think about a question, 5 to 600.", DefaultValueFactory = _ => 120 };
        Option<string> ask = new("--ask") { Description = "Where the officer is asked: terminal or dialog (zenity).", DefaultValueFactory = _ => "terminal" };
        ask.AcceptOnlyFromAmong("terminal", "dialog");
        Option<string?> state = StateOption.Create();
        Command command = new("run", "Serve the paired pages on 127.0.0.1 and ask before every signature.") { port, seconds, ask, state };
        keys.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            int patience = parsed.GetValue(seconds);
            if (patience is < 5 or > 600 || parsed.GetValue(port) is < 1024 or > 65535)
            {
                throw SignerException.WrongUse("--seconds is from 5 to 600, --port from 1024 to 65535.");
            }

            keys.Require(parsed);
            IApproval approval = ApprovalOf(parsed.GetValue(ask)!);
            IReadOnlyList<OfficerKey> opened = keys.Open(parsed);
            try
            {
                using SigningDesk desk = new(opened, approval, TimeSpan.FromSeconds(patience), TimeProvider.System);
                using SignerHost host = new(parsed.GetValue(port), new PairingFile(StateOption.Folder(parsed.GetValue(state))), desk);
                await host.RunAsync(cancellationToken);
            }
            finally
            {
                foreach (OfficerKey key in opened)
                {
                    key.Dispose();
                }
            }
        });
        return command;
    }

    private static IApproval ApprovalOf(string ask) => ask switch
    {
        "dialog" => DialogApproval.IsThere ? new DialogApproval() : throw SignerException.Environment("There is no desktop with zenity to ask on. Install zenity, or leave --ask out and start the signer in a terminal."),
        _ => Terminal.IsThere ? new TerminalApproval() : throw SignerException.Environment("There is no terminal to ask the officer on. Start the signer in a terminal, or use --ask dialog; nothing is signed without asking."),
    };
}
