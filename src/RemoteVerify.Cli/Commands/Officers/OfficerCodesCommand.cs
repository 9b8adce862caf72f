using System.CommandLine;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.SignIn;
using RemoteVerify.Cli.Commands.Procedures;
using RemoteVerify.Storage;

namespace RemoteVerify.Cli.Commands.Officers;

/// <summary><c>rv officers codes</c>: gives an officer one-time codes, from an app or as a printed list, or ends a lock-out.</summary>
internal static class OfficerCodesCommand
{
    public static Command Create()
    {
        Argument<string> account = new("account") { Description = "The officer's id in the file of clients." };
        Option<string> tenant = new("--tenant") { Description = "The officer's tenant.", Required = true };
        ServiceStore store = new();
        Option<int> list = new("--list") { Description = $"Print a list of so many single-use codes (1 to {EnrolOneTimeCodes.MostListed}) instead of setting up an app." };
        Option<bool> unlock = new("--unlock") { Description = "End a lock-out after too many wrong codes; gives no new codes." };
        Option<bool> json = CommandTable.Json();
        Command command = new("codes", "Set up an officer's one-time codes. What is printed is shown once: hand it over face to face.") { account, tenant, list, unlock, json };
        store.AddTo(command);
        list.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() is < 1 or > EnrolOneTimeCodes.MostListed)
            {
                given.AddError($"--list takes a number from 1 to {EnrolOneTimeCodes.MostListed}.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using RelationalStorage storage = await store.OpenAsync(parsed, cancellationToken);
            Desk desk = new(storage, TimeProvider.System);
            Actor actor = Actor.Service(new TenantId(parsed.GetValue(tenant)!));
            string officer = parsed.GetValue(account)!;
            Output output = new(parsed.GetValue(json));
            return parsed.GetValue(unlock)
                ? Print(output, await new UnlockOneTimeCodes(desk).DoAsync(actor, officer, cancellationToken), _ => new { officer, unlocked = true }, (_, writer) => writer.WriteLine("The account is open again."))
                : Print(output, await new EnrolOneTimeCodes(desk).DoAsync(actor, officer, parsed.GetValue(list), cancellationToken), given => new { officer, appAddress = given.AppAddress, list = given.List }, Write);
        });
        return command;
    }

    private static int Print<T>(Output output, Outcome<T> outcome, Func<T, object> document, Action<T, TextWriter> people)
    {
        if (outcome.Refusal is { } refusal)
        {
            throw CommandException.Environment($"{refusal.Message} ({refusal.Code})");
        }

        output.Answer(document(outcome.Value), writer => people(outcome.Value, writer));
        return ExitCodes.Positive;
    }

    private static void Write(EnrolledCodes given, TextWriter writer)
    {
        if (given.AppAddress is { } address)
        {
            writer.WriteLine("Enter this address into the officer's authenticator app (as a QR code or by hand); it is not shown again:");
            writer.WriteLine(address);
            return;
        }

        writer.WriteLine("Each code is good once, in any order. Codes of an earlier list count no more.");
        for (int i = 0; i < given.List.Count; i++)
        {
            writer.WriteLine($"{i + 1,4}  {given.List[i]}  ________");
        }
    }
}
