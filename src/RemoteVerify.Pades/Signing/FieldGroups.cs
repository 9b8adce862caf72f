// ISO 32000-2, 12.7.4.1 and 12.7.4.2 (field dictionaries, field names).
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pades.Signing;

/// <summary>The groups above fields, by full name: <c>A</c> and <c>A.B</c> for a field <c>A.B.C</c>. Read when first asked.</summary>
internal sealed class FieldGroups(PdfRevision revision)
{
    private const int MaximumDepth = 64;

    private Dictionary<string, PdfReference>? _known;

    /// <summary>The object of a group; null when there is none.</summary>
    public PdfReference? Find(string fullName) => Known.GetValueOrDefault(fullName);

    /// <summary>Remembers a group that an update makes.</summary>
    public void Add(string fullName, PdfReference group) => Known.Add(fullName, group);

    /// <summary>Why no new field can stand below this field or group; null when it can.</summary>
    public PrepareResult.Refused? Judge(string fullName)
    {
        if (Find(fullName) is not { } group)
        {
            return new(RefusalCode.NameInUse, "The name lies below a field that is no group, or is no object of its own.");
        }

        // A new field below would inherit the value: it would not be empty.
        return revision.Get(group) is PdfDictionary dictionary && dictionary.Contains("V")
            ? new(RefusalCode.FieldNotSupported, "The group above the new field has a value of its own.")
            : null;
    }

    /// <summary>Whether a group of the document, or one above it, gives its fields flags.</summary>
    public bool GivesFlags(PdfReference group)
    {
        PdfObject next = group;
        for (int depth = 0; depth < MaximumDepth && revision.Resolve(next) is PdfDictionary dictionary; depth++)
        {
            if (dictionary.Contains("Ff"))
            {
                return true;
            }

            next = dictionary["Parent"] ?? PdfNull.Instance;
        }

        return false;
    }

    private Dictionary<string, PdfReference> Known => _known ??= Read();

    private Dictionary<string, PdfReference> Read()
    {
        Dictionary<string, PdfReference> known = new(StringComparer.Ordinal);
        foreach (FormField field in FieldTree.Read(revision))
        {
            string name = "";
            foreach (PdfReference ancestor in field.Ancestors)
            {
                string? own = revision.Get(ancestor) is PdfDictionary group ? revision.Get<PdfString>(group, "T")?.ToText() : null;
                name = own is null ? name : name.Length == 0 ? own : name + "." + own;
                if (own is not null && field.FullName.StartsWith(name + ".", StringComparison.Ordinal))
                {
                    known.TryAdd(name, ancestor);
                }
            }
        }

        return known;
    }
}
