using System.Text.Json.Nodes;
using RemoteVerify.IdDocument.Mrz;
using RemoteVerify.IdDocument.Vietnam;

namespace RemoteVerify.IdDocument.Conformance;

/// <summary>Judges the cases inside the text files; each case states what must come out.</summary>
internal static class TextFacts
{
    public static JsonObject Mrz(ReadOnlyMemory<byte> json) => Cases(json, item =>
    {
        string text = item["mrz"]!.GetValue<string>();
        MachineReadableZone mrz = MachineReadableZone.Parse(text);
        return new JsonObject
        {
            ["mrz"] = text,
            ["valid"] = mrz.AllChecksPass,
            ["format"] = mrz.Format.ToString().ToUpperInvariant(),
            ["id_number"] = VietnameseCardMrz.PersonalNumber(mrz),
            ["document_number"] = mrz.DocumentNumber,
            ["optional"] = mrz.OptionalData,
            ["surname"] = mrz.Surname,
            ["given"] = mrz.GivenNames,
            ["birth"] = Facts.Iso(mrz.BirthDate.ResolveBirth(FileFacts.Reference)),
            ["expiry"] = VietnameseCardMrz.NeverExpires(mrz) ? null : Facts.Iso(mrz.ExpiryDate.ResolveExpiry(FileFacts.Reference)),
        };
    });

    public static JsonObject PersonalNumbers(ReadOnlyMemory<byte> json) => Cases(json, item =>
    {
        string text = item["number"]!.GetValue<string>();
        return PersonalIdentificationNumber.TryParse(text) is not { RegistrationCodeAssigned: true } number
            ? new JsonObject { ["number"] = text, ["valid"] = false }
            : new JsonObject
            {
                ["number"] = text,
                ["valid"] = true,
                ["province"] = number.RegistrationCode,
                ["century"] = $"{(number.BirthYear / 100) + 1}{(number.BirthYear / 100 == 20 ? "st" : "th")}",
                ["sex"] = number.Sex.ToString(),
                ["year"] = number.BirthYear,
            };
    });

    public static JsonObject CardQrs(ReadOnlyMemory<byte> json) => Cases(json, item =>
    {
        string text = item["qr"]!.GetValue<string>();
        JsonObject wanted = item["expected"]!.AsObject();
        try
        {
            CardQr qr = CardQr.Parse(text);
            JsonObject found = new()
            {
                ["layout"] = qr.Layout,
                ["id"] = qr.PersonalNumber,
                ["old_id"] = qr.OldNumber,
                ["name"] = qr.FullName,
                ["birth"] = Facts.Iso(qr.BirthDate),
                ["sex"] = qr.Sex.ToString(),
                ["issued"] = Facts.Iso(qr.Issued),
            };
            return new JsonObject
            {
                ["qr"] = text,
                ["expected"] = new JsonObject([.. wanted.Select(pair => KeyValuePair.Create(pair.Key, found[pair.Key]?.DeepClone()))]),
            };
        }
        catch (IdDocumentFormatException)
        {
            // The wording of an error is the corpus' own; that there is one is what counts.
            return new JsonObject { ["qr"] = text, ["expected"] = wanted.ContainsKey("error") ? wanted.DeepClone() : null };
        }
    });

    /// <summary>Every key of every case but the explaining ones must come out; the fact is how many cases did.</summary>
    private static JsonObject Cases(ReadOnlyMemory<byte> json, Func<JsonObject, JsonObject> judge)
    {
        int right = 0, index = 0;
        List<int> wrong = [];
        foreach (JsonNode? node in JsonNode.Parse(json.Span)!.AsArray())
        {
            JsonObject item = node!.AsObject();
            JsonObject facts = judge(item);
            bool holds = item.Where(pair => pair.Key is not ("bad" or "note" or "origin")).All(pair =>
                facts.TryGetPropertyValue(pair.Key, out JsonNode? found) && JsonNode.DeepEquals(found, pair.Value));
            index++;
            if (holds)
            {
                right++;
            }
            else
            {
                wrong.Add(index);
            }
        }

        return wrong.Count == 0
            ? new JsonObject { ["cases"] = right }
            : throw new IdDocumentFormatException("cases", 0, $"cases that do not come out: {string.Join(", ", wrong)}");
    }
}
