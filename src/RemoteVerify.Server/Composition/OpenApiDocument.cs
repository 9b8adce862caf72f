using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RemoteVerify.Server.Http.Description;

namespace RemoteVerify.Server.Composition;

/// <summary>What the OpenAPI document says beside the operations.</summary>
public static class OpenApiDocument
{
    public static void Describe(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddOperationTransformer(OperationDescription.DescribeAsync);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "RemoteVerify",
                Version = "v1",
                Description = "Remote identity verification and e-signature. Errors are problem documents (RFC 9457) with a stable code.",
            };
            document.Servers = [];
            DocumentDescription.Complete(document);
            return Task.CompletedTask;
        });
    }
}
