using RemoteVerify.Cases.Lookups;

namespace RemoteVerify.Server.Lookups;

/// <summary>The population database behind its connector.</summary>
public sealed class PopulationConnector(RegisterConnection connection) : IPopulationData
{
    public DatabaseName Name => new("population", "Bộ Công an", "Cơ sở dữ liệu quốc gia về dân cư");

    /// <summary>Only fields of the law's closed list are asked, and of what comes back only those: no fingerprint, iris, voice or DNA gets in, whatever the other side sends.</summary>
    public async Task<DatabaseAnswer> AskAsync(LookupQuestion question, IReadOnlyList<PopulationField> fields, CancellationToken cancellationToken)
    {
        string[] codes = [.. fields.Select(field => PopulationFields.Of(field).Code)];
        DatabaseAnswer answer = await connection.AskAsync(question with { Fields = codes }, cancellationToken);
        return answer is FoundAnswer found ? found with { Values = found.Values.Where(value => codes.Contains(value.Key)).ToDictionary() } : answer;
    }
}

/// <summary>The civil-status register behind its connector.</summary>
public sealed class CivilStatusConnector(RegisterConnection connection) : ICivilStatusRegister
{
    public DatabaseName Name => new("civil-status", "Cơ quan đăng ký hộ tịch", "Cơ sở dữ liệu hộ tịch");

    public Task<DatabaseAnswer> AskMaritalAsync(LookupQuestion question, CancellationToken cancellationToken) => connection.AskAsync(question, cancellationToken);
}
