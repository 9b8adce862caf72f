namespace RemoteVerify.Pdf;

/// <summary>The file is encrypted and the password given (or the empty one) does not open it.</summary>
public sealed class PdfPasswordException(string message) : PdfFormatException("encryption", -1, message);
