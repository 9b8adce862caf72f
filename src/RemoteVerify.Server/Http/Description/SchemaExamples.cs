using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace RemoteVerify.Server.Http.Description;

/// <summary>
/// Makes an example from a schema: values by the member's name (<c>Data/openapi-examples.json</c>), by format, or by type. So an operation that is
/// added has its example at once, and no example names a member that does not exist.
/// </summary>
internal sealed class SchemaExamples
{
    /// <summary>Deeper members are left out; none of the API's shapes needs more.</summary>
    private const int Deepest = 6;

    private const string Id = "0199c0de-0000-7000-8000-000000000001";
    private const string Moment = "2026-11-30T09:00:00+07:00";

    private readonly OpenApiDocument _document;
    private readonly JsonObject _values;

    public SchemaExamples(OpenApiDocument document)
    {
        _document = document;
        using Stream data = typeof(SchemaExamples).Assembly.GetManifestResourceStream("RemoteVerify.Server.Data.openapi-examples.json")
            ?? throw new InvalidOperationException("The values of the examples are missing in the assembly.");
        _values = JsonNode.Parse(data)!["values"]!.AsObject();
    }

    /// <summary>The example; null where the schema says nothing.</summary>
    public JsonNode? Of(IOpenApiSchema? schema) => Of(schema, null, 0);

    private JsonNode? Of(IOpenApiSchema? given, string? name, int depth)
    {
        if (given is null || depth > Deepest || Resolve(given) is not { } schema)
        {
            return null;
        }

        if (schema.Enum is { Count: > 0 } choices)
        {
            return choices.FirstOrDefault(choice => choice is not null && choice.ToJsonString() == Named(name)?.ToJsonString())?.DeepClone() ?? choices.FirstOrDefault(choice => choice is not null)?.DeepClone();
        }

        if ((schema.OneOf ?? schema.AnyOf) is { Count: > 0 } alternatives)
        {
            return Of(alternatives.FirstOrDefault(one => Resolve(one)?.Type != JsonSchemaType.Null), name, depth);
        }

        JsonSchemaType type = schema.Type ?? 0;
        return type.HasFlag(JsonSchemaType.Object) ? ObjectOf(schema, depth)
            : type.HasFlag(JsonSchemaType.Array) ? new JsonArray(Of(schema.Items, name, depth + 1))
            : type.HasFlag(JsonSchemaType.Boolean) ? JsonValue.Create(true)
            : type.HasFlag(JsonSchemaType.Integer) ? Named(name) is JsonValue whole && whole.TryGetValue(out long _) ? whole : JsonValue.Create(1)
            : type.HasFlag(JsonSchemaType.Number) ? JsonValue.Create(0.5)
            : type.HasFlag(JsonSchemaType.String) ? Text(schema, name)
            : null;
    }

    private JsonObject ObjectOf(IOpenApiSchema schema, int depth)
    {
        JsonObject made = [];
        foreach ((string member, IOpenApiSchema of) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            if (Of(of, member, depth + 1) is { } value)
            {
                made[member] = value;
            }
        }

        if (made.Count == 0 && Of(schema.AdditionalProperties, "value", depth + 1) is { } entry)
        {
            made["key"] = entry;
        }

        return made;
    }

    private JsonNode? Text(IOpenApiSchema schema, string? name) => schema.Format switch
    {
        "uuid" => JsonValue.Create(Id),
        "date-time" => JsonValue.Create(Moment),
        "date" => Named(name) ?? JsonValue.Create("2026-11-30"),
        "time" => JsonValue.Create("15:00:00"),
        "byte" or "binary" => JsonValue.Create("UmVtb3RlVmVyaWZ5"),
        "uri" => Named(name) ?? JsonValue.Create("https://service.example/"),
        _ when schema.Pattern is not null => JsonValue.Create("00:00:05"),
        _ => name is not null && _values.ContainsKey(name) ? Named(name) is { } value ? JsonValue.Create(value.ToString()) : null : JsonValue.Create(name ?? "text"),
    };

    private JsonNode? Named(string? name) => name is not null && _values.TryGetPropertyValue(name, out JsonNode? value) ? value?.DeepClone() : null;

    private IOpenApiSchema? Resolve(IOpenApiSchema schema) => schema is OpenApiSchemaReference reference
        ? reference.Reference.Id is { } id && _document.Components?.Schemas?.TryGetValue(id, out IOpenApiSchema? found) == true ? found : null
        : schema;
}
