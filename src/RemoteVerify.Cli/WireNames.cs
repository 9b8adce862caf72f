using System.Text;

namespace RemoteVerify.Cli;

/// <summary>Names of values as the JSON contract writes them.</summary>
internal static class WireNames
{
    /// <summary><c>TotalPassed</c> to <c>TOTAL_PASSED</c>.</summary>
    public static string Upper(Enum value)
    {
        StringBuilder name = new();
        foreach (char letter in value.ToString())
        {
            if (char.IsUpper(letter) && name.Length > 0)
            {
                name.Append('_');
            }

            name.Append(char.ToUpperInvariant(letter));
        }

        return name.ToString();
    }

    /// <summary><c>AcceptWithWarning</c> to <c>accept-with-warning</c>.</summary>
    public static string Kebab(Enum value) => Upper(value).Replace('_', '-').ToLowerInvariant();
}
