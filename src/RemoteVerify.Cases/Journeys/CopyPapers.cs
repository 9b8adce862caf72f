using RemoteVerify.Cases.Copies;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Sealing;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys;

/// <summary>The head of a copy, from the agency's letterhead and the procedure's template.</summary>
internal static class CopyPapers
{
    public static PaperHead Head(
        CaseFile file, Procedure procedure, PaperKind kind, OrganisationSealKey agency, VerificationCode code, CheckPlace place, DateTimeOffset at) =>
        PreparedPapers.Head(file, agency.Letterhead, agency.PlaceName, code, place, at) with
        {
            TemplateId = procedure.Templates.GetValueOrDefault(kind.Code),
        };
}
