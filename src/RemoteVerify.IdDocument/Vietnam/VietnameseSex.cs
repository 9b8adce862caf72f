using System.Text;

namespace RemoteVerify.IdDocument.Vietnam;

internal static class VietnameseSex
{
    public static char? Read(string text) => text.Trim().Normalize(NormalizationForm.FormC).ToUpperInvariant() switch
    {
        "NAM" => 'M',
        "NỮ" => 'F',
        _ => null,
    };
}
