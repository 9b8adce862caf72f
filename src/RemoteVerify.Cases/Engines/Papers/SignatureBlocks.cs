// Decree 30/2020/ND-CP annex I, part II, point 7: authority and title in bold capitals, room for the signature, the name in bold.
using System.Globalization;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines.Papers;

/// <summary>One place of signing.</summary>
/// <param name="Caption">Lines above it, in bold.</param>
/// <param name="Name">Name under it; null: nobody is named.</param>
/// <param name="Slot">Signature field to make, or null.</param>
internal sealed record SignatureBlock(IReadOnlyList<string> Caption, string? Name, string? Slot)
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>The block of an officer: on whose behalf, title, name.</summary>
    public static SignatureBlock Of(PaperSigner signer, PaperWording words)
    {
        string name = words.Need("signer-name", signer.Name);
        string title = words.Need("signer-title", signer.Title).ToUpper(Vietnamese);
        return new SignatureBlock(signer.Authority is { Length: > 0 } authority ? [authority.ToUpper(Vietnamese), title] : [title], name, signer.Slot);
    }

    public override string ToString() => "SignatureBlock";
}

/// <summary>Draws places of signing in two columns; a single one stands at the right.</summary>
internal static class SignatureBlocks
{
    private const double RoomPoints = 60;
    private const double Gap = 12;

    /// <summary>Height of a row with two lines above and one below; enough to keep words and signature together.</summary>
    public const double UsualHeight = RoomPoints + 62;

    private static readonly ParagraphStyle Caption = new() { Text = new TextStyle(13, Bold: true), Alignment = TextAlignment.Center, LineSpacing = 1.2 };

    /// <summary>The last block of a paper: the signer at the right, the organisation's field beside it where the paper shows one.</summary>
    public static void Close(PaperSheet sheet, PaperSigner signer)
    {
        SignatureBlock block = SignatureBlock.Of(signer, sheet.Words);
        Row(sheet, sheet.Order.Head.SealSlot is { } seal ? new SignatureBlock([], null, seal) : null, block);
    }

    /// <summary>A row of two blocks, kept on one page.</summary>
    /// <param name="following">Height of what must stand on the same page below it.</param>
    public static void Row(PaperSheet sheet, SignatureBlock? left, SignatureBlock? right, double following = 0)
    {
        DocumentComposer composer = sheet.Composer;
        double width = (composer.TextWidth - Gap) / 2;
        double captions = Math.Max(HeightOf(composer, left, width), HeightOf(composer, right, width));
        double names = Math.Max(NameHeight(composer, left, width), NameHeight(composer, right, width));
        double total = captions + RoomPoints + names + 10;
        composer.EnsureRoom(total + following);
        double edge = composer.Canvas.Size.Width - 56.69 - composer.TextWidth;
        double top = composer.Cursor;
        Draw(sheet, left, new Frame(edge, top - total, width, total), captions);
        Draw(sheet, right, new Frame(edge + width + Gap, top - total, width, total), captions);
        composer.Space(total);
    }

    private static double HeightOf(DocumentComposer composer, SignatureBlock? block, double width) =>
        block is { Caption.Count: > 0 } ? composer.HeightOf([new TextRun(string.Join('\n', block.Caption))], Caption, width) : 0;

    private static double NameHeight(DocumentComposer composer, SignatureBlock? block, double width) =>
        block?.Name is { } name ? composer.HeightOf([new TextRun(name)], Caption, width) : 0;

    private static void Draw(PaperSheet sheet, SignatureBlock? block, Frame frame, double captions)
    {
        if (block is null)
        {
            return;
        }

        PageCanvas page = sheet.Composer.Canvas;
        if (block.Caption.Count > 0)
        {
            page.TextBlock(frame, string.Join('\n', block.Caption), Caption);
        }

        var room = new Frame(frame.Left + 12, frame.Top - captions - RoomPoints + 3, frame.Width - 24, RoomPoints - 6);
        if (block.Slot is { } slot)
        {
            sheet.Slot(slot, room);
        }

        if (block.Name is { } name)
        {
            page.TextBlock(frame with { Height = frame.Height - captions - RoomPoints }, name, Caption);
        }
    }
}
