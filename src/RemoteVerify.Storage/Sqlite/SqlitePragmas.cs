using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace RemoteVerify.Storage.Sqlite;

/// <summary>What each connection needs: readers beside one writer, waiting instead of failing, and durable commits.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Text =
        "PRAGMA journal_mode=WAL; PRAGMA busy_timeout=30000; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = Text;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = Text;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
