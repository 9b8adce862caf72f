namespace RemoteVerify.Pki.Timestamps;

/// <summary>A timestamp authority refused, or its answer does not fit the question. Infrastructure trouble, not a verdict.</summary>
public sealed class TimestampRefusedException(string message, Exception? innerException = null) : Exception(message, innerException);
