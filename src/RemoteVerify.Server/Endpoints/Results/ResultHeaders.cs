using RemoteVerify.Cases.Results;

namespace RemoteVerify.Server.Endpoints.Results;

/// <summary>What must be known with a result's PDF, for clients that get the bytes alone.</summary>
internal static class ResultHeaders
{
    /// <summary>Says what the result is worth now and, a <c>Link</c> each, what must be read with it.</summary>
    /// <param name="response">The answer that carries the PDF.</param>
    /// <param name="record">The result.</param>
    /// <param name="address">Where this client finds a related act.</param>
    public static void TellRecord(this HttpResponse response, ResultRecord record, Func<ShownRelatedAct, string> address)
    {
        response.Headers["X-Result-State"] = record.State.Name;
        foreach (ShownRelatedAct related in record.RelatedActs)
        {
            response.Headers.Append("Link", $"<{address(related)}>; rel=\"related\"; title=\"{related.Act.Kind}\"");
        }
    }
}
