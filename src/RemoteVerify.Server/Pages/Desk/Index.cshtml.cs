namespace RemoteVerify.Server.Pages.Desk;

/// <summary>The queue of the desk.</summary>
public sealed class IndexModel : DeskPage
{
    public void OnGet()
    {
    }
}
