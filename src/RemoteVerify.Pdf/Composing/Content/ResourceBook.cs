using RemoteVerify.Pdf.Composing.Fonts;

namespace RemoteVerify.Pdf.Composing.Content;

/// <summary>The fonts, pictures and imported pages of a document, each with the one name by which all its pages call it.</summary>
internal sealed class ResourceBook
{
    private readonly Dictionary<TrueTypeFont, (string Name, FontSubset Subset)> _fonts = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<object, string> _xObjects = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(string Text, QrErrorCorrection Correction), IReadOnlyList<System.Collections.BitArray>> _codes = [];

    public IEnumerable<(string Name, FontSubset Subset)> Fonts => _fonts.Values;

    /// <summary>Pictures (<see cref="ComposedImage"/>) and pages (<see cref="ImportedPage"/>) by name.</summary>
    public IEnumerable<(string Name, object Source)> XObjects => _xObjects.Select(entry => (entry.Value, entry.Key));

    public (string Name, FontSubset Subset) Font(TrueTypeFont font)
    {
        if (!_fonts.TryGetValue(font, out (string Name, FontSubset Subset) entry))
        {
            entry = ($"F{_fonts.Count + 1}", new FontSubset(font));
            _fonts.Add(font, entry);
        }

        return entry;
    }

    public string XObject(object source)
    {
        if (!_xObjects.TryGetValue(source, out string? name))
        {
            name = $"X{_xObjects.Count + 1}";
            _xObjects.Add(source, name);
        }

        return name;
    }

    /// <summary>The modules of a QR code; one that stands on every page is worked out once.</summary>
    public IReadOnlyList<System.Collections.BitArray> QrModules(string text, QrErrorCorrection correction)
    {
        if (!_codes.TryGetValue((text, correction), out IReadOnlyList<System.Collections.BitArray>? modules))
        {
            modules = QrMatrix.Of(text, correction);
            _codes.Add((text, correction), modules);
        }

        return modules;
    }
}
