namespace RemoteVerify.Synthetic.Registers;

/// <summary>What the made-up registers hold of a made-up person.</summary>
/// <param name="PersonalNumber">Twelve digits.</param>
/// <param name="FullName">Name.</param>
/// <param name="Population">Values of the population database by field code, such as <c>ethnicity</c> or <c>marital-status</c>.</param>
/// <param name="CivilStatus">Values of the civil-status register, such as <c>marital-status</c>, <c>spouse</c>; null: the register knows nothing.</param>
public sealed record MadeUpPerson(
    string PersonalNumber, string FullName, IReadOnlyDictionary<string, string> Population, IReadOnlyDictionary<string, string>? CivilStatus)
{
    public override string ToString() => "MadeUpPerson";
}

/// <summary>How a simulated register behaves.</summary>
public enum RegisterBehaviour
{
    Answers,

    /// <summary>Takes the question and never answers.</summary>
    Hangs,

    /// <summary>Says that it is overloaded (503).</summary>
    Overloaded,

    /// <summary>Fails (500).</summary>
    Broken,

    /// <summary>Answers something that is no answer.</summary>
    Malformed,
}
