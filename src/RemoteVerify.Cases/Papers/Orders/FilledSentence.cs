namespace RemoteVerify.Cases.Papers.Orders;

/// <summary>A sentence of a procedure's data with what fills its fields. The procedure is the only place where the sentence stands.</summary>
/// <param name="Text">The sentence; <c>[field]</c> is filled, as in templates.</param>
/// <param name="Values">What fills each field, as printed.</param>
public sealed record FilledSentence(string Text, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Values name people.</summary>
    public override string ToString() => "FilledSentence";
}
