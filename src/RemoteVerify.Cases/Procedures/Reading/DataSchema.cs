using System.Globalization;
using System.Text.Json;
using Json.Pointer;
using Json.Schema;

namespace RemoteVerify.Cases.Procedures.Reading;

/// <summary>The shape of a data file (JSON Schema, draft 2020-12), with messages that a lawyer can act on.</summary>
public sealed class DataSchema
{
    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List };

    private readonly Lazy<(string Text, JsonElement Root, JsonSchema Schema)> _loaded;

    private DataSchema(string resource) => _loaded = new(() => Load(resource));

    /// <summary>Of a version of a procedure.</summary>
    public static DataSchema Procedure { get; } = new("procedure.schema.json");

    /// <summary>Of a working calendar.</summary>
    public static DataSchema Calendar { get; } = new("calendar.schema.json");

    /// <summary>The schema as delivered.</summary>
    public string Text => _loaded.Value.Text;

    /// <summary>Everything in which <paramref name="version"/> differs from the shape.</summary>
    public IReadOnlyList<DataFault> Check(JsonElement version)
    {
        EvaluationResults results = _loaded.Value.Schema.Evaluate(version, Options);
        if (results.IsValid)
        {
            return [];
        }

        var faults = new List<DataFault>();
        foreach (EvaluationResults detail in results.Details ?? [])
        {
            if (!detail.IsValid && detail.Errors is { } errors && IsMeant(detail, version))
            {
                faults.AddRange(errors.SelectMany(error => Describe(detail, error.Key, error.Value, version)));
            }
        }

        return [.. faults.DistinctBy(f => (f.Pointer, f.Message)).OrderBy(f => f.Pointer, StringComparer.Ordinal)];
    }

    /// <summary>The condition of a rule is no fault, and of "this or null" only the side that was meant is looked at.</summary>
    private static bool IsMeant(EvaluationResults detail, JsonElement version)
    {
        string path = detail.EvaluationPath.ToString();
        if (path.Contains("/if/", StringComparison.Ordinal) || path.EndsWith("/if", StringComparison.Ordinal))
        {
            return false;
        }

        bool isNull = Value(version, detail.InstanceLocation).ValueKind == JsonValueKind.Null;
        return !path.Contains("/anyOf/", StringComparison.Ordinal) || (isNull ? !path.Contains("/anyOf/0", StringComparison.Ordinal) : !path.EndsWith("/anyOf/1", StringComparison.Ordinal));
    }

    private IEnumerable<DataFault> Describe(EvaluationResults detail, string keyword, string message, JsonElement version)
    {
        string pointer = detail.InstanceLocation.ToString();
        (JsonElement rule, string definition) = Rule(detail.EvaluationPath);
        if (keyword == "required")
        {
            JsonElement here = Value(version, detail.InstanceLocation);
            return rule.GetProperty("required").EnumerateArray().Select(name => name.GetString()!).Where(name => !here.TryGetProperty(name, out _))
                .Select(name => new DataFault(pointer, "shape.missing", $"The member \"{name}\" is missing. Add it."));
        }

        string name = Last(pointer);
        return [keyword switch
        {
            "" => new DataFault(pointer, "shape.unknown", $"The member \"{name}\" does not belong here. Take it out, or correct its name."),
            "enum" => new DataFault(pointer, "shape.value", $"This is none of the possible values: {string.Join(", ", rule.GetProperty("enum").EnumerateArray())}."),
            "type" => new DataFault(pointer, "shape.type", $"Write {Types(rule.GetProperty("type"))} here."),
            "pattern" => new DataFault(pointer, "shape.pattern", $"This is not written as it must be{Form(definition, rule)}."),
            "minimum" => new DataFault(pointer, "shape.range", $"Write {rule.GetProperty("minimum")} or more."),
            "maximum" => new DataFault(pointer, "shape.range", $"Write {rule.GetProperty("maximum")} or less."),
            "minLength" => new DataFault(pointer, "shape.length", "Write something here."),
            "maxLength" => new DataFault(pointer, "shape.length", $"Write at most {rule.GetProperty("maxLength")} characters."),
            "minItems" => new DataFault(pointer, "shape.count", $"At least {rule.GetProperty("minItems")} must be listed."),
            "maxItems" => new DataFault(pointer, "shape.count", $"At most {rule.GetProperty("maxItems")} may be listed."),
            "uniqueItems" => new DataFault(pointer, "shape.twice", "The same is listed twice. Take one out."),
            _ => new DataFault(pointer, "shape." + keyword, message),
        }];
    }

    private static string Types(JsonElement type) => string.Join(" or ", (type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().ToArray() : [type]).Select(t => t.GetString() switch
    {
        "string" => "a text in quotation marks",
        "integer" => "a whole number",
        "boolean" => "true or false",
        "array" => "a list in [ ]",
        "object" => "an object in { }",
        "null" => "null",
        var other => other,
    }));

    private static string Form(string definition, JsonElement rule) => definition switch
    {
        "id" => ": small letters, digits and single hyphens, such as land-transfer",
        "day" => ": a day as 2026-12-31",
        "timeOfDay" => ": a time of day as 15:00:00",
        "line" => ": one line that does not begin with a space",
        "text" => ": some words",
        _ => string.Create(CultureInfo.InvariantCulture, $" ({rule.GetProperty("pattern")})"),
    };

    private static JsonElement Value(JsonElement version, JsonPointer pointer) => pointer.Evaluate(version) ?? default;

    /// <summary>The part of the schema that a path of the evaluation leads to, and the definition that it went through last.</summary>
    private (JsonElement Rule, string Definition) Rule(JsonPointer path)
    {
        JsonElement at = _loaded.Value.Root;
        string definition = "";
        foreach (string part in path.ToString().Split('/').Skip(1).Select(Unescape))
        {
            if (part == "$ref")
            {
                definition = Last(at.GetProperty("$ref").GetString()!);
                at = _loaded.Value.Root.GetProperty("$defs").GetProperty(definition);
            }
            else if (at.ValueKind == JsonValueKind.Array)
            {
                at = at[int.Parse(part, CultureInfo.InvariantCulture)];
            }
            else if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(part, out JsonElement next))
            {
                at = next;
            }

            // The evaluation names the items of a list twice; the second is no part of the schema.
        }

        return (at, definition);
    }

    private static string Last(string pointer) => Unescape(pointer[(pointer.LastIndexOf('/') + 1)..]);

    private static string Unescape(string part) => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private static (string Text, JsonElement Root, JsonSchema Schema) Load(string resource)
    {
        string text = System.Text.Encoding.UTF8.GetString(DeliveredFile.All.Single(f => f.Name == resource).Content.Span);
        using JsonDocument document = JsonDocument.Parse(text);
        return (text, document.RootElement.Clone(), JsonSchema.FromText(text));
    }
}
