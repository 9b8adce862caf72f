namespace RemoteVerify.Hsm;

/// <summary>
/// Reads the PIN from where the host keeps it, each time a key is opened; the room clears the array after use. Without
/// line end, 1 to 128 bytes, UTF-8.
/// </summary>
public delegate byte[] PinReader();
