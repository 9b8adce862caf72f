using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines.Papers;

/// <summary>What the slips of a dossier share.</summary>
internal static class SlipParts
{
    /// <summary>Slips hold much, so their lines stand closer.</summary>
    public static readonly ParagraphStyle Line = PaperSheet.Line with { LineSpacing = 1.2, SpaceAfter = 3 };

    public static readonly ParagraphStyle Body = PaperSheet.Body with { LineSpacing = 1.2, SpaceAfter = 3 };

    private static readonly ParagraphStyle Middle = PaperSheet.Cells with { Alignment = TextAlignment.Center };

    /// <summary>A number in the middle of its cell.</summary>
    public static TableCell Count(int value) => new(SourcePages.Number(value)) { Style = Middle };

    public static void Set(PaperWording words, SlipDossier dossier) => words.Set(
        ("dossier-code", dossier.DossierCode),
        ("procedure-code", dossier.ProcedureCode),
        ("procedure-title", dossier.ProcedureTitle),
        ("applicant", dossier.Applicant),
        ("desk", dossier.Desk),
        ("desk-address", dossier.DeskAddress),
        ("desk-hours", dossier.DeskHours),
        ("desk-phone", dossier.DeskPhone));

    /// <summary>Whose dossier it is and what for.</summary>
    public static void Dossier(PaperSheet sheet)
    {
        sheet.Say("dossier-line", PaperSheet.Centred with { SpaceAfter = 8 });
        sheet.Say("applicant-line", SlipParts.Line);
        sheet.Say("procedure-line", SlipParts.Line);
    }

    public static void List(PaperSheet sheet, string title, string nothing, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
        {
            sheet.Say(nothing, SlipParts.Line);
            return;
        }

        sheet.Section(title);
        sheet.Composer.List(
            [.. items.Select(item => sheet.Words.Need(title, item))], numbered: false, new ParagraphStyle { Text = PaperSheet.Thirteen, SpaceAfter = 3, LineSpacing = 1.25 });
    }

    public static void Items(PaperSheet sheet, IReadOnlyList<SupplementItem> items, string what, string why) => sheet.Table(
        [0.4, 2.6, 2.6],
        [
            sheet.Head("column-order", what, why),
            .. items.Select((item, index) => new TableRow(
            [
                Count(index + 1), new TableCell(sheet.Words.Need(what, item.What)), new TableCell(sheet.Words.Need(why, item.Why)),
            ])),
        ]);
}
