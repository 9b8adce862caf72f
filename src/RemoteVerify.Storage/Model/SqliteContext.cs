using Microsoft.EntityFrameworkCore;

namespace RemoteVerify.Storage.Model;

/// <summary>The tables in SQLite.</summary>
public sealed class SqliteContext(DbContextOptions<SqliteContext> options) : StorageContext(options);
