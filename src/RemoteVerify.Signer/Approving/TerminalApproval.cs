namespace RemoteVerify.Signer.Approving;

/// <summary>Asks on the terminal; anything but a clear yes is a no.</summary>
internal sealed class TerminalApproval : IApproval
{
    private static readonly string[] Yes = ["y", "yes", "ky", "ký"];

    public async Task<bool> AskAsync(SigningQuestion question, CancellationToken cancellationToken)
    {
        Terminal.Say("");
        foreach (string line in question.Lines())
        {
            Terminal.Say(line);
        }

        string answer = await Terminal.AskAsync("Ký? / Sign? [ky/KHONG, y/N] ", echo: true, cancellationToken);
        return Yes.Contains(answer.Trim().Normalize(), StringComparer.OrdinalIgnoreCase);
    }
}
