using System.Text.Json;
using System.Text.RegularExpressions;
using RemoteVerify.Cases;
using RemoteVerify.TestKit;

namespace RemoteVerify.Server.Tests;

/// <summary>What the OpenAPI document promises of every operation, whoever adds one.</summary>
[Collection(OneService.Name)]
public partial class DescriptionTests(RunningService service)
{
    [Fact]
    public async Task EveryJsonBody_OfEveryOperation_HasAnExampleThatFitsItsSchema()
    {
        JsonElement document = await DocumentAsync();
        int examples = 0;
        foreach ((string id, JsonElement operation) in Operations(document))
        {
            foreach (JsonElement content in Contents(operation))
            {
                foreach (JsonProperty media in content.EnumerateObject().Where(media => media.Name.EndsWith("json", StringComparison.Ordinal)))
                {
                    Assert.True(media.Value.TryGetProperty("schema", out JsonElement schema), id);
                    Assert.True(media.Value.TryGetProperty("example", out JsonElement example), $"{id} has no example");
                    Fits(document, schema, example, id);
                    examples++;
                }
            }
        }

        Assert.True(examples > 100, $"only {examples} examples");
    }

    [Fact]
    public async Task Codes_OfAllProblems_AreListed()
    {
        JsonElement responses = (await DocumentAsync()).GetProperty("components").GetProperty("responses");
        HashSet<string> listed = [.. responses.EnumerateObject().Where(r => r.Value.TryGetProperty("x-problem-codes", out _)).SelectMany(r => r.Value.GetProperty("x-problem-codes").EnumerateArray().Select(c => c.GetString()!))];
        Assert.Empty(RefusalCode.All.Select(code => code.Value).Except(listed));
        IEnumerable<string> written = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "RemoteVerify.Server"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .SelectMany(file => Code().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value));
        Assert.Empty(written.Except(listed));
    }

    [Fact]
    public async Task EveryPost_OfTheDocument_NamesItsKeyAndItsProblems()
    {
        JsonElement document = await DocumentAsync();
        string[] safe = ["IssueToken", "Timestamp", "Ocsp", "CheckDocument"];
        foreach (JsonProperty path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (JsonProperty method in path.Value.EnumerateObject().Where(method => method.Name == "post"))
            {
                string id = method.Value.GetProperty("operationId").GetString()!;
                string[] headers = method.Value.TryGetProperty("parameters", out JsonElement parameters) ? [.. parameters.EnumerateArray().Select(p => p.GetProperty("name").GetString()!)] : [];
                Assert.Equal(!safe.Contains(id), headers.Contains("Idempotency-Key"));
                Assert.Equal(path.Name.StartsWith("/v1/cases/{id}", StringComparison.Ordinal), headers.Contains("If-Match") && path.Name.StartsWith("/v1/cases", StringComparison.Ordinal));
                if (id is not ("IssueToken" or "Timestamp" or "Ocsp"))
                {
                    Assert.True(method.Value.GetProperty("responses").TryGetProperty("429", out _) && method.Value.GetProperty("responses").TryGetProperty("default", out _), id);
                }
            }
        }
    }

    [Fact]
    public async Task Docs_OfTheService_AskNobodyElse()
    {
        Answer page = (await service.Anyone.GetAsync("/docs")).Expect(200);
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", page.Text);
        foreach (Match source in Source().Matches(page.Text))
        {
            Assert.NotEmpty((await service.Anyone.GetAsync(source.Groups[1].Value)).Expect(200).Body);
        }
    }

    private async Task<JsonElement> DocumentAsync() => (await service.Anyone.GetAsync("/openapi/v1.json")).Expect(200).Json;

    private static IEnumerable<(string Id, JsonElement Operation)> Operations(JsonElement document) =>
        document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(method => (method.Value.GetProperty("operationId").GetString()!, method.Value)));

    private static IEnumerable<JsonElement> Contents(JsonElement operation)
    {
        if (operation.TryGetProperty("requestBody", out JsonElement body))
        {
            yield return body.GetProperty("content");
        }

        foreach (JsonProperty response in operation.GetProperty("responses").EnumerateObject())
        {
            if (response.Value.TryGetProperty("content", out JsonElement content))
            {
                yield return content;
            }
        }
    }

    /// <summary>Types, choices and required members; enough to see that an example is not of another shape.</summary>
    private static void Fits(JsonElement document, JsonElement schema, JsonElement example, string where)
    {
        while (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            schema = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        }

        if (schema.TryGetProperty("oneOf", out JsonElement choices))
        {
            JsonElement choice = choices.EnumerateArray().First(one => !one.TryGetProperty("type", out JsonElement type) || type.ValueKind != JsonValueKind.String || type.GetString() != "null");
            Fits(document, choice, example, where);
            return;
        }

        if (schema.TryGetProperty("enum", out JsonElement values))
        {
            Assert.Contains(example.GetRawText(), values.EnumerateArray().Select(value => value.GetRawText()));
            return;
        }

        if (!schema.TryGetProperty("type", out JsonElement types))
        {
            return;
        }

        string[] allowed = types.ValueKind == JsonValueKind.Array ? [.. types.EnumerateArray().Select(type => type.GetString()!)] : [types.GetString()!];
        string actual = example.ValueKind switch
        {
            JsonValueKind.Object => "object", JsonValueKind.Array => "array", JsonValueKind.String => "string", JsonValueKind.True or JsonValueKind.False => "boolean",
            JsonValueKind.Number => allowed.Contains("integer") && example.TryGetInt64(out _) ? "integer" : "number", _ => "null",
        };
        Assert.True(allowed.Contains(actual), $"{where}: {example.GetRawText()} is no {string.Join('|', allowed)}");
        if (actual == "object" && schema.TryGetProperty("properties", out JsonElement properties))
        {
            foreach (JsonProperty member in example.EnumerateObject())
            {
                Fits(document, properties.GetProperty(member.Name), member.Value, $"{where}.{member.Name}");
            }

            string[] required = schema.TryGetProperty("required", out JsonElement needed) ? [.. needed.EnumerateArray().Select(name => name.GetString()!)] : [];
            Assert.Empty(required.Where(name => !example.TryGetProperty(name, out _) && !IsOpen(document, properties.GetProperty(name))).Select(name => $"{where}.{name}"));
        }

        if (actual == "array")
        {
            foreach (JsonElement item in example.EnumerateArray())
            {
                Fits(document, schema.GetProperty("items"), item, where + "[]");
            }
        }
    }

    /// <summary>Anything may stand there, also nothing.</summary>
    private static bool IsOpen(JsonElement document, JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            schema = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        }

        return !schema.TryGetProperty("type", out JsonElement type) || (type.ValueKind == JsonValueKind.Array && type.EnumerateArray().Any(one => one.GetString() == "null"));
    }

    [GeneratedRegex("(?:StatusCodes\\.\\w+|ChecksumMismatch),\\s*\"([a-z-]+\\.[a-z-]+)\"")]
    private static partial Regex Code();

    [GeneratedRegex("(?:src|href)=\"(/[^\"]+)\"")]
    private static partial Regex Source();
}
