// The content of a list of anchors: JSON, RFC 8259; times in RFC 3339.
using System.Globalization;
using System.Text.Json;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pki.Paths;

/// <summary>Reads the content of a list, and gives the names of the kinds.</summary>
public static class TrustListPayload
{
    private const string Structure = "trust list";
    private const int Version = 1;
    private const int MaxTextLength = 300;
    private const int MaxPeriods = 50;

    private static readonly Dictionary<string, AnchorKind> Kinds = new(StringComparer.Ordinal)
    {
        ["public"] = AnchorKind.Public,
        ["official-duty"] = AnchorKind.OfficialDuty,
        ["special-purpose"] = AnchorKind.SpecialPurpose,
        ["foreign"] = AnchorKind.Foreign,
        ["development"] = AnchorKind.Development,
    };

    /// <summary>Name of a kind as it stands in lists and reports, for example <c>official-duty</c>.</summary>
    public static string NameOf(AnchorKind kind) => Kinds.Single(k => k.Value == kind).Key;

    /// <summary>Reads unsigned content.</summary>
    /// <param name="json">The content in UTF-8.</param>
    /// <param name="unknownKind">A kind that is not known here, or null; the list then lacks that anchor and must not be used.</param>
    /// <exception cref="PkiFormatException">It is not the content of a list.</exception>
    public static TrustList Read(ReadOnlyMemory<byte> json, out string? unknownKind)
    {
        if (json.Length > TrustList.MaxBytes)
        {
            throw new PkiFormatException(Structure, 0, "too large");
        }

        unknownKind = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8 });
            JsonElement root = Members(document.RootElement, "version", "sequence", "operator", "issuedAt", "nextUpdate", "anchors");
            if (root.GetProperty("version").GetInt32() != Version)
            {
                throw new PkiFormatException(Structure, 0, "the version is not 1");
            }

            List<TrustAnchor> anchors = [];
            foreach (JsonElement entry in Items(root.GetProperty("anchors"), TrustList.MaxAnchors))
            {
                if (ReadAnchor(entry, ref unknownKind) is { } anchor)
                {
                    anchors.Add(anchor);
                }
            }

            (string vi, string en) = Names(root.GetProperty("operator"));
            return new TrustList(root.GetProperty("sequence").GetInt64(), vi, en, Time(root.GetProperty("issuedAt")), Time(root.GetProperty("nextUpdate")), anchors);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new PkiFormatException(Structure, (e as JsonException)?.BytePositionInLine ?? 0, "a member is missing or of another type", e);
        }
    }

    private static TrustAnchor? ReadAnchor(JsonElement entry, ref string? unknownKind)
    {
        Members(entry, "certificate", "kind", "name", "periods");
        string kind = Text(entry.GetProperty("kind"));
        Certificate certificate = Certificate.Read(Convert.FromBase64String(entry.GetProperty("certificate").GetString() ?? ""));
        if (!Kinds.TryGetValue(kind, out AnchorKind known))
        {
            unknownKind ??= kind;
            return null;
        }

        (string vi, string en) = Names(entry.GetProperty("name"));
        return new TrustAnchor(certificate, known)
        {
            NameVi = vi,
            NameEn = en,
            Periods = [.. Items(entry.GetProperty("periods"), MaxPeriods).Select(Period)],
        };
    }

    private static TrustPeriod Period(JsonElement period)
    {
        Members(period, "from", "until");
        DateTimeOffset from = Time(period.GetProperty("from"));
        DateTimeOffset? until = period.TryGetProperty("until", out JsonElement end) && end.ValueKind != JsonValueKind.Null ? Time(end) : null;
        return until <= from ? throw new PkiFormatException(Structure, 0, "a period ends before it begins") : new TrustPeriod(from, until);
    }

    private static (string Vi, string En) Names(JsonElement name)
    {
        Members(name, "vi", "en");
        return (Text(name.GetProperty("vi")), Text(name.GetProperty("en")));
    }

    private static string Text(JsonElement value) => value.GetString() is { Length: > 0 and <= MaxTextLength } text
        ? text
        : throw new PkiFormatException(Structure, 0, "a text is empty or too long");

    private static DateTimeOffset Time(JsonElement value) =>
        DateTimeOffset.TryParseExact(value.GetString(), "yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : throw new PkiFormatException(Structure, 0, "a time is not written as 2026-11-21T12:00:00Z");

    /// <summary>A slip of the pen in a member's name must not loosen anything.</summary>
    private static JsonElement Members(JsonElement value, params string[] known)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (!known.Contains(member.Name) || !seen.Add(member.Name))
            {
                throw new PkiFormatException(Structure, 0, "a member is unknown or stands twice");
            }
        }

        return value;
    }

    private static IEnumerable<JsonElement> Items(JsonElement array, int most) => array.GetArrayLength() <= most
        ? array.EnumerateArray()
        : throw new PkiFormatException(Structure, 0, "too many entries");
}
