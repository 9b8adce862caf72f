using System.Globalization;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pades.Signing;

/// <summary>Names of the fields of a document; compared in full, never by their last part.</summary>
internal static class FieldNames
{
    /// <summary>Full names of all fields and of the groups above them.</summary>
    public static HashSet<string> All(PdfRevision revision)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (FormField field in FieldTree.Read(revision))
        {
            string name = field.FullName;
            while (names.Add(name) && name.LastIndexOf('.') is var dot and > 0)
            {
                name = name[..dot];
            }
        }

        return names;
    }

    public static bool IsUsable(string name) => name.Length is > 0 and <= 200 && !name.Contains('.', StringComparison.Ordinal);

    public static string NextFree(HashSet<string> taken)
    {
        for (int number = 1; ; number++)
        {
            string name = "Signature" + number.ToString(CultureInfo.InvariantCulture);
            if (!taken.Contains(name))
            {
                return name;
            }
        }
    }
}
