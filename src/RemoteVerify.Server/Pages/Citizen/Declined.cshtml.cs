using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>Who does not agree loses nothing but the way online: the officer and the service point do it in person.</summary>
public sealed class DeclinedModel(CitizenVisit visits, CitizenRoad road, PageTexts texts, IServicePointDirectory points) : CitizenStep(visits, road, texts)
{
    public IReadOnlyList<ServicePoint> Points => points.List(Visitor.Tenant);

    /// <summary>The questions that were answered with no.</summary>
    public IReadOnlyList<ConsentText> Questions => [.. Found.Procedure.Consents.Where(text => Found.Declined.Contains(text.Purpose))];

    public IActionResult OnGet() => Questions.Count > 0 ? Page() : Onward();
}
