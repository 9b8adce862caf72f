using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Normalizing;

/// <summary>Which objects a value names; the parser has limited its depth.</summary>
internal static class References
{
    public static void Collect(PdfObject value, HashSet<int> numbers)
    {
        switch (value)
        {
            case PdfReference reference:
                numbers.Add(reference.Number);
                break;
            case PdfArray array:
                foreach (PdfObject item in array)
                {
                    Collect(item, numbers);
                }

                break;
            case PdfStream stream:
                Collect(stream.Dictionary, numbers);
                break;
            case PdfDictionary dictionary:
                foreach ((_, PdfObject item) in dictionary)
                {
                    Collect(item, numbers);
                }

                break;
        }
    }
}
