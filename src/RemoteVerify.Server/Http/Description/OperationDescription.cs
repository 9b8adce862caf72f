using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace RemoteVerify.Server.Http.Description;

/// <summary>Says of each operation what holds for all of its kind: headers, who may call it, which problems it answers with.</summary>
internal static class OperationDescription
{
    /// <summary>Their answers follow standards of their own.</summary>
    private static readonly HashSet<string> OwnErrors = ["IssueToken", "Timestamp", "Ocsp", "Health"];

    /// <summary>Reads with a strong ETag.</summary>
    private static readonly HashSet<string> Tagged = ["ReadCase", "ReadDossier", "ReadNotarialSession", "ReadVerification", "ReadResultRecord", "ReadDocument"];

    private static readonly HashSet<string> ComparedElsewhere = ["DecideIdentity", "ReplaceResult", "RevokeResult"];

    public static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        string id = operation.OperationId ?? string.Empty;
        IList<object> metadata = context.Description.ActionDescriptor.EndpointMetadata;
        bool needsToken = metadata.OfType<IAuthorizeData>().Any() && !metadata.OfType<IAllowAnonymous>().Any();
        bool isPost = string.Equals(context.Description.HttpMethod, HttpMethods.Post, StringComparison.OrdinalIgnoreCase);
        string path = context.Description.RelativePath ?? string.Empty;
        operation.Parameters ??= [];
        if (isPost && !OwnErrors.Contains(id) && id != "CheckDocument")
        {
            Header(operation, "Idempotency-Key", "A new word for each request, such as a UUID; the same one to repeat it unchanged: it is carried out once and answered the same for 24 hours.");
        }

        if (isPost && (path.StartsWith("v1/cases/{", StringComparison.Ordinal) || (path.StartsWith("v1/signature-requests/{", StringComparison.Ordinal)) || ComparedElsewhere.Contains(id)))
        {
            Header(operation, "If-Match", "The ETag of what was read; 412 when it has changed since.");
        }

        if (Tagged.Contains(id))
        {
            Header(operation, "If-None-Match", "An ETag that is known; 304 when nothing has changed.");
        }

        if (isPost && operation.RequestBody?.Content?.Keys.Any(type => !type.EndsWith("json", StringComparison.Ordinal) && !type.EndsWith("urlencoded", StringComparison.Ordinal)) == true)
        {
            Header(operation, "Upload-Reference", "The id of a whole resumable upload in place of the body.");
        }

        if (id.EndsWith("Upload", StringComparison.Ordinal))
        {
            DescribeUpload(operation, id);
        }

        if (needsToken)
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", context.Document)] = [] }];
        }

        if (!OwnErrors.Contains(id) && path.StartsWith("v1/", StringComparison.Ordinal))
        {
            Problems(operation, context.Document!, needsToken, isPost, path);
        }

        return Task.CompletedTask;
    }

    private static void DescribeUpload(OpenApiOperation operation, string id)
    {
        Header(operation, "Tus-Resumable", "1.0.0", isRequired: true);
        if (id == "CreateUpload")
        {
            Header(operation, "Upload-Length", "Bytes of the whole file.", isRequired: true);
            Header(operation, "Upload-Metadata", "filetype and, better, sha256 (hexadecimal), each with its value in Base64, comma between.", isRequired: true);
        }
        else if (id == "AppendUpload")
        {
            Header(operation, "Upload-Offset", "Where the piece begins.", isRequired: true);
            Header(operation, "Upload-Checksum", "sha256 and the Base64 of the piece's hash.");
        }
    }

    private static void Problems(OpenApiOperation operation, OpenApiDocument document, bool needsToken, bool isPost, string path)
    {
        List<int> statuses = [400];
        statuses.AddRange(needsToken ? [401, 403] : []);
        statuses.AddRange(path.Contains('{', StringComparison.Ordinal) ? [404] : []);
        statuses.AddRange(isPost ? [409, 412, 422] : []);
        statuses.AddRange(operation.RequestBody is not null ? [413, 415] : []);
        statuses.Add(429);
        operation.Responses ??= [];
        foreach (int status in statuses)
        {
            operation.Responses.TryAdd(ProblemResponses.NameOf(status)[^3..], new OpenApiResponseReference(ProblemResponses.NameOf(status), document));
        }

        operation.Responses.TryAdd("default", new OpenApiResponseReference(ProblemResponses.Default, document));
    }

    private static void Header(OpenApiOperation operation, string name, string description, bool isRequired = false) => operation.Parameters!.Add(new OpenApiParameter
    {
        Name = name, In = ParameterLocation.Header, Required = isRequired, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    });
}
