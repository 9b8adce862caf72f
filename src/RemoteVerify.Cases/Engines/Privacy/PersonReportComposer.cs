using System.Globalization;
using RemoteVerify.Cases.Privacy;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines.Privacy;

/// <summary>Composes the readable copy of what is held about a person.</summary>
public sealed class PersonReportComposer(DocumentFonts fonts) : IPersonReportComposer
{
    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Compose(PersonReport report)
    {
        ArgumentNullException.ThrowIfNull(report);

        // The words and the terms of this paper were not compared with the law by a lawyer.
        PrivacySheet sheet = new(fonts, "person-title", report.Office, report.MadeAt, isTest: PrivacyTerms.Delivered.Requests.Any(term => !term.LegalReview.IsVerified));
        sheet.Say(PrivacySheet.Word("person-intro"));
        sheet.Facts(("office", report.Office), ("person-name", report.Person.FullName), ("person-number", report.Person.PersonalNumber), ("made-at", VietnamTime.Print(report.MadeAt)));
        sheet.Section(PrivacySheet.Word("cases"));
        if (report.Cases.Count == 0)
        {
            sheet.Say(PrivacySheet.Word("none"));
        }

        foreach (PersonCase one in report.Cases)
        {
            Case(sheet, one);
        }

        sheet.Section(PrivacySheet.Word("results"));
        sheet.Rows([2.2, 1, 1.4, 1], ["col-name", "col-value", "col-at", "col-state"],
            [.. report.Results.Select(result => new[] { result.Title, result.Number ?? "-", VietnamTime.Print(result.IssuedAt), result.State })]);
        sheet.Section(PrivacySheet.Word("shares"));
        sheet.Rows([1, 3], ["col-at", "col-text"],
            [.. report.Shares.Select(share => new[]
            {
                VietnamTime.Print(share.GivenAt),
                PrivacySheet.Word("share-line", share.Recipient ?? PrivacySheet.Word("share-bearer"), share.Purpose, VietnamTime.Print(share.ExpiresAt), share.Uses),
            })]);
        sheet.Section(PrivacySheet.Word("requests"));
        sheet.Rows([1.2, 1, 1, 2.4], ["col-at", "col-what", "col-state", "col-text"],
            [.. report.Requests.Select(request => new[]
            {
                VietnamTime.Print(request.At), PrivacySheet.Word($"kind-{request.Kind}"), PrivacySheet.Word($"request-{request.State}"), request.Answer is { } answer ? $"{request.Text}\n{answer}" : request.Text,
            })]);
        sheet.Section(PrivacySheet.Word("records"));
        sheet.Rows([1.3, 1.8, 2.2, 1.2], ["col-at", "col-what", "col-who", "col-purpose"],
            [.. report.Records.Select(record => new[] { VietnamTime.Print(record.At), Done(record), $"{record.Office}, {record.Role}", record.Purpose ?? "-" })]);
        if (report.NotIncluded.Count > 0)
        {
            sheet.Section(PrivacySheet.Word("not-included"));
            sheet.Composer.List(report.NotIncluded);
        }

        return sheet.ToPdf();
    }

    private static void Case(PrivacySheet sheet, PersonCase one)
    {
        sheet.Section(PrivacySheet.Word("case", one.Code), 3);
        sheet.Facts(
            ("case-title", one.Title), ("case-procedure", one.Procedure), ("case-state", PrivacySheet.Word($"status-{one.Status}")), ("case-opened", VietnamTime.Print(one.OpenedAt)), ("case-role", one.Role),
            ("case-declared", $"{one.DeclaredName}, {one.DeclaredNumber}"), ("files", string.Join('\n', one.Files.Select(file => file[(file.IndexOf('/', "cases/".Length) + 1)..]))));
        Optional(sheet, "fields", [1.4, 2, 1.2], ["col-name", "col-value", "col-source"], [.. one.Fields.Select(field => new[] { field.Name, field.Value, PrivacySheet.Word($"source-{field.Source}") })]);
        Optional(sheet, "consents", [1.4, 1.4, 2], ["col-purpose", "col-at", "col-state"],
            [.. one.Consents.Select(consent => new[]
            {
                consent.Purpose, VietnamTime.Print(consent.At),
                PrivacySheet.Word(consent.Given ? "consent-yes" : "consent-no") + (consent.WithdrawnAt is { } at ? $". {PrivacySheet.Word("consent-withdrawn", VietnamTime.Print(at))}" : ""),
            })]);
        Optional(sheet, "papers", [0.6, 1.6, 1.2, 1.8], ["col-name", "col-value", "col-at", "col-basis"],
            [.. one.Papers.Select(paper => new[] { paper.Id, paper.Need, VietnamTime.Print(paper.At), paper.LegalBasis ?? "-" })]);
        Optional(sheet, "verifications", [1.2, 3], ["col-at", "col-text"], [.. one.Verifications.Select(verification => new[] { VietnamTime.Print(verification.StartedAt), Text(verification) })]);
        Optional(sheet, "messages", [1.2, 3], ["col-at", "col-text"], [.. one.Messages.Select(message => new[] { VietnamTime.Print(message.At), message.Text })]);
        Optional(sheet, "appointments", [1.2, 3], ["col-at", "col-text"], [.. one.Appointments.Select(appointment => new[] { VietnamTime.Print(appointment.At), appointment.ServicePoint })]);
        Optional(sheet, "retention", [2.4, 2.2, 1.2, 1], ["col-class", "col-basis", "col-until", "col-state"],
            [.. one.Retention.Select(kept => new[]
            {
                kept.What, kept.Basis, kept.Until is { } until ? VietnamTime.Day(until).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) : "-", PrivacySheet.Word($"state-{kept.State}"),
            })]);
    }

    private static void Optional(PrivacySheet sheet, string title, double[] weights, string[] head, IReadOnlyList<string[]> rows)
    {
        if (rows.Count > 0)
        {
            sheet.Section(PrivacySheet.Word(title), 4);
            sheet.Rows(weights, head, rows);
        }
    }

    private static string Text(PersonVerification verification) => string.Join('\n', new[]
    {
        PrivacySheet.Word($"verification-{verification.State}"),
        verification.ChipName is { } name
            ? PrivacySheet.Word("chip", name, verification.BirthDate, verification.DocumentNumber, verification.ExpiryDate is { Length: > 0 } expiry ? expiry : PrivacySheet.Word("for-good"))
            : null,
    }.OfType<string>()
        .Concat(verification.Captures.Select(capture => PrivacySheet.Word("capture", capture.Number, PrivacySheet.Word($"verdict-{capture.Verdict}"), capture.Pictures)))
        .Append(PrivacySheet.Word("seen-by", verification.SeenByOfficers)));

    private static string Done(AccessRecord record) => record.Result == "done" ? record.What : $"{record.What} ({record.Result})";
}
