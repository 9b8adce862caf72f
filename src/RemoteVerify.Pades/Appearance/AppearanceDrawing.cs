using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Pades.Appearance;

/// <summary>Draws a visible signature into its frame; nothing ever stands outside it.</summary>
internal static class AppearanceDrawing
{
    private const double LargestPadding = 4;
    private const double TallFrom = 1.5;
    private const double PictureShareOfRow = 0.4;
    private const double PictureShareWithQr = 0.3;
    private const double PictureShareOfColumn = 0.45;

    public static void Draw(PageCanvas canvas, VisibleAppearance look, AppearanceFacts facts)
    {
        double padding = Math.Min(LargestPadding, Math.Min(canvas.Size.Width, canvas.Size.Height) / 10);
        Frame inside = new(padding, padding, canvas.Size.Width - (2 * padding), canvas.Size.Height - (2 * padding));
        if (look.Border is { } color)
        {
            canvas.Box(new Frame(0.5, 0.5, canvas.Size.Width - 1, canvas.Size.Height - 1), 0.75, color, null);
        }

        // A tall and narrow frame has no room for parts side by side.
        bool isTall = (look.Image is not null || look.QrText is not null) && inside.Height > inside.Width * TallFrom;
        if (look.Layout == AppearanceLayout.Column || isTall)
        {
            Column(canvas, inside, padding, look, facts);
        }
        else
        {
            Row(canvas, inside, padding, look, facts);
        }
    }

    private static void Row(PageCanvas canvas, Frame inside, double padding, VisibleAppearance look, AppearanceFacts facts)
    {
        if (look.Image is { } image)
        {
            Frame place = Fit(image, inside with { Width = inside.Width * (look.QrText is null ? PictureShareOfRow : PictureShareWithQr) }, alignLeft: true);
            canvas.Image(image, place, "");
            inside = inside with { Left = place.Right + padding, Width = inside.Right - place.Right - padding };
        }

        if (look.QrText is { } text)
        {
            double side = Math.Min(inside.Height, inside.Width * PictureShareOfRow);
            canvas.QrCode(text, new Frame(inside.Right - side, inside.Bottom + ((inside.Height - side) / 2), side, side), "");
            inside = inside with { Width = inside.Width - side - padding };
        }

        AppearanceText.Of(look, facts, withTitle: true).Draw(canvas, inside, look, TextAlignment.Left);
    }

    private static void Column(PageCanvas canvas, Frame inside, double padding, VisibleAppearance look, AppearanceFacts facts)
    {
        // Title and text share what the picture leaves, each by the number of its lines.
        AppearanceText title = AppearanceText.Title(look);
        AppearanceText body = AppearanceText.Of(look, facts, withTitle: false);
        double picture = look.Image is null && look.QrText is null ? 0 : inside.Height * PictureShareOfColumn;
        double share = (double)title.LineCount / Math.Max(1, title.LineCount + body.LineCount);
        double titleHeight = (inside.Height - picture) * share;
        title.Draw(canvas, inside with { Bottom = inside.Top - titleHeight, Height = titleHeight }, look, TextAlignment.Center);
        Frame middle = inside with { Bottom = inside.Top - titleHeight - picture, Height = picture };
        if (look.QrText is { } text)
        {
            double side = Math.Min(middle.Height, look.Image is null ? middle.Width : middle.Width / 2);
            canvas.QrCode(text, new Frame(look.Image is null ? middle.Left + ((middle.Width - side) / 2) : middle.Right - side, middle.Bottom, side, side), "");
            middle = look.Image is null ? middle : middle with { Width = middle.Width - side - padding };
        }

        if (look.Image is { } image)
        {
            canvas.Image(image, Fit(image, middle, alignLeft: false), "");
        }

        body.Draw(canvas, inside with { Height = inside.Height - titleHeight - picture }, look, TextAlignment.Center);
    }

    /// <summary>The largest place of the picture's proportions in a frame.</summary>
    private static Frame Fit(ComposedImage image, Frame room, bool alignLeft)
    {
        double scale = Math.Min(room.Height / image.HeightPixels, room.Width / image.WidthPixels);
        (double width, double height) = (image.WidthPixels * scale, image.HeightPixels * scale);
        return new Frame(alignLeft ? room.Left : room.Left + ((room.Width - width) / 2), room.Bottom + ((room.Height - height) / 2), width, height);
    }
}

/// <summary>What a visible signature states.</summary>
internal sealed record AppearanceFacts(string? Signer, string? Reason, string? Location, DateTimeOffset Time)
{
    /// <summary>Prints nothing personal.</summary>
    public override string ToString() => "AppearanceFacts";
}
