using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using RemoteVerify.Server.Problems;

namespace RemoteVerify.Server.Http.Description;

/// <summary>The shared answers of the OpenAPI document that are problem documents, each with its codes and an example.</summary>
internal static class ProblemResponses
{
    public const string Default = "Problem";

    private const string Schema = "Problem";

    public static string NameOf(int status) => string.Create(CultureInfo.InvariantCulture, $"Problem{status}");

    public static void Add(OpenApiDocument document)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Responses ??= new Dictionary<string, IOpenApiResponse>();
        document.Components.Schemas[Schema] = ProblemSchema();
        foreach ((int status, IReadOnlyList<string> codes) in ProblemCodes.ByStatus)
        {
            document.Components.Responses[NameOf(status)] = Response(document, status, codes);
        }

        document.Components.Responses[Default] = new OpenApiResponse
        {
            Description = "Any other problem.",
            Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Schema, document) } },
        };
    }

    private static OpenApiResponse Response(OpenApiDocument document, int status, IReadOnlyList<string> codes)
    {
        Microsoft.AspNetCore.Mvc.ProblemDetails problem = Problem.Details(status, codes[0], "What to do about it, in a sentence.");
        JsonObject example = new()
        {
            ["type"] = problem.Type, ["title"] = problem.Title, ["status"] = status, ["detail"] = problem.Detail, ["code"] = codes[0], ["traceId"] = "4bf92f3577b34da6a3ce929d0e0e4736",
        };
        return new OpenApiResponse
        {
            Description = problem.Title!,
            Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Schema, document), Example = example } },
            Extensions = new Dictionary<string, IOpenApiExtension> { ["x-problem-codes"] = new JsonNodeExtension(new JsonArray([.. codes.Select(code => (JsonNode)JsonValue.Create(code))])) },
        };
    }

    private static OpenApiSchema ProblemSchema()
    {
        static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
        OpenApiSchema step = new()
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema> { ["id"] = Text("Stable."), ["who"] = Text("Who can do it."), ["where"] = Text("Where."), ["vi"] = Text("In Vietnamese."), ["en"] = Text("In English.") },
        };
        return new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "RFC 9457. Programs rely on code alone.",
            Required = new HashSet<string> { "type", "title", "status", "code" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Text("urn:remoteverify:problem:CODE"),
                ["title"] = Text("The kind of problem."),
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
                ["detail"] = Text("What to do about it."),
                ["code"] = Text("Stable; one of x-problem-codes. More may come."),
                ["traceId"] = Text("To be named when asking for help."),
                ["allowedActions"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text("Code of an act."), Description = "With 409: what the state allows." },
                ["reasons"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text("Code of a finding.") },
                ["nextSteps"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = step, Description = "What a person can do." },
            },
        };
    }
}
