namespace RemoteVerify.IdDocument.Files;

/// <summary>Names of the files of the LDS application and how uploads spell them.</summary>
public static class FileName
{
    public const string Com = "COM";
    public const string Sod = "SOD";

    public static string DataGroup(int number) => $"DG{number}";

    /// <summary>
    /// Understands <c>EF_DG1.bin</c>, <c>EF.DG1</c>, <c>dg1</c>, <c>Datagroup1.bin</c>, <c>EF_SOD.bin</c>; null for anything else.
    /// Folders in front of the name are ignored.
    /// </summary>
    public static string? Recognise(string uploadedName)
    {
        ArgumentNullException.ThrowIfNull(uploadedName);
        string name = uploadedName[(uploadedName.LastIndexOfAny(['/', '\\']) + 1)..].ToUpperInvariant();
        if (name.StartsWith("EF", StringComparison.Ordinal))
        {
            name = name[2..].TrimStart('_', '.', '-', ' ');
        }

        int dot = name.IndexOf('.', StringComparison.Ordinal);
        name = dot < 0 ? name : name[..dot];
        if (name is Com or Sod)
        {
            return name;
        }

        string digits = name.StartsWith("DATAGROUP", StringComparison.Ordinal) ? name[9..]
            : name.StartsWith("DG", StringComparison.Ordinal) ? name[2..] : "";
        return digits.Length is 1 or 2 && digits.All(char.IsAsciiDigit) && int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) is >= 1 and <= 16 and int number
            ? DataGroup(number)
            : null;
    }
}
