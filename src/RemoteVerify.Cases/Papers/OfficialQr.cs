// Circular 01/2023/TT-VPCP article 26: what the QR code at the top left of an appointment slip or a result says.
using System.Globalization;
using System.Text;

namespace RemoteVerify.Cases.Papers;

/// <summary>
/// The data of the official QR code. The circular lists the data and not how they are written down, so the form here is
/// ours: the fields in the circular's order with <c>|</c> between them, <c>\</c> before a <c>|</c> or <c>\</c> inside one.
/// </summary>
/// <param name="DossierCode">Mã hồ sơ.</param>
/// <param name="ProcedureCode">Mã thủ tục.</param>
/// <param name="HolderId">Number of the person or organisation, or its masked form where the procedure prints no full number.</param>
/// <param name="DocumentName">Name of the paper.</param>
/// <param name="SystemName">The system that issued it.</param>
/// <param name="IssuedAt">When it was issued; kept to the second, in Vietnam time.</param>
public sealed record OfficialQr(
    string DossierCode, string ProcedureCode, string HolderId, string DocumentName, string SystemName, DateTimeOffset IssuedAt)
{
    private const int MaximumCharacters = 1200;
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:sszzz";

    /// <summary>When the result is due; on an appointment slip only.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Last day of a result's validity; null when it has none.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>Where a result may be used; null: not on it.</summary>
    public string? Scope { get; init; }

    /// <summary>The content of the QR code.</summary>
    public string Encode()
    {
        string[] fields =
        [
            DossierCode, ProcedureCode, HolderId, DocumentName, SystemName, Print(IssuedAt),
            DueAt is { } due ? Print(due) : "",
            ValidUntil?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
            Scope ?? "",
        ];
        return string.Join('|', fields.Select(Escape));
    }

    /// <summary>Reads the content of a QR code; null when it is not one of these.</summary>
    public static OfficialQr? Parse(string? content)
    {
        if (content is not { Length: > 0 and <= MaximumCharacters } || Split(content) is not { Count: 9 } fields)
        {
            return null;
        }

        if (fields.Take(5).Any(string.IsNullOrWhiteSpace)
            || !Time(fields[5], out DateTimeOffset issued)
            || !Optional(fields[6], text => Time(text, out DateTimeOffset at) ? at : null, out DateTimeOffset? due)
            || !Optional(fields[7], text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null, out DateOnly? until))
        {
            return null;
        }

        return new OfficialQr(fields[0], fields[1], fields[2], fields[3], fields[4], issued)
        {
            DueAt = due, ValidUntil = until, Scope = fields[8].Length == 0 ? null : fields[8],
        };
    }

    public override string ToString() => "OfficialQr";

    private static string Print(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(7)).ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static bool Time(string text, out DateTimeOffset at) =>
        DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out at);

    private static bool Optional<T>(string text, Func<string, T?> read, out T? value)
        where T : struct
    {
        value = text.Length == 0 ? null : read(text);
        return text.Length == 0 || value is not null;
    }

    private static string Escape(string field) =>
        field.Normalize(NormalizationForm.FormC).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);

    private static List<string>? Split(string content)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        for (int at = 0; at < content.Length; at++)
        {
            if (content[at] == '\\')
            {
                if (at + 1 >= content.Length || content[at + 1] is not ('\\' or '|'))
                {
                    return null;
                }

                field.Append(content[++at]);
            }
            else if (content[at] == '|')
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(content[at]);
            }
        }

        fields.Add(field.ToString());
        return fields;
    }
}
