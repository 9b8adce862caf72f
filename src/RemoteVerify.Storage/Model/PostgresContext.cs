using Microsoft.EntityFrameworkCore;

namespace RemoteVerify.Storage.Model;

/// <summary>The tables in PostgreSQL.</summary>
public sealed class PostgresContext(DbContextOptions<PostgresContext> options) : StorageContext(options)
{
    // Texts are compared byte by byte, as in SQLite, whatever the language of the server.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<string>().UseCollation("C");
}
