using System.Globalization;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Signing;

namespace RemoteVerify.Server.Endpoints.Cases;

/// <summary>
/// The query parameter <c>place</c>, repeated: where a signature is seen, as <c>who:page,left,bottom,width,height</c> in points;
/// who is a participant's id, <c>officer</c> or <c>organisation</c>.
/// </summary>
internal static class PlaceParameter
{
    private const double LongestSide = 2000;

    /// <summary>The places; null when one is malformed.</summary>
    public static SignaturePlaces? Read(IEnumerable<string?> values)
    {
        Dictionary<string, SignaturePlace> places = new(StringComparer.Ordinal);
        foreach (string value in values.OfType<string>())
        {
            int colon = value.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1 || Place(value[(colon + 1)..]) is not { } place || !places.TryAdd(value[..colon], place))
            {
                return null;
            }
        }

        places.Remove("officer", out SignaturePlace? officer);
        places.Remove("organisation", out SignaturePlace? organisation);
        return new SignaturePlaces(places, officer, organisation);
    }

    private static SignaturePlace? Place(string text)
    {
        double[] numbers = [.. text.Split(',').Select(part => double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) ? number : double.NaN)];
        return numbers is [>= 1 and <= 10_000, >= 0 and <= LongestSide, >= 0 and <= LongestSide, > 0 and <= LongestSide, > 0 and <= LongestSide]
            ? new SignaturePlace((int)numbers[0], numbers[1], numbers[2], numbers[3], numbers[4])
            : null;
    }
}
