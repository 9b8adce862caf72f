// ICAO Doc 9303-11 clause 4.3.2 (basic access key from the MRZ) and 4.4.4.1 (passwords of PACE).
using System.Security.Cryptography;
using System.Text;

namespace RemoteVerify.ChipReader.AccessControl;

/// <summary>What the holder lets the reader see so that the chip opens: the MRZ or the card access number.</summary>
public sealed class AccessKey
{
    private readonly byte[] _secret;

    private AccessKey(byte[] secret, bool isMrz)
    {
        _secret = secret;
        IsMrz = isMrz;
    }

    /// <summary>False for a card access number, which only PACE takes.</summary>
    public bool IsMrz { get; }

    /// <summary>Number, birth date and expiry, each with its check digit.</summary>
    public static AccessKey FromMrzInformation(string information)
    {
        ArgumentException.ThrowIfNullOrEmpty(information);
        return new AccessKey(SHA1.HashData(Encoding.ASCII.GetBytes(information)), isMrz: true);
    }

    /// <summary>From the printed fields; a number shorter than nine is filled up.</summary>
    /// <param name="documentNumber">For a Vietnamese card the last nine of the twelve digits.</param>
    public static AccessKey FromMrz(string documentNumber, DateOnly birth, DateOnly? expiry)
    {
        ArgumentException.ThrowIfNullOrEmpty(documentNumber);
        string number = documentNumber.Length < 9 ? documentNumber.PadRight(9, '<') : documentNumber;
        return FromMrzInformation(WithDigit(number) + WithDigit(Date(birth)) + WithDigit(expiry is { } day ? Date(day) : "991231"));
    }

    public static AccessKey FromCardAccessNumber(string digits)
    {
        ArgumentException.ThrowIfNullOrEmpty(digits);
        return new AccessKey(Encoding.ASCII.GetBytes(digits), isMrz: false);
    }

    public override string ToString() => "AccessKey(not shown)";

    internal ReadOnlySpan<byte> Secret => _secret;

    private static string Date(DateOnly date) => date.ToString("yyMMdd", System.Globalization.CultureInfo.InvariantCulture);

    private static string WithDigit(string field)
    {
        int sum = 0;
        for (int i = 0; i < field.Length; i++)
        {
            int value = field[i] switch { '<' => 0, >= '0' and <= '9' => field[i] - '0', _ => char.ToUpperInvariant(field[i]) - 'A' + 10 };
            sum += value * (i % 3) switch { 0 => 7, 1 => 3, _ => 1 };
        }

        return field + (char)('0' + (sum % 10));
    }
}
