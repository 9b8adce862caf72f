using System.Globalization;
using System.Text.Json.Nodes;
using RemoteVerify.Pki;

namespace RemoteVerify.IdDocument.Conformance;

/// <summary>
/// Judges a folder of documents with known answers. Each row's facts are computed without looking at the expectation, then every
/// compared key of the expectation must be among them with an equal value.
/// </summary>
public static class EmrtdCorpus
{
    // The corpus' README: these explain, they are not compared. "at" is an input.
    private static readonly HashSet<string> NotCompared = ["note", "reason", "warning", "policy", "see", "check", "path", "at"];

    /// <summary>Judges every row.</summary>
    /// <param name="csv">Text of <c>expectations.csv</c>.</param>
    /// <param name="readFile">Bytes of a file that a row names; may throw what it likes, the row then fails.</param>
    /// <param name="workedExamples">
    /// By kind, for examples of rooms that this one does not know (basic access, PACE): takes the JSON file and returns the names
    /// of the values that do not come out.
    /// </param>
    public static CorpusReport Run(
        string csv,
        Func<string, ReadOnlyMemory<byte>> readFile,
        IReadOnlyDictionary<string, Func<ReadOnlyMemory<byte>, IReadOnlyList<string>>>? workedExamples = null)
    {
        ArgumentNullException.ThrowIfNull(readFile);
        return new CorpusReport([.. CorpusRow.ReadTable(csv).Select(row => Judge(row, readFile, workedExamples))]);
    }

    private static RowResult Judge(
        CorpusRow row,
        Func<string, ReadOnlyMemory<byte>> readFile,
        IReadOnlyDictionary<string, Func<ReadOnlyMemory<byte>, IReadOnlyList<string>>>? workedExamples)
    {
        JsonObject expected = new([.. row.Expected.Where(pair => !NotCompared.Contains(pair.Key)).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))]);
        try
        {
            RowFiles files = new(row, readFile);
            JsonObject? facts = FactsOf(row, files, workedExamples);
            return facts is null
                ? new RowResult(row.Id, RowOutcome.Skip, expected.ToJsonString(), "null", $"no judge for rows of kind {row.Kind}")
                : Compare(row.Id, expected, facts);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A row that can't be judged is a failed row; the others still count.
            return new RowResult(row.Id, RowOutcome.Fail, expected.ToJsonString(), "null", $"{e.GetType().Name}: {e.Message}");
        }
    }

    private static JsonObject? FactsOf(
        CorpusRow row, RowFiles files, IReadOnlyDictionary<string, Func<ReadOnlyMemory<byte>, IReadOnlyList<string>>>? workedExamples) => row.Kind switch
    {
        "passive-auth" => ChipFacts.PassiveAuthentication(files, At(row)),
        "sod" or "sod-malformed" => ChipFacts.SecurityObject(files, At(row)),
        "ds-chain" => TrustFacts.DocumentSigner(files, At(row)),
        "link-chain" => TrustFacts.Links(files),
        "csca" => TrustFacts.CountrySigner(files),
        "masterlist" => TrustFacts.MasterList(files, At(row)),
        "ldif" => TrustFacts.Directory(files),
        "active-auth" => PossessionFacts.ActiveAuthentication(files),
        "chip-auth" => PossessionFacts.ChipAuthentication(files),
        "aa-worked-example" => PossessionFacts.WorkedExample(files),
        "dg1" => FileFacts.Dg1(files.First),
        "dg2" or "dg2-bdb" => FileFacts.Dg2(files, row.Kind == "dg2-bdb"),
        "dg13" => FileFacts.Dg13(files),
        "dg14" => FileFacts.Parses(() => Files.Dg14.Read(files.First)),
        "dg15" => FileFacts.Parses(() => Files.Dg15.Read(files.First).PublicKey()),
        "dg-parse" or "dg5-7-11-12" => FileFacts.Several(files),
        "mrz" => TextFacts.Mrz(files.First),
        "vn-id-number" => TextFacts.PersonalNumbers(files.First),
        "vn-qr" => TextFacts.CardQrs(files.First),
        _ => workedExamples?.GetValueOrDefault(row.Kind) is { } judge ? Worked(judge(files.First)) : null,
    };

    private static JsonObject Worked(IReadOnlyList<string> wrong) =>
        wrong.Count == 0 ? [] : throw new IdDocumentFormatException("worked example", 0, $"values that do not come out: {string.Join(", ", wrong)}");

    private static RowResult Compare(string id, JsonObject expected, JsonObject facts)
    {
        List<string> wrong = [];
        JsonObject actual = [];
        foreach ((string key, JsonNode? value) in expected)
        {
            facts.TryGetPropertyValue(key, out JsonNode? found);
            actual[key] = found?.DeepClone();
            if (!(key.EndsWith("_min", StringComparison.Ordinal) ? IsAtLeast(found, value) : IsSame(key, found, value)))
            {
                wrong.Add(key);
            }
        }

        return wrong.Count == 0
            ? new RowResult(id, RowOutcome.Pass, expected.ToJsonString(), actual.ToJsonString(), null)
            : new RowResult(id, RowOutcome.Fail, expected.ToJsonString(), actual.ToJsonString(), $"differs in: {string.Join(", ", wrong)}");
    }

    /// <summary>What a row says about one file (com, dg1, dg11 ...) must hold; the file may say more.</summary>
    private static bool IsSame(string key, JsonNode? found, JsonNode? wanted) =>
        found is JsonObject facts && wanted is JsonObject fields && (key == "com" || IsDataGroup(key))
            ? fields.All(pair => facts.TryGetPropertyValue(pair.Key, out JsonNode? value) && JsonNode.DeepEquals(value, pair.Value))
            : JsonNode.DeepEquals(found, wanted);

    private static bool IsDataGroup(string key) => key.StartsWith("dg", StringComparison.Ordinal) && key.Length is 3 or 4 && key != "dg13" && char.IsAsciiDigit(key[2]);

    /// <summary>A key that ends in _min states a lower bound.</summary>
    private static bool IsAtLeast(JsonNode? actual, JsonNode? bound) =>
        actual is not null && bound is not null && actual.GetValue<int>() >= bound.GetValue<int>();

    private static DateTimeOffset At(CorpusRow row) => row.Expected.TryGetPropertyValue("at", out JsonNode? at)
        ? DateTimeOffset.Parse(at!.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
        : new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
}
