// Decree 45/2020/ND-CP and the slips of the one-stop desks; Circular 01/2023/TT-VPCP article 26 for the QR code at the top left.
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines.Papers;

/// <summary>Receipt of a dossier and appointment for its result.</summary>
internal static class AppointmentSlipPaper
{
    public static Outcome<ComposedPaper> Compose(AppointmentSlipOrder order, PaperTools tools)
    {
        if (order.DueAt < order.ReceivedAt)
        {
            return PaperComposer.NotAccepted("due-before-received");
        }

        PaperSheet sheet = tools.Sheet(order, new PaperForm(words =>
        {
            SlipParts.Set(words, order.Dossier);
            words.Set(
                ("received-at", VietnameseDate.Moment(order.ReceivedAt)),
                ("due-at", VietnameseDate.Moment(order.DueAt)),
                ("appointment-at", order.Appointment is { } meeting ? VietnameseDate.Moment(meeting.At) : null),
                ("appointment-place", order.Appointment?.Place),
                ("appointment-purpose", order.Appointment?.Purpose));
        }));
        NationalHeader.Draw(sheet, hasNumber: order.Head.Number is not null);
        sheet.Title(order.IsAppointmentOnly ? "appointment-title" : "title");
        SlipParts.Dossier(sheet);
        if (!order.IsAppointmentOnly)
        {
            Received(sheet, order.Papers);
        }

        if (order.Appointment is not null)
        {
            sheet.Say("appointment-line", SlipParts.Line);
        }

        SlipParts.List(sheet, "bring-title", order.IsAppointmentOnly ? "bring-identity" : "bring-nothing", order.Bring);
        sheet.SayLast("follow-line", SlipParts.Line with { Text = new TextStyle(12, Italic: true), SpaceBefore = 2 });
        sheet.Composer.Space(6);
        SignatureBlocks.Close(sheet, order.Receiver);
        return sheet.Finish();
    }

    private static void Received(PaperSheet sheet, IReadOnlyList<SlipPaper> papers)
    {
        if (papers.Count > 0)
        {
            sheet.Section("papers-title");
        }

        Papers(sheet, papers);
        sheet.Say("received-line", SlipParts.Line);
        sheet.Say("due-line", SlipParts.Line);
        sheet.Say("where-line", SlipParts.Line);
    }

    private static void Papers(PaperSheet sheet, IReadOnlyList<SlipPaper> papers)
    {
        if (papers.Count == 0)
        {
            sheet.Say("papers-none", SlipParts.Line);
            return;
        }

        sheet.Table(
            [0.4, 3.4, 1.6, 0.7],
            [
                sheet.Head("column-order", "column-paper", "column-form", "column-count"),
                .. papers.Select((paper, index) => new TableRow(
                [
                    SlipParts.Count(index + 1), new TableCell(sheet.Words.Need("paper-name", paper.Name)),
                    new TableCell(sheet.Words.Need("paper-form", paper.Form)), SlipParts.Count(paper.Count),
                ])),
            ]);
    }
}

/// <summary>What is missing in a dossier, why, and until when.</summary>
internal static class SupplementRequestPaper
{
    public static Outcome<ComposedPaper> Compose(SupplementRequestOrder order, PaperTools tools)
    {
        if (order.Items.Count == 0)
        {
            return PaperComposer.NotAccepted("items");
        }

        PaperSheet sheet = tools.Sheet(order, new PaperForm(words =>
        {
            SlipParts.Set(words, order.Dossier);
            words.Set(("deadline", VietnameseDate.Moment(order.Deadline)), ("contact", order.Contact));
        }));
        NationalHeader.Draw(sheet, hasNumber: order.Head.Number is not null);
        sheet.Title("title");
        SlipParts.Dossier(sheet);
        sheet.Section("items-title");
        SlipParts.Items(sheet, order.Items, "column-what", "column-why");
        sheet.Say("deadline-line", SlipParts.Body);
        sheet.Say("clock-line", SlipParts.Body);
        sheet.Say("where-line", SlipParts.Body);
        sheet.SayLast("contact-line", SlipParts.Body);
        sheet.Composer.Space(6);
        SignatureBlocks.Close(sheet, order.Officer);
        return sheet.Finish();
    }
}

/// <summary>A refusal in writing, and how to contest it before somebody else.</summary>
internal static class RefusalSlipPaper
{
    public static Outcome<ComposedPaper> Compose(RefusalSlipOrder order, PaperTools tools)
    {
        if (order.Reasons.Count == 0)
        {
            return PaperComposer.NotAccepted("reasons");
        }

        PaperSheet sheet = tools.Sheet(order, new PaperForm(words =>
        {
            SlipParts.Set(words, order.Dossier);
            words.Set(
                ("contest-before", order.ContestBefore), ("contest-how", order.ContestHow), ("contest-until", VietnameseDate.Short(order.ContestUntil)));
        }));
        NationalHeader.Draw(sheet, hasNumber: order.Head.Number is not null);
        sheet.Title("title");
        SlipParts.Dossier(sheet);
        sheet.Say("refusal-line", SlipParts.Body);
        SlipParts.Items(sheet, order.Reasons, "column-reason", "column-basis");
        sheet.Section("contest-title");
        sheet.Say("contest-line", SlipParts.Body);
        sheet.Say("contest-how-line", SlipParts.Body);
        sheet.SayLast("where-line", SlipParts.Body);
        sheet.Composer.Space(6);
        SignatureBlocks.Close(sheet, order.Signer);
        return sheet.Finish();
    }
}

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
