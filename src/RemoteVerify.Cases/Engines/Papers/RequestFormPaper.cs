// Decree 87/2020/ND-CP article 12: the interactive form replaces the form on paper; here it is made readable, to be confirmed and signed.
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines.Papers;

/// <summary>The applicant's request: every field with its source, the pledge, and a place to sign for each who asks.</summary>
internal static class RequestFormPaper
{
    private static readonly ParagraphStyle Small = PaperSheet.Centred with { Text = new TextStyle(11, Italic: true) };

    public static Outcome<ComposedPaper> Compose(RequestFormOrder order, PaperTools tools)
    {
        if (order.Lines.Count == 0 || order.Applicants.Count == 0)
        {
            return PaperComposer.NotAccepted("lines-or-applicants");
        }

        PaperSheet sheet = tools.Sheet(order, new PaperForm(words => SlipParts.Set(words, order.Dossier)));
        sheet.Say("state", PaperSheet.Centred with { Text = new TextStyle(12, Bold: true), SpaceAfter = 0 });
        sheet.Say("motto", PaperSheet.Centred with { Text = new TextStyle(13, Bold: true), SpaceAfter = 10 });
        sheet.Title("title", spaceBefore: 6, spaceAfter: 2);
        sheet.Title("subtitle", 13, spaceBefore: 0);
        sheet.Say("addressee", PaperSheet.Centred with { SpaceAfter = 8 });
        sheet.Say("dossier-line", PaperSheet.Line);
        foreach (RequestApplicant applicant in order.Applicants)
        {
            sheet.Say("applicant-line", PaperSheet.Line, ("applicant-name", applicant.Person.FullName), ("applicant-identity", applicant.Person.IdentityDocument));
        }

        sheet.Section("lines-title");
        sheet.Table([2.2, 2.6, 1.6], [sheet.Head("column-label", "column-value", "column-source"), .. order.Lines.Select(line => Row(sheet, line))]);
        sheet.Say("pledge");
        sheet.Say("date-line", PaperSheet.Line with { Alignment = TextAlignment.Right, Text = PaperSheet.Thirteen with { Italic = true } });
        for (int i = 0; i < order.Applicants.Count; i += 2)
        {
            bool two = i + 1 < order.Applicants.Count;
            SignatureBlocks.Row(sheet, two ? Block(sheet, order.Applicants[i]) : null, Block(sheet, order.Applicants[two ? i + 1 : i]));
        }

        sheet.Say("signature-note", Small);
        return sheet.Finish();
    }

    private static TableRow Row(PaperSheet sheet, RequestLine line)
    {
        string value = line.Value switch { "true" => sheet.Words.Plain("yes"), "false" => sheet.Words.Plain("no"), _ => line.Value };
        string shown = line.Claimed is { } claimed ? sheet.Words.Plain("contested", ("value", value), ("claimed", claimed)) : value;
        return new TableRow(sheet.Words.Need("line-label", line.Label), sheet.Words.Need("line-value", shown), sheet.Words.Plain(line.Source));
    }

    private static SignatureBlock Block(PaperSheet sheet, RequestApplicant applicant) =>
        new([sheet.Words.Plain("signature-caption")], applicant.Person.FullName, applicant.Slot);
}
