namespace RemoteVerify.Server.Composition;

/// <summary>Where everything is kept, section <c>Service:Database</c>.</summary>
public sealed class DatabaseOptions
{
    /// <summary>
    /// Where the connection string of a PostgreSQL database is (<c>env:NAME</c> or <c>file:PATH</c>); without it the file <c>remoteverify.db</c> of the data directory.
    /// </summary>
    public string? Postgres { get; set; }

    /// <summary>
    /// Where the master key is (<c>env:NAME</c> or <c>file:PATH</c>), as 64 hexadecimal digits; without it <c>master.key</c> of the data directory. All
    /// nodes of one PostgreSQL database need the same, so there it must be named.
    /// </summary>
    public string? MasterKey { get; set; }
}
