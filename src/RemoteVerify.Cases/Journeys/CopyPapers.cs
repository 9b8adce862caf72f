using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys;

/// <summary>The head of a copy, from the agency's letterhead and the procedure's template.</summary>
internal static class CopyPapers
{
    /// <param name="hasSealShown">False for copies under Decree 30/2020, which show no picture of the seal.</param>
    public static PaperHead Head(
        CaseFile file, Procedure procedure, PaperKind kind, AgencyProfile agency, VerificationCode code, CheckPlace place, DateTimeOffset at, bool hasSealShown = true) =>
        PreparedPapers.Head(file, agency.Lines, agency.Place, code, place, at) with
        {
            TemplateId = procedure.Templates.GetValueOrDefault(kind.Code),
            SealSlot = hasSealShown ? SlotNames.Seal : null,
        };
}
