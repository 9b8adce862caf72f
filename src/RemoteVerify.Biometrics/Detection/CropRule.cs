using System.Globalization;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.Detection;

/// <summary>Reads the manifest's <c>crop</c>: a word, or a word and a number as in <c>box-2.7</c>, <c>eyes-level-1.5</c>, <c>whole-320</c>.</summary>
internal static class CropRule
{
    /// <summary>The number behind the word; null where the crop is the word alone.</summary>
    /// <exception cref="ArgumentException">The network wants another crop.</exception>
    public static float? Number(ModelEntry entry, string word)
    {
        string crop = entry.Preprocessing.Crop;
        if (crop == word)
        {
            return null;
        }

        bool known = crop.StartsWith(word + "-", StringComparison.Ordinal)
            & float.TryParse(crop.AsSpan(Math.Min(crop.Length, word.Length + 1)), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out float number)
            && number > 0;
        return known ? number : throw new ArgumentException($"{entry.FileName}: unknown crop {crop}.", nameof(entry));
    }

    /// <summary>Width and height of the only input of a network that fixes them, in pixels.</summary>
    /// <exception cref="ArgumentException">They are free, or not equal.</exception>
    public static int SidePixels(ModelEntry entry) => entry.Inputs is [{ Shape: [_, 3, var height and > 0, var width] }] && height == width
        ? (int)width
        : throw new ArgumentException($"{entry.FileName}: its input is not one square picture.", nameof(entry));
}
