// TD1 of the Vietnamese card (see RemoteVerify.IdDocument/Vietnam/VietnameseCardMrz.cs for the layout).
using System.Globalization;
using RemoteVerify.IdDocument.Mrz;
using RemoteVerify.IdDocument.Vietnam;

namespace RemoteVerify.Synthetic.Chips;

/// <summary>Writes the machine-readable zone of a Vietnamese card.</summary>
public static class CardMrz
{
    private const int LineLength = 30;

    /// <summary>Three lines of thirty characters without separators.</summary>
    public static string Write(ChipHolder holder)
    {
        ArgumentNullException.ThrowIfNull(holder);
        if (PersonalIdentificationNumber.TryParse(holder.PersonalNumber) is null)
        {
            throw new ArgumentException("twelve digits expected", nameof(holder));
        }

        string number = holder.PersonalNumber[3..];
        string one = $"IDVNM{number}{CheckDigit.Compute(number)}{holder.PersonalNumber}<<{CheckDigit.Compute(holder.PersonalNumber)}";
        string birth = Date(holder.BirthDate);
        string expiry = holder.Expires is { } expires ? Date(expires) : "991231";
        string two = $"{birth}{CheckDigit.Compute(birth)}{holder.Sex}{expiry}{CheckDigit.Compute(expiry)}VNM<<<<<<<<<<<";
        string composite = one[5..30] + two[..7] + two[8..15] + two[18..29];
        return one + two + CheckDigit.Compute(composite) + NameLine(holder.FullName);
    }

    private static string NameLine(string fullName)
    {
        string[] words = VietnameseName.ToMrzWords(fullName).Split(' ');
        string line = words.Length == 1 ? words[0] : words[0] + "<<" + string.Join('<', words[1..]);
        return line.Length >= LineLength ? line[..LineLength] : line.PadRight(LineLength, '<');
    }

    private static string Date(DateOnly date) => date.ToString("yyMMdd", CultureInfo.InvariantCulture);
}
