namespace RemoteVerify.Storage;

/// <summary>The database does not answer, does not let this service in, or is no database of its kind.</summary>
public sealed class StorageUnavailableException(string message, Exception cause) : Exception(message, cause);
