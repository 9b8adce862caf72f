namespace RemoteVerify.Storage;

/// <summary>Stored bytes can't be trusted: tampered with, or encrypted under another master key. Never carries their content.</summary>
public sealed class StorageIntegrityException(string message) : Exception(message);
