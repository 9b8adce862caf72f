using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.Requests;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.MaritalCertificates;

/// <summary>The certificate's order from the dossier; draft and certificate differ in their head only.</summary>
public static class MaritalOrders
{
    /// <summary>Whom the certificate is about.</summary>
    public static Participant Subject(CaseFile file) =>
        file.Participants.FirstOrDefault(p => p.Kind == ParticipantKind.Subject) ?? file.Participants.First(p => p.Signs);

    public static Outcome<MaritalCertificateOrder> Of(PaperHead head, CaseFile file, Procedure procedure, MaritalStatus status, PaperSigner signer)
    {
        MaritalOptions options = procedure.Marital!;
        Dossier dossier = file.Dossier;
        if (!MaritalPurposes.Of(procedure, dossier).TryGet(out CertificatePurpose? purpose, out Refusal? refusal))
        {
            return refusal;
        }

        string Printed(string field) => procedure.Form.FirstOrDefault(rule => rule.Id == field) is { } rule && dossier.Value(field) is { } value ? RequestLines.Print(rule, value) : string.Empty;
        string identity = procedure.Form.FirstOrDefault(rule => rule.Id == "personal-number") is { } number ? $"{number.TitleVi} {Printed("personal-number")}" : string.Empty;
        var subject = new MaritalSubject(
            Printed("full-name"), Printed("birth-date"), Printed("sex"), Printed("ethnicity"), Printed("nationality"), identity, Printed("residence"));
        ResidencePeriod? period = FieldFaults.Date(dossier.Value("residence-from")) is { } from
            ? new ResidencePeriod(Printed("residence"), from, FieldFaults.Date(dossier.Value("residence-until")) ?? VietnamTime.Day(head.IssuedAt))
            : null;
        string requester = file.Participants.FirstOrDefault(p => p.Kind == ParticipantKind.Applicant)?.FullName ?? file.Participants.First(p => p.Signs).FullName;
        return new MaritalCertificateOrder(
            head with { TemplateId = procedure.Templates.GetValueOrDefault(PaperKind.MaritalCertificate.Code) },
            requester, subject, MaritalPhrases.ToPaper(options, status), period, purpose, options.ValidityMonths, signer);
    }
}
