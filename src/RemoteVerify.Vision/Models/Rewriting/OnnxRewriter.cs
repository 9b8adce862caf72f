using RemoteVerify.Vision.Images;

namespace RemoteVerify.Vision.Models.Rewriting;

/// <summary>
/// Writes a network anew so that it says the same and runs faster. The file stays as published, and its hash is what is recorded: this
/// happens in memory after the hash was checked.
/// </summary>
internal static class OnnxRewriter
{
    /// <summary>The model to load; the same bytes where there is nothing to win, or something that is not understood.</summary>
    public static ReadOnlyMemory<byte> Rewrite(ReadOnlyMemory<byte> model)
    {
        try
        {
            OnnxGraph graph = new(model);
            ChannelPadding.Apply(graph);
            SlopeRewriting.Apply(graph);
            return graph.IsChanged ? graph.Write() : model;
        }
        catch (VisionFormatException)
        {
            // The runtime says better what is wrong with it.
            return model;
        }
    }
}
