using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace RemoteVerify.Cases.Procedures.Reading;

/// <summary>Reads a data file: its shape, its texts, then what the shape can't say. Never throws for what the file holds.</summary>
public static class DataReader
{
    /// <summary>Largest file in bytes.</summary>
    public const int MaximumBytes = 1 << 20;

    private const int MaximumDepth = 16;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        PropertyNameCaseInsensitive = false,
        MaxDepth = MaximumDepth,
    };

    /// <param name="utf8">The file, with or without a byte order mark.</param>
    /// <param name="schema">Its shape.</param>
    /// <param name="checks">What the shape can't say; gets the value and the members as written.</param>
    internal static DataReading<T> Read<T>(ReadOnlySpan<byte> utf8, DataSchema schema, Func<T, JsonObject, IReadOnlyList<DataFault>> checks)
        where T : class
    {
        (JsonElement root, IReadOnlyList<DataFault> faults) = Members(utf8);
        if (faults.Count > 0 && root.ValueKind != JsonValueKind.Object)
        {
            return new DataReading<T>(null, default, faults);
        }

        faults = [.. faults, .. schema.Check(root)];
        return faults.Count > 0 ? new DataReading<T>(null, default, faults) : Understand(JsonObject.Create(root)!, checks);
    }

    /// <summary>The canonical bytes of a file whose shape another reader knows; empty with faults when it is no JSON object or its texts can't be printed.</summary>
    internal static (ReadOnlyMemory<byte> Canonical, IReadOnlyList<DataFault> Faults) Canonical(ReadOnlySpan<byte> utf8)
    {
        (JsonElement root, IReadOnlyList<DataFault> faults) = Members(utf8);
        return faults.Count > 0 ? (default, faults) : (Canonical(JsonObject.Create(root)!), faults);
    }

    /// <summary>The names of the file's members, from which its kind is known; none when it is no object.</summary>
    internal static IReadOnlySet<string> Names(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length <= MaximumBytes)
        {
            try
            {
                using JsonDocument document = JsonDocument.Parse(WithoutMark(utf8).ToArray(), new JsonDocumentOptions { MaxDepth = MaximumDepth });
                if (document.RootElement.ValueKind == JsonValueKind.Object)
                {
                    return document.RootElement.EnumerateObject().Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
                }
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                // It has no names; its reader says what is wrong with it.
            }
        }

        return new HashSet<string>();
    }

    /// <summary>Reads what a reading's canonical bytes were stored from; it was checked when it came in.</summary>
    /// <exception cref="JsonException">The bytes were changed, or a later version of the service wrote them.</exception>
    public static T Trusted<T>(ReadOnlySpan<byte> canonical)
        where T : class => JsonSerializer.Deserialize<T>(canonical, Json) ?? throw new JsonException("null");

    private static (JsonElement Root, IReadOnlyList<DataFault> Faults) Members(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaximumBytes)
        {
            return Unreadable("file.too-large", $"The file has more than {MaximumBytes} bytes.");
        }

        JsonElement root;
        List<DataFault> faults;
        try
        {
            using JsonDocument document = JsonDocument.Parse(WithoutMark(utf8).ToArray(), new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = MaximumDepth });
            root = document.RootElement.Clone();
            faults = [.. TextChecks.Of(root)];
        }
        catch (JsonException e)
        {
            return Unreadable("file.no-json", $"This is not JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: {e.Message.Split(" LineNumber:", 2)[0]}");
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, or bytes that are not UTF-8: no text at all.
            return Unreadable("file.no-text", "A text holds half of a character. Save the file as UTF-8 and write the character itself.");
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            return Unreadable("file.no-object", "The file must hold one object in { }.");
        }

        return (root, faults);
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> utf8) => utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8;

    private static DataReading<T> Understand<T>(JsonObject members, Func<T, JsonObject, IReadOnlyList<DataFault>> checks)
        where T : class
    {
        byte[] canonical = Canonical(members);
        try
        {
            T value = Trusted<T>(canonical);
            return new DataReading<T>(value, canonical, checks(value, members));
        }
        catch (JsonException e)
        {
            // The shape holds, but a value does not exist: 31 February.
            return new DataReading<T>(null, default, [new DataFault(Pointer(e.Path), "value.impossible", "This value does not exist, such as the 31st of February.")]);
        }
    }

    private static (JsonElement Root, IReadOnlyList<DataFault> Faults) Unreadable(string rule, string message) => (default, [new DataFault("", rule, message)]);

    private static string Pointer(string? path) => path is null ? "" : path.TrimStart('$').Replace("[", "/", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Replace('.', '/');

    private static byte[] Canonical(JsonObject members)
    {
        members.Remove("$schema");
        return JsonSerializer.SerializeToUtf8Bytes(Sorted(members));
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sorted(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        null => null,
        _ => node.DeepClone(),
    };
}
