using RemoteVerify.IdDocument;
using RemoteVerify.IdDocument.Mrz;
using RemoteVerify.IdDocument.Vietnam;

namespace RemoteVerify.Cases.Dossiers.Cards;

/// <summary>
/// What is printed on an identity card, as a camera read it. Paper is patient: nothing of it is signed, and anybody can print another one, so it fills in a form and proves nothing.
/// </summary>
/// <param name="PersonalNumber">Twelve digits.</param>
/// <param name="BirthDate">Day of birth.</param>
/// <param name="Sex"><c>M</c> or <c>F</c>; null when the card's places do not agree about it.</param>
/// <param name="FullName">With diacritics; null where only the machine-readable zone was read, which has none.</param>
/// <param name="Residence">As printed; null where it was not read.</param>
public sealed record CardReading(string PersonalNumber, DateOnly BirthDate, char? Sex, string? FullName, string? Residence)
{
    /// <summary>Reads the text of the card's QR code; null when it is no card's.</summary>
    public static CardReading? OfQr(string text)
    {
        try
        {
            CardQr qr = CardQr.Parse(text);
            return new CardReading(qr.PersonalNumber, qr.BirthDate, qr.Sex, qr.FullName, qr.Residence.Length == 0 ? null : qr.Residence);
        }
        catch (IdDocumentFormatException)
        {
            return null;
        }
    }

    /// <summary>
    /// Reads the machine-readable zone of a Vietnamese card, three lines of thirty characters. Null unless every check digit and every national rule holds. No check digit covers the names and
    /// the sex, so no name is taken, and the sex only where the number says the same.
    /// </summary>
    public static CardReading? OfMrz(string lines)
    {
        try
        {
            MachineReadableZone zone = MachineReadableZone.Parse(lines);
            if (!zone.AllChecksPass || PersonalIdentificationNumber.TryParse(VietnameseCardMrz.PersonalNumber(zone)) is not { } number
                || zone.BirthDate.ResolveBirth(new DateOnly(number.BirthYear, 12, 31)) is not { } birth || !number.AgreesWith(birth))
            {
                return null;
            }

            return new CardReading(number.Digits, birth, zone.Sex == number.Sex ? number.Sex : null, null, null);
        }
        catch (IdDocumentFormatException)
        {
            return null;
        }
    }

    /// <summary>Everything in it is about a person.</summary>
    public override string ToString() => "CardReading (content not shown)";
}
