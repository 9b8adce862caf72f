using System.Globalization;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pades.Signing;

/// <summary>Names of the fields of a document; compared in full, never by their last part.</summary>
internal static class FieldNames
{
    private const int MaximumLength = 200;

    /// <summary>Full names of all fields and of the groups above them.</summary>
    public static HashSet<string> All(PdfRevision revision)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (FormField field in FieldTree.Read(revision))
        {
            AddTo(names, field.FullName);
        }

        return names;
    }

    /// <summary>Adds a full name and those of the groups above it.</summary>
    public static void AddTo(HashSet<string> names, string name)
    {
        while (names.Add(name) && name.LastIndexOf('.') is var dot and > 0)
        {
            name = name[..dot];
        }
    }

    /// <summary>Whether a field of this name can be made; null when it can.</summary>
    /// <param name="taken">Names of fields and groups, those that the same update makes included.</param>
    /// <param name="groups">The groups below which a field can be put.</param>
    public static PrepareResult.Refused? JudgeNew(string name, IReadOnlySet<string> taken, FieldGroups groups)
    {
        // ISO 32000-2, 12.7.4.2: full stops part the names of groups and field, and no part is empty.
        if (name.Length > MaximumLength || name.Split('.').Any(string.IsNullOrWhiteSpace))
        {
            return new(RefusalCode.NameNotUsable, $"The name of a field has 1 to {MaximumLength} characters, and something before and behind each full stop.");
        }

        if (taken.Contains(name))
        {
            return new(RefusalCode.NameInUse, "The name belongs to another field, or to a group of fields.");
        }

        for (int dot = name.IndexOf('.'); dot > 0; dot = name.IndexOf('.', dot + 1))
        {
            if (taken.Contains(name[..dot]) && groups.Judge(name[..dot]) is { } refused)
            {
                return refused;
            }
        }

        return null;
    }

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
