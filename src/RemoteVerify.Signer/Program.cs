using System.CommandLine;
using RemoteVerify.Signer.Commands;

RootCommand root = new("The officer's signer: signs prepared digests with the officer's own key on the officer's own machine, after asking.");
root.Subcommands.Add(PairCommand.Create());
root.Subcommands.Add(RequestCommand.Create());
root.Subcommands.Add(RunCommand.Create());
return await CommandRunner.RunAsync(root, args);
