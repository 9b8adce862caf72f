using System.Text.Json;

namespace RemoteVerify.Cases.Dossiers;

/// <summary>Words and spans that slips need besides their templates; data with a source, delivered with the service.</summary>
/// <param name="Receiver">Title under the name of who takes dossiers in.</param>
/// <param name="ReceiptName">Name of the receipt in the official QR code.</param>
/// <param name="FormUploaded">How an uploaded paper is named.</param>
/// <param name="FormScanned">How a scan of an original is named.</param>
/// <param name="ContestBefore">Before whom a refusal is contested.</param>
/// <param name="ContestHow">How; the desk follows.</param>
/// <param name="ContestDays">Days in which it can be contested.</param>
/// <param name="Source">Where this was read.</param>
public sealed record SlipWords(
    string Receiver, string ReceiptName, string FormUploaded, string FormScanned, string ContestBefore, string ContestHow, int ContestDays, string Source)
{
    private static readonly Lazy<SlipWords> Embedded = new(Read);

    public static SlipWords Delivered => Embedded.Value;

    private static SlipWords Read()
    {
        using Stream data = typeof(SlipWords).Assembly.GetManifestResourceStream("RemoteVerify.Cases.Guidance.Data.slips.vi.json")
            ?? throw new InvalidOperationException("The words of slips are missing from the build.");
        return JsonSerializer.Deserialize<SlipWords>(data, JsonSerializerOptions.Web) ?? throw new InvalidOperationException("The words of slips are empty.");
    }
}
