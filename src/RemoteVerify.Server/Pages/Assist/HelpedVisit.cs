namespace RemoteVerify.Server.Pages.Assist;

/// <summary>The page is a helped person's, on a helper's machine: it shows how to hand the machine back.</summary>
/// <param name="Ticket">The word of the visit's addresses.</param>
public sealed record HelpedVisit(string Ticket)
{
    public override string ToString() => nameof(HelpedVisit);
}
