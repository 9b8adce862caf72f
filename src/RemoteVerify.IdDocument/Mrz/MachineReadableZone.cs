// ICAO Doc 9303-3 (names, dates, check digits), -4 (TD3), -5 (TD1), -6 (TD2), 8th edition.
using RemoteVerify.IdDocument.Vietnam;

namespace RemoteVerify.IdDocument.Mrz;

/// <summary>A machine-readable zone: its fields as printed and every check digit's verdict.</summary>
public sealed record MachineReadableZone
{
    public required MrzFormat Format { get; init; }

    /// <summary>All lines without separators (90, 72 or 88 characters).</summary>
    public required string Text { get; init; }

    /// <summary>Document code without fillers, e.g. <c>ID</c>, <c>P</c>.</summary>
    public required string DocumentCode { get; init; }

    /// <summary>Issuing state or organisation without fillers; <c>D</c> is Germany.</summary>
    public required string IssuingState { get; init; }

    /// <summary>The document number; a number of more than nine characters is put together from the optional data.</summary>
    public required string DocumentNumber { get; init; }

    /// <summary>Optional data of line 1 (TD1) or of the last line (TD2, TD3), without trailing fillers.</summary>
    public required string OptionalData { get; init; }

    /// <summary>Second optional data of TD1; empty elsewhere.</summary>
    public required string OptionalData2 { get; init; }

    public required string Nationality { get; init; }

    public required MrzDate BirthDate { get; init; }

    public required MrzDate ExpiryDate { get; init; }

    /// <summary><c>M</c>, <c>F</c> or <c>X</c> (printed as a filler).</summary>
    public required char Sex { get; init; }

    public required string Surname { get; init; }

    public required string GivenNames { get; init; }

    /// <summary>True when the name fills its field to the last character, so that more may have been cut off.</summary>
    public required bool NamesMayBeTruncated { get; init; }

    public required IReadOnlyList<MrzCheck> Checks { get; init; }

    /// <summary>True when every check digit and every national rule holds.</summary>
    public bool AllChecksPass => Checks.All(check => check.Ok);

    /// <summary>
    /// The characters that the basic-access key is made from (document number, birth date and expiry with their check digits,
    /// Doc 9303-11 clause 4.3.2).
    /// </summary>
    public string AccessKeyInformation
    {
        get
        {
            string number = DocumentNumber.Length < 9 ? DocumentNumber.PadRight(9, '<') : DocumentNumber;
            return number + CheckDigit.Compute(number)
                + BirthDate.Text + CheckDigit.Compute(BirthDate.Text)
                + ExpiryDate.Text + CheckDigit.Compute(ExpiryDate.Text);
        }
    }

    /// <summary>Reads TD1, TD2 or TD3; line breaks and blanks between the lines are ignored.</summary>
    /// <exception cref="IdDocumentFormatException">Wrong length, or a character outside the MRZ alphabet.</exception>
    public static MachineReadableZone Parse(string text, string structure = "MRZ")
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > 200)
        {
            throw new IdDocumentFormatException(structure, 200, "longer than any MRZ");
        }

        string mrz = text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        int bad = mrz.AsSpan().IndexOfAnyExcept("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<");
        if (bad >= 0)
        {
            throw new IdDocumentFormatException(structure, bad, "character outside the MRZ alphabet");
        }

        MachineReadableZone zone = mrz.Length switch
        {
            90 => MrzLayout.Td1(mrz),
            72 => MrzLayout.Td2(mrz),
            88 => MrzLayout.Td3(mrz),
            _ => throw new IdDocumentFormatException(structure, mrz.Length, "90, 72 or 88 characters expected"),
        };
        return VietnameseCardMrz.AddChecks(zone);
    }

    public override string ToString() => $"MachineReadableZone({Format}, {(AllChecksPass ? "checks pass" : "checks fail")}; content not shown)";
}
