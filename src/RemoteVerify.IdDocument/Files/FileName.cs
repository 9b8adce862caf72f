namespace RemoteVerify.IdDocument.Files;

/// <summary>Names of the files of the LDS application and how uploads spell them.</summary>
public static class FileName
{
    public const string Com = "COM";
    public const string Sod = "SOD";

    /// <summary>The highest number of a data group.</summary>
    public const int LastDataGroup = 16;

    private static readonly string[] DataGroups = [.. Enumerable.Range(0, LastDataGroup + 1).Select(number => $"DG{number}")];

    /// <param name="number">1 to 16.</param>
    public static string DataGroup(int number) => DataGroups[number];

    /// <summary>
    /// Understands <c>EF_DG1.bin</c>, <c>EF.DG1</c>, <c>dg1</c>, <c>Datagroup1.bin</c>, <c>EF_SOD.bin</c>; null for anything else.
    /// Folders in front of the name are ignored.
    /// </summary>
    public static string? Recognise(string uploadedName)
    {
        ArgumentNullException.ThrowIfNull(uploadedName);
        ReadOnlySpan<char> name = uploadedName.AsSpan(uploadedName.AsSpan().LastIndexOfAny('/', '\\') + 1);
        if (Begins(name, "EF"))
        {
            name = name[2..].TrimStart("_.- ");
        }

        int dot = name.IndexOf('.');
        name = dot < 0 ? name : name[..dot];
        if (name.Length == 3 && (Begins(name, Com) || Begins(name, Sod)))
        {
            return Begins(name, Com) ? Com : Sod;
        }

        ReadOnlySpan<char> digits = Begins(name, "DATAGROUP") ? name[9..] : Begins(name, "DG") ? name[2..] : default;
        return digits.Length is 1 or 2 && !digits.ContainsAnyExceptInRange('0', '9') && int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) is >= 1 and <= LastDataGroup and int number
            ? DataGroup(number)
            : null;
    }

    private static bool Begins(ReadOnlySpan<char> name, string beginning) => name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase);
}
