using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RemoteVerify.Server.Tests;

/// <summary>One operation of the service's own OpenAPI document, with a request that is well-formed and names things of <see cref="WalkWorld"/>.</summary>
public sealed class ApiOperation
{
    /// <summary>Bodies that the document can't say: choices that exclude each other, and words of lists that are kept elsewhere.</summary>
    private static readonly Dictionary<string, string> Exact = new(StringComparer.Ordinal)
    {
        ["LookUp"] = """{"participant":"p1","fields":["full-name"]}""", ["OpenChipRelay"] = "{}", ["RevokeCertificate"] = """{"reason":"superseded"}""", ["AnswerShareRequest"] = """{"decline":true}""", ["OpenDataRequest"] = """{"kind":"Access"}""",
        ["SetNotificationWish"] = """{"channels":["counter"]}""",
        ["ReplayToWebhookEndpoint"] = """{"since":"2026-11-30T00:00:00+07:00"}""",
    };

    private readonly JsonElement _operation;
    private readonly JsonElement _schemas;

    private ApiOperation(string path, string method, JsonElement operation, JsonElement schemas)
    {
        (Path, Method, _operation, _schemas) = (path, HttpMethod.Parse(method), operation, schemas);
        Id = operation.GetProperty("operationId").GetString()!;
    }

    public string Id { get; }

    public HttpMethod Method { get; }

    public string Path { get; }

    public static async Task<IReadOnlyList<ApiOperation>> AllAsync(RunningService service)
    {
        JsonElement document = (await service.Anyone.GetAsync("/openapi/v1.json")).Expect(200).Json;
        JsonElement schemas = document.GetProperty("components").GetProperty("schemas");
        return [.. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation => new ApiOperation(path.Name, operation.Name, operation.Value, schemas)))];
    }

    /// <summary>The address with ids of that world.</summary>
    public string Address(WalkWorld world)
    {
        string path = Path;
        for (int open = path.IndexOf('{', StringComparison.Ordinal); open >= 0; open = path.IndexOf('{', open + 1))
        {
            int close = path.IndexOf('}', open);
            string value = world.Parameter(Path, path[(open + 1)..close]);
            path = path[..open] + value + path[(close + 1)..];
        }

        string[] asked = _operation.TryGetProperty("parameters", out JsonElement parameters)
            ? [.. parameters.EnumerateArray().Where(p => p.GetProperty("in").GetString() == "query" && p.TryGetProperty("required", out JsonElement required) && required.GetBoolean())
                .Select(p => $"{p.GetProperty("name").GetString()}={Uri.EscapeDataString(Value(p.GetProperty("schema"), p.GetProperty("name").GetString()!, world)!.ToString())}")]
            : [];
        return asked.Length == 0 ? path : $"{path}?{string.Join('&', asked)}";
    }

    /// <summary>A body as the document describes it; null for none.</summary>
    public HttpContent? Body(WalkWorld world)
    {
        if (!_operation.TryGetProperty("requestBody", out JsonElement body))
        {
            return null;
        }

        JsonProperty content = body.GetProperty("content").EnumerateObject().First();
        if (content.Name != "application/json")
        {
            byte[] bytes = content.Name == "application/pdf" ? Journey.Contract : content.Name == "image/jpeg" ? Journey.Picture(80) : Encoding.ASCII.GetBytes("a=b");
            return new ByteArrayContent(bytes) { Headers = { ContentType = MediaTypeHeaderValue.Parse(content.Name) } };
        }

        return new StringContent(Exact.GetValueOrDefault(Id) ?? Value(content.Value.GetProperty("schema"), string.Empty, world)?.ToJsonString() ?? "null", Encoding.UTF8, "application/json");
    }

    /// <summary>Address and body as text.</summary>
    public async Task<string> TextAsync(WalkWorld world) => Address(world) + (Body(world) is StringContent text ? await text.ReadAsStringAsync() : string.Empty);

    /// <summary>Whether address or body name something of the world's tenant.</summary>
    public async Task<bool> RefersAsync(WalkWorld world)
    {
        string all = await TextAsync(world);
        return world.Ids.Any(id => all.Contains(id, StringComparison.Ordinal));
    }

    private JsonNode? Value(JsonElement schema, string name, WalkWorld world)
    {
        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            return Value(_schemas.GetProperty(reference.GetString()!.Split('/')[^1]), name, world);
        }

        if (schema.TryGetProperty("oneOf", out JsonElement choices))
        {
            return Value(choices.EnumerateArray().First(choice => !(choice.TryGetProperty("type", out JsonElement t) && t.ValueKind == JsonValueKind.String && t.GetString() == "null")), name, world);
        }

        if (schema.TryGetProperty("enum", out JsonElement values))
        {
            return JsonNode.Parse(values.EnumerateArray().First(value => value.ValueKind != JsonValueKind.Null).GetRawText());
        }

        return TypeOf(schema) switch
        {
            "object" => Object(schema, world),
            "array" => new JsonArray(Value(schema.GetProperty("items"), name, world)),
            "integer" or "number" => JsonValue.Create(1),
            "boolean" => JsonValue.Create(true),
            _ => JsonValue.Create(world.Text(name, schema.TryGetProperty("format", out JsonElement format) ? format.GetString() : null)),
        };
    }

    private JsonObject Object(JsonElement schema, WalkWorld world)
    {
        JsonObject made = [];
        if (schema.TryGetProperty("properties", out JsonElement properties))
        {
            foreach (JsonProperty property in properties.EnumerateObject())
            {
                made[property.Name] = Value(property.Value, property.Name, world);
            }
        }
        else if (schema.TryGetProperty("additionalProperties", out JsonElement more) && more.ValueKind == JsonValueKind.Object)
        {
            made["a"] = Value(more, "a", world);
        }

        return made;
    }

    private static string? TypeOf(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out JsonElement type))
        {
            return "object";
        }

        return type.ValueKind == JsonValueKind.String ? type.GetString() : type.EnumerateArray().Select(t => t.GetString()).First(t => t != "null");
    }
}
