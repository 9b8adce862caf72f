using RemoteVerify.Cases.Lookups;

namespace RemoteVerify.Server.Lookups;

/// <summary>The population database behind its connector.</summary>
public sealed class PopulationConnector(RegisterConnection connection) : IPopulationData
{
    public DatabaseName Name => new("population", "Bộ Công an", "Cơ sở dữ liệu quốc gia về dân cư");

    public Task<DatabaseAnswer> AskAsync(LookupQuestion question, IReadOnlyList<PopulationField> fields, CancellationToken cancellationToken) => connection.AskAsync(question, cancellationToken);
}

/// <summary>The civil-status register behind its connector.</summary>
public sealed class CivilStatusConnector(RegisterConnection connection) : ICivilStatusRegister
{
    public DatabaseName Name => new("civil-status", "Cơ quan đăng ký hộ tịch", "Cơ sở dữ liệu hộ tịch");

    public Task<DatabaseAnswer> AskMaritalAsync(LookupQuestion question, CancellationToken cancellationToken) => connection.AskAsync(question, cancellationToken);
}
