using RemoteVerify.Cases.Tenants;

namespace RemoteVerify.Cases.Assisting;

/// <summary>A registered helper (người hỗ trợ): helps people with their cases, and never confirms or signs.</summary>
/// <param name="Account">Account; of one person.</param>
/// <param name="Name">Name, shown to the person who is helped.</param>
/// <param name="Agent">For whom the helper works; counted together for payment.</param>
/// <param name="MostInADay">Assistances that the helper may begin in one day of Vietnam.</param>
public sealed record RegisteredHelper(string Account, string Name, string Agent, int MostInADay)
{
    /// <summary>Where nothing else is registered.</summary>
    public const int DefaultMostInADay = 20;

    public override string ToString() => "RegisteredHelper";
}

/// <summary>The helpers of this service; data of the host.</summary>
public interface IHelperDirectory
{
    /// <summary>The helper with this account, or null.</summary>
    RegisteredHelper? Find(TenantId tenant, string account);
}

/// <summary>Limits of assisted mode. All are by person or by helper: a village shares one address.</summary>
public sealed record AssistingPolicy
{
    /// <summary>Wrong pairs of code and number of one helper in one day.</summary>
    public int MostMissesInADay { get; init; } = 10;

    /// <summary>Assistances of one person in one day, by whichever helpers.</summary>
    public int MostOfAPersonInADay { get; init; } = 6;

    /// <summary>Largest recording of a spoken consent: about four minutes of speech.</summary>
    public int LargestSoundBytes { get; init; } = 2 << 20;
}

/// <summary>What one helper did in one day of Vietnam.</summary>
/// <param name="Tenant">Tenant.</param>
/// <param name="Helper">Account.</param>
/// <param name="Day">Day.</param>
/// <param name="Begun">Assistances begun.</param>
/// <param name="Misses">Pairs of code and number that belong to no case.</param>
/// <param name="Version">0 before the first is kept; grows by one with every change, so that two acts of one moment conflict.</param>
public sealed record HelperDay(TenantId Tenant, string Helper, DateOnly Day, int Begun, int Misses, long Version)
{
    public override string ToString() => $"HelperDay {Day:yyyy-MM-dd}";
}

/// <summary>One helper in one month.</summary>
/// <param name="Agent">For whom the helper worked.</param>
/// <param name="Helper">Account.</param>
/// <param name="Begun">Begun.</param>
/// <param name="Agreed">Of these, agreed to by the person.</param>
/// <param name="Counted">Of these, counted for payment.</param>
public sealed record AssistanceLine(string Agent, string Helper, int Begun, int Agreed, int Counted)
{
    public override string ToString() => "AssistanceLine";
}

/// <summary>What is paid for in one month, by agent and helper.</summary>
public sealed record AssistanceReport(MeterMonth Month, IReadOnlyList<AssistanceLine> Lines)
{
    public override string ToString() => $"AssistanceReport {Month}";
}
