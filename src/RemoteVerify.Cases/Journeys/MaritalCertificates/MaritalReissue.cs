// Decided here: a certificate serves only the purpose that is printed on it (Circular 04/2020 article 12), so one for another purpose is
// another result and is issued; one for the same purpose, and for a marriage with the same person at the same place, is used again. For a
// marriage there is one copy: while a certificate for any marriage is valid, a second one is not issued on any ground; the earlier one is
// handed back first, which an officer records by ending it.
using System.Globalization;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Journeys.MaritalCertificates;

/// <summary>
/// Asks the repository before a certificate is issued: when the dossier is taken in, which is the first act of the office after chip and face
/// proved who asks, and again when the certificate is composed, because another case may have come to its end meanwhile.
/// </summary>
internal static class MaritalReissue
{
    /// <summary>The refusal that stands against the certificate, with the look-up kept; null where it may be issued, and in other journeys.</summary>
    public static async Task<Refusal?> AskAsync(Work work, Procedure procedure, Case current, TrueOriginalNeeded? exception, CancellationToken cancellationToken)
    {
        if (procedure is not { Journey: JourneyKind.MaritalCertificate, Reissue: { } rule, Marital: { } options })
        {
            return null;
        }

        CaseFile file = current.File;
        var earlier = new EarlierCertificates(work, file, MaritalOrders.Subject(file).PersonalNumber);
        var question = new ReissueQuestion(file.Id, file.ProcedureCode, [earlier.Subject]) { IsSame = (document, ct) => earlier.IsSameAsync(document, rule.SameFields, true, ct) };
        if (!(await ReissueRule.CheckAsync(work, question, exception, cancellationToken)).TryGet(out IReadOnlyList<ResultLookUp>? answers, out Refusal? refusal))
        {
            return refusal with { AllowedActions = [.. Allowed(current), .. refusal.AllowedActions] };
        }

        if (MaritalPurposes.Find(options, file.Dossier)?.MaximumCopies is not { } most)
        {
            return null;
        }

        List<string> counted = [];
        foreach (PublishedId id in answers.SelectMany(answer => answer.Found).Where(found => found.State == "valid").Select(found => found.Id).Distinct())
        {
            if (await work.Unit.Published.FindAsync(id, cancellationToken) is { } document && await earlier.IsSameAsync(document, [MaritalPurposes.Field], false, cancellationToken))
            {
                counted.Add(id.ToString());
            }
        }

        return counted.Count < most
            ? null
            : work.RefuseAndKeep(new Refusal(
                RefusalCode.CopiesMaximumReached,
                string.Create(CultureInfo.InvariantCulture, $"For this purpose {most} may be given out, and an earlier certificate is still valid. Have it handed back and end it with that reason, then go on."),
                [.. Allowed(current), Act.RevokeResult.Code],
                [string.Create(CultureInfo.InvariantCulture, $"maximum:{most}"), .. counted]));
    }

    private static string[] Allowed(Case current) => [.. current.Allowed.Select(act => act.Code)];

    /// <summary>Compares the request with what earlier cases of the same person stated.</summary>
    private sealed class EarlierCertificates(Work work, CaseFile file, string subject)
    {
        /// <summary>Personal number of the person whom the certificate is about.</summary>
        public string Subject => subject;

        /// <summary>True when the certificate is about the same person and equal in the named fields.</summary>
        /// <param name="document">A stored certificate.</param>
        /// <param name="fields">Fields of the form.</param>
        /// <param name="whenUnknown">The answer where nobody knows what it was for: digitised, or its dossier destroyed.</param>
        /// <param name="cancellationToken">Stops it.</param>
        public async Task<bool> IsSameAsync(PublishedDocument document, IReadOnlyList<string> fields, bool whenUnknown, CancellationToken cancellationToken)
        {
            Case? issued = document.Provenance == ResultProvenance.Case ? await work.Unit.Cases.FindAsync(document.Tenant, document.CaseId, cancellationToken) : null;
            return issued is null
                ? whenUnknown && document.Owners.All(owner => owner.PersonalNumber == subject)
                : MaritalOrders.Subject(issued.File).PersonalNumber == subject
                    && fields.All(field => FieldFaults.Clean(issued.File.Dossier.Value(field)) == FieldFaults.Clean(file.Dossier.Value(field)));
        }
    }
}
