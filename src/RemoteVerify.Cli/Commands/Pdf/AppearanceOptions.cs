using System.CommandLine;
using System.Globalization;
using RemoteVerify.Pades.Appearance;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cli.Commands.Pdf;

/// <summary>The options of a visible signature.</summary>
internal sealed class AppearanceOptions
{
    private readonly Option<string> _visible = new("--visible") { Description = "page,x,y,width,height in points as the page is shown, from its lower left corner; 'field' draws into the existing field." };
    private readonly Option<string> _image = new("--image") { Description = "JPEG or PNG shown at the left of a visible signature." };
    private readonly Option<string> _qr = new("--qr") { Description = "Text of a QR code at the right of a visible signature." };
    private readonly Option<string[]> _lines = new("--line") { Description = "A line of a visible signature in place of the usual facts; {time} becomes the time; may be repeated." };
    private readonly Option<string> _fonts = new("--fonts") { Description = "Folder of the typeface.", DefaultValueFactory = _ => PaperFonts.DefaultFolder };

    public IReadOnlyList<Option> All => [_visible, _image, _qr, _lines, _fonts];

    /// <summary>The appearance; null for an invisible signature.</summary>
    public VisibleAppearance? Read(ParseResult parsed)
    {
        if (parsed.GetValue(_visible) is not { } place)
        {
            return null;
        }

        (int page, Frame frame)? chosen = place == "field" ? null : Place(place);
        return new VisibleAppearance
        {
            PageNumber = chosen?.page ?? 1,
            Rectangle = chosen?.frame,
            Fonts = PaperFonts.Read(parsed.GetValue(_fonts)!),
            Image = parsed.GetValue(_image) is { } image ? PdfInput.Read(image, () => ComposedImage.FromFile(InputFiles.Read(image))) : null,
            QrText = parsed.GetValue(_qr),
            Lines = parsed.GetValue(_lines) is { Length: > 0 } lines ? lines : null,
        };
    }

    /// <summary>page,x,y,width,height.</summary>
    public static (int Page, Frame Frame) Place(string place)
    {
        double[] numbers = [.. place.Split(',').Select(part => double.TryParse(part, CultureInfo.InvariantCulture, out double number) ? number : double.NaN)];
        return numbers.Length == 5 && numbers.All(double.IsFinite) && numbers[0] is >= 1 and <= int.MaxValue && numbers[3] > 0 && numbers[4] > 0
            ? ((int)numbers[0], new Frame(numbers[1], numbers[2], numbers[3], numbers[4]))
            : throw CommandException.WrongUse("--visible takes page,x,y,width,height, for example 1,360,60,180,70.");
    }
}
