// ISO 32000-2, 14.7.4 (structure elements), 14.7.5.3 (objects as content), 14.7.5.4 (parent tree), 7.9.7 (number trees).
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pades.Signing;

/// <summary>
/// Hangs a widget into the structure tree of a tagged file, so that readers that speak announce the field. Only before the
/// first signature: our validator allows it later too, other readers may call it a change of the signed structure.
/// </summary>
internal static class StructureTag
{
    private const int MaximumNodes = 100_000;

    /// <summary>Adds a Form element for the widget.</summary>
    /// <returns>The widget's /StructParent; null when the file is not tagged, or its tree can't be read.</returns>
    public static int? Add(FormUpdate form, PdfPage page, PdfReference widget)
    {
        if (form.Catalog["StructTreeRoot"] is not PdfReference rootReference || form.Update.Get(rootReference) is not PdfDictionary root)
        {
            return null;
        }

        if (NextKey(form, root) is not { } key)
        {
            return null;
        }

        PdfReference? parent = DocumentElement(form, root);
        PdfReference element = form.Update.Add(new PdfDictionary(
            ("Type", new PdfName("StructElem")),
            ("S", new PdfName("Form")),
            ("P", parent ?? rootReference),
            ("Pg", page.Reference),
            ("K", new PdfDictionary(("Type", new PdfName("OBJR")), ("Pg", page.Reference), ("Obj", widget)))));
        root = WithParent(form, root, key, element).With("ParentTreeNextKey", new PdfInteger(key + 1));
        if (parent is null)
        {
            root = root.With("K", WithKid(form, root["K"], element));
        }
        else
        {
            PdfDictionary document = (PdfDictionary)form.Update.Get(parent);
            form.Update.Set(parent, document.With("K", WithKid(form, document["K"], element)));
        }

        form.Update.Set(rootReference, root);
        return key;
    }

    /// <summary>The one element below the root, where there is exactly one.</summary>
    private static PdfReference? DocumentElement(FormUpdate form, PdfDictionary root)
    {
        PdfObject? kid = root["K"] is PdfReference direct && form.Update.Get(direct) is PdfDictionary ? direct
            : form.Update.Resolve(root["K"]) is PdfArray { Count: 1 } list ? list[0]
            : null;
        return kid is PdfReference reference && form.Update.Get(reference) is PdfDictionary element && element.GetName("Type") is null or "StructElem"
            ? kid as PdfReference
            : null;
    }

    private static PdfArray WithKid(FormUpdate form, PdfObject? kids, PdfReference element) => form.Update.Resolve(kids) switch
    {
        PdfArray list => list.Append(element),
        PdfNull => new PdfArray(element),
        _ => new PdfArray(kids!, element),
    };

    /// <summary>Above every key that the tree really has, whatever the root says; null when the tree is too large, or broken.</summary>
    private static int? NextKey(FormUpdate form, PdfDictionary root)
    {
        try
        {
            return LargestKey(form, root) is >= -1 and < int.MaxValue - 1 and var largest ? (int)largest + 1 : null;
        }
        catch (PdfFormatException)
        {
            // A tree that can't be read is left as it is; that is no reason not to sign the file.
            return null;
        }
    }

    private static long LargestKey(FormUpdate form, PdfDictionary root)
    {
        long largest = form.Update.Resolve(root["ParentTreeNextKey"]) is PdfInteger { Value: > 0 } said ? said.Value - 1 : -1;
        Stack<PdfObject?> waiting = new([root["ParentTree"]]);
        for (int visited = 0; waiting.TryPop(out PdfObject? node); visited++)
        {
            if (visited > MaximumNodes)
            {
                throw new PdfFormatException("parent tree", -1, "too large, or a loop");
            }

            if (form.Update.Resolve(node) is not PdfDictionary tree)
            {
                continue;
            }

            foreach (PdfObject kid in form.Update.Resolve(tree["Kids"]) as PdfArray ?? PdfArray.Empty)
            {
                waiting.Push(kid);
            }

            PdfArray numbers = form.Update.Resolve(tree["Nums"]) as PdfArray ?? PdfArray.Empty;
            for (int index = 0; index + 1 < numbers.Count; index += 2)
            {
                largest = form.Update.Resolve(numbers[index]) is PdfInteger key ? Math.Max(largest, key.Value) : largest;
            }
        }

        return largest;
    }

    /// <summary>The root with the way back from the widget to its element: the key is the largest, so it goes last.</summary>
    private static PdfDictionary WithParent(FormUpdate form, PdfDictionary root, int key, PdfReference element)
    {
        PdfDictionary tree = form.Update.Resolve(root["ParentTree"]) as PdfDictionary ?? PdfDictionary.Empty;
        PdfInteger number = new(key);
        if (form.Update.Resolve(tree["Kids"]) is PdfArray kids)
        {
            PdfReference leaf = form.Update.Add(new PdfDictionary(
                ("Limits", new PdfArray(number, number)), ("Nums", new PdfArray(number, element))));
            tree = tree.With("Kids", kids.Append(leaf));
        }
        else
        {
            PdfArray numbers = form.Update.Resolve(tree["Nums"]) as PdfArray ?? PdfArray.Empty;
            tree = tree.With("Nums", numbers.Append(number).Append(element));
        }

        if (root["ParentTree"] is PdfReference own)
        {
            form.Update.Set(own, tree);
            return root;
        }

        return root.With("ParentTree", tree);
    }
}
