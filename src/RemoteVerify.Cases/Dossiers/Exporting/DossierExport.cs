namespace RemoteVerify.Cases.Dossiers.Exporting;

/// <summary>That an officer took the whole case out as one file; kept in the case and in the log.</summary>
/// <param name="Id"><c>x1</c>, <c>x2</c>, ...</param>
/// <param name="Officer">Account.</param>
/// <param name="At">When.</param>
/// <param name="Reason">What for, in the officer's words.</param>
/// <param name="Sha256">Of the file that was handed out: whoever meets it again can tell where it comes from.</param>
/// <param name="Files">Files in it.</param>
public sealed record DossierExport(string Id, string Officer, DateTimeOffset At, string Reason, Sha256Digest Sha256, int Files)
{
    public override string ToString() => $"DossierExport {Id}";
}
