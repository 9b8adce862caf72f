using System.Globalization;

namespace RemoteVerify.Server.Doctor;

/// <summary>What was typed behind <c>doctor</c>; <c>./rv doctor --help</c> explains it (room Cli).</summary>
/// <param name="IsProduction">Everything of demo grade counts.</param>
/// <param name="Settings">What is left, for the configuration (<c>--Service:DataDirectory=DIR</c>).</param>
internal sealed record DoctorArguments(bool IsProduction, bool IsJson, DoctorLimits Limits, string[] Settings)
{
    public static DoctorArguments? Read(string[] args, out string? mistake)
    {
        (bool production, bool json, DoctorLimits limits) = (false, false, new DoctorLimits());
        List<string> settings = [];
        mistake = null;
        for (int i = 0; i < args.Length && mistake is null; i++)
        {
            switch (args[i])
            {
                case "--production":
                    production = true;
                    break;
                case "--json":
                    json = true;
                    break;
                case "--backup-days" when i + 1 < args.Length && int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int days) && days > 0:
                    limits = limits with { BackupDays = days };
                    i++;
                    break;
                case var other when other.StartsWith("--Service:", StringComparison.Ordinal):
                    settings.Add(other);
                    break;
                default:
                    mistake = $"doctor does not understand {args[i]}.";
                    break;
            }
        }

        return mistake is null ? new DoctorArguments(production, json, limits, [.. settings]) : null;
    }
}
