using Microsoft.OpenApi;

namespace RemoteVerify.Server.Http.Description;

/// <summary>What the whole OpenAPI document says: how to sign in, problems, an example for every JSON body.</summary>
internal static class DocumentDescription
{
    public static void Complete(OpenApiDocument document)
    {
        ProblemResponses.Add(document);
        document.Components!.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes.TryAdd("bearer", new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An access token of POST /v1/oauth/token, or a citizen's session of POST /v1/sessions.",
        });
        foreach ((string name, IOpenApiSchema schema) in document.Components.Schemas!)
        {
            if (name.EndsWith("Body", StringComparison.Ordinal) || name.EndsWith("Request", StringComparison.Ordinal))
            {
                LeaveOut(schema);
            }
        }

        SchemaExamples examples = new(document);
        foreach (OpenApiOperation operation in document.Paths.Values.SelectMany(path => path.Operations?.Values.AsEnumerable() ?? []))
        {
            Exemplify(operation.RequestBody?.Content, examples);
            foreach ((string _, IOpenApiResponse response) in operation.Responses ?? [])
            {
                Exemplify(response is OpenApiResponseReference ? null : response.Content, examples);
            }
        }
    }

    /// <summary>What may be null in a request may be absent too.</summary>
    private static void LeaveOut(IOpenApiSchema schema)
    {
        foreach ((string member, IOpenApiSchema of) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            if (of.Type?.HasFlag(JsonSchemaType.Null) == true || of.OneOf?.Any(one => one.Type == JsonSchemaType.Null) == true)
            {
                schema.Required?.Remove(member);
            }
        }
    }

    private static void Exemplify(IDictionary<string, OpenApiMediaType>? content, SchemaExamples examples)
    {
        foreach ((string type, OpenApiMediaType media) in content ?? new Dictionary<string, OpenApiMediaType>())
        {
            if (media.Example is null && (type.EndsWith("json", StringComparison.Ordinal) || type.EndsWith("urlencoded", StringComparison.Ordinal)))
            {
                media.Example = examples.Of(media.Schema);
            }
        }
    }
}
