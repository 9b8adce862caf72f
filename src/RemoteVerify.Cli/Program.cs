using System.CommandLine;
using RemoteVerify.Cli;

RootCommand root = new("RemoteVerify: remote identity verification and e-signature, on the command line.");
foreach (Command command in CommandTable.All())
{
    root.Subcommands.Add(command);
}

return await CommandRunner.RunAsync(root, args);
