using RemoteVerify.Server.Composition.Keys;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Files;

namespace RemoteVerify.Server.Composition;

/// <summary>Opens the database that the settings name.</summary>
public static class Databases
{
    /// <exception cref="InvalidDataException">A setting is missing or a secret has another form.</exception>
    public static RelationalStorage Open(ServiceOptions options, TimeProvider time) => ServiceDatabase.Open(
        new DatabasePlace(options.DataDirectory, options.Database.Postgres, options.Database.MasterKey), () => KeyFiles.Master(options.DataDirectory), time);
}
