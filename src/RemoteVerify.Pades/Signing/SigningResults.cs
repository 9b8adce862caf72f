namespace RemoteVerify.Pades.Signing;

/// <summary>Outcome of the first phase.</summary>
public abstract record PrepareResult
{
    private PrepareResult()
    {
    }

    /// <summary>Ready for the key.</summary>
    public sealed record Prepared(PreparedSignature Signature) : PrepareResult;

    /// <summary>Not signed; the message is for people and holds nothing personal.</summary>
    public sealed record Refused(RefusalCode Code, string Message) : PrepareResult;
}

/// <summary>Outcome of signing.</summary>
public abstract record SignResult
{
    private SignResult()
    {
    }

    /// <summary>The whole signed file.</summary>
    public sealed record Signed(byte[] Pdf, string FieldName) : SignResult
    {
        public override string ToString() => $"Signed ({Pdf.Length} bytes)";
    }

    /// <summary>The whole signed file was written to the stream that was given.</summary>
    /// <param name="Length">Its length in bytes.</param>
    public sealed record Written(long Length, string FieldName) : SignResult
    {
        public override string ToString() => $"Written ({Length} bytes)";
    }

    /// <summary>Not signed; the message is for people and holds nothing personal.</summary>
    public sealed record Refused(RefusalCode Code, string Message) : SignResult
    {
        /// <summary>What is missing is published somewhere and could not be had now; the same call may succeed later.</summary>
        public bool MayPassLater { get; init; }
    }
}
