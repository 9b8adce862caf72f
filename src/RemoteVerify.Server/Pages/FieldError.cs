namespace RemoteVerify.Server.Pages;

/// <summary>What is wrong with one field, for the summary at the top of the page and for the field itself.</summary>
/// <param name="Field">Id of the field; empty for what is about no field.</param>
/// <param name="Text">What is wrong and what to do, in the page's language.</param>
public sealed record FieldError(string Field, string Text)
{
    /// <summary>May hold what a person typed.</summary>
    public override string ToString() => $"FieldError {Field}";
}
