using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>Who does not sign has signed nothing, and is told how to go on.</summary>
public sealed class NotSignedModel(CitizenVisit visits, CitizenRoad road, PageTexts texts, IServicePointDirectory points) : CitizenStep(visits, road, texts)
{
    /// <summary>What is wrong was sent to the office.</summary>
    public bool IsTold { get; private set; }

    public IReadOnlyList<ServicePoint> Points => points.List(Visitor.Tenant);

    public IActionResult OnGet(bool told)
    {
        IsTold = told;
        return Found.HasSigned ? Onward() : Page();
    }
}
