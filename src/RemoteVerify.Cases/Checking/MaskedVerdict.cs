using System.Text.Json;
using System.Text.Json.Nodes;
using RemoteVerify.Cases.Results;

namespace RemoteVerify.Cases.Checking;

/// <summary>
/// A verdict for who has a code and not the paper's owner: names of owners are masked and their numbers left out, wherever the
/// report holds them. Officers and organisations stay named: who answers for a document is public.
/// </summary>
internal static class MaskedVerdict
{
    private const string NoNumber = "************";

    public static DocumentVerdict Of(DocumentVerdict verdict, IReadOnlyList<ResultOwner> owners)
    {
        if (owners.Count == 0)
        {
            return verdict;
        }

        JsonNode report = JsonNode.Parse(verdict.Report.Span)!;
        Walk(report, owners);
        return verdict with
        {
            Signatures = [.. verdict.Signatures.Select(s => s with { Signer = s.Signer is { } name ? Mask(name, owners) : null })],
            Report = JsonSerializer.SerializeToUtf8Bytes(report),
        };
    }

    private static void Walk(JsonNode node, IReadOnlyList<ResultOwner> owners)
    {
        switch (node)
        {
            case JsonObject members:
                foreach ((string name, JsonNode? value) in members.ToList())
                {
                    if (Masked(value, owners) is { } masked)
                    {
                        members[name] = masked;
                    }
                }

                break;
            case JsonArray items:
                for (int i = 0; i < items.Count; i++)
                {
                    if (Masked(items[i], owners) is { } masked)
                    {
                        items[i] = masked;
                    }
                }

                break;
        }
    }

    /// <summary>Another text in place of this one; null where nothing changes.</summary>
    private static JsonValue? Masked(JsonNode? value, IReadOnlyList<ResultOwner> owners)
    {
        if (value is JsonValue text && text.GetValueKind() == JsonValueKind.String)
        {
            string plain = text.GetValue<string>(), masked = Mask(plain, owners);
            return masked == plain ? null : JsonValue.Create(masked);
        }

        if (value is not null)
        {
            Walk(value, owners);
        }

        return null;
    }

    private static string Mask(string text, IReadOnlyList<ResultOwner> owners) => owners.Aggregate(
        text,
        (told, owner) => told.Replace(owner.FullName, MaskedName.Of(owner.FullName), StringComparison.OrdinalIgnoreCase).Replace(owner.PersonalNumber, NoNumber, StringComparison.Ordinal));
}
